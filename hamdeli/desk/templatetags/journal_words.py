"""What the journal's verbs are called on screen."""

from django import template
from django.utils.translation import get_language

from hamdeli.accounts.roles import Role
from hamdeli.desk.journal.words import VERBS
from hamdeli.persian.digits import in_language

register = template.Library()
ROLES = dict(Role.choices)


@register.simple_tag
def journal_verb(verb: str) -> str:
    """`{% journal_verb entry.verb %}`: the verb in the reader's language; an unknown one as it stands."""
    return str(VERBS.get(verb, verb))


@register.filter
def journal_post(posts: str) -> str:
    """`{{ entry.post|journal_post }}`: posts as their holders say them, from the `role@place` of the journal."""
    spoken = []
    for post in filter(None, posts.split("; ")):
        role, _at, where = post.partition("@")
        spoken.append(f"{ROLES.get(role, role)} · {in_language(where, get_language() or 'fa')}")
    return "، ".join(spoken)
