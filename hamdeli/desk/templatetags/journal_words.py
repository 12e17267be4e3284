"""What the journal's verbs are called on screen."""

from django import template

from hamdeli.desk.journal.words import VERBS

register = template.Library()


@register.simple_tag
def journal_verb(verb: str) -> str:
    """`{% journal_verb entry.verb %}`: the verb in the reader's language; an unknown one as it stands."""
    return str(VERBS.get(verb, verb))
