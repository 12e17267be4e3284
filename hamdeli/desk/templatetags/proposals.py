"""Words for the pages about proposals."""

from datetime import datetime

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hamdeli.desk.templatetags.formats import moment_piece

register = template.Library()


@register.filter
def adjustment(kind: str) -> str:
    """`{{ each.kind|adjustment }}`: what a kind of adjustment is called."""
    called = {
        "pin": _("pinned to the centre"),
        "forbid": _("kept away from the centre"),
        "close": _("receives nothing"),
        "capacity": _("capacity set"),
    }
    return called.get(kind, kind)


@register.filter
def told_moment(text: str) -> SafeString:
    """`{{ each.at|told_moment }}`: a moment that is kept as ISO text."""
    return moment_piece(datetime.fromisoformat(text))


@register.filter
def changed(what: list[str]) -> str:
    """`{{ change.what|changed }}`: what is new about a record."""
    called = {
        "new": _("is new"),
        "gone": _("is gone"),
        "place": _("its place on the map"),
        "need": _("its main need"),
        "county": _("its county"),
        "carrier": _("its centre"),
        "priority": _("its priority"),
        "specialities": _("its specialities"),
        "capacity": _("its capacity"),
        "held": _("how many files it carries"),
        "workers": _("its social workers"),
        "open": _("its licence"),
    }
    return _(", ").join(called.get(each, each) for each in what)
