"""How the journal's entries speak on screen."""

from collections.abc import Mapping

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, npgettext

from hamdeli.accounts.roles import Role
from hamdeli.desk.journal.words import KINDS, REASONS, VERBS
from hamdeli.desk.templatetags.formats import code, number
from hamdeli.journal.models import Entry

register = template.Library()
ROLES = dict(Role.choices)


@register.simple_tag
def journal_verb(verb: str) -> str:
    """`{% journal_verb entry.verb %}`: the verb in the reader's language; an unknown one as it stands."""
    return str(VERBS.get(verb, verb))


@register.simple_tag
def journal_record(entry: Entry) -> SafeString:
    """`{% journal_record entry %}`: kind and code of the record, or how many files a list showed."""
    shown = len(entry.details.get("subjects", ()))
    if shown:
        return SafeString(npgettext("journal", "%(many)s file", "%(many)s files", shown) % {"many": number(shown)})
    kind = KINDS.get(entry.subject_kind, entry.subject_kind)
    return format_html("{} {}", kind, SafeString("") if entry.subject == "list" else code(entry.subject))


@register.simple_tag
def journal_reason(reason: str) -> str:
    """`{% journal_reason entry.reason %}`: a coded reason in words; what a person wrote as it stands."""
    return str(REASONS.get(reason, reason))


@register.simple_tag
def person(username: str, names: Mapping[str, str]) -> SafeString:
    """`{% person entry.actor names %}`: the user's name, and the sign-in name beside it where they differ."""
    name = names.get(username, "")
    signed = format_html('<bdi dir="ltr">{}</bdi>', username)
    return format_html('{} <span class="h-soft">({})</span>', name, signed) if name not in ("", username) else signed


@register.simple_tag
def called(username: str, names: Mapping[str, str], otherwise: str = "") -> str:
    """`{% called mandate.answered_by names %}`: the user's name; what was noted then, or the sign-in name, without."""
    return names.get(username) or otherwise or username


@register.simple_tag
def journal_post(posts: str, names: Mapping[str, str]) -> SafeString:
    """`{% journal_post entry.post wheres %}`: posts as their holders say them, from the `role@place` of the journal.

    `names` are those of places and centres by code; where one is not known the code stands.
    """
    spoken = []
    for post in filter(None, posts.split("; ")):
        role, _at, where = post.partition("@")
        spoken.append((ROLES.get(role, role), names.get(where) or code(where)))
    comma = "، " if (get_language() or "fa").startswith("fa") else ", "
    return format_html_join(comma, "{} · {}", spoken)
