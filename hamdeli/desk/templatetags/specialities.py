"""`{% told row "unserved" %}`: a count of families as the reader may see it."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from hamdeli.desk.templatetags.formats import NOTHING, language
from hamdeli.insight.suppressing import LEAST
from hamdeli.persian.digits import grouped, in_language

register = template.Library()


@register.simple_tag
def told(row: Any, name: str) -> str:
    """Return the count, or that it is not shown because it tells of fewer than ten families."""
    known = row.told
    value = known[name] if isinstance(known, dict) else known(name)
    if name in row.unseen:
        return str(_("not shown (< %(ten)s)") % {"ten": in_language(LEAST, language())})
    return NOTHING if value is None else grouped(value, language())
