"""`{{ minutes|working_hours }}`: working time as people say it."""

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hamdeli.persian.digits import grouped

register = template.Library()
HOUR = 60


@register.filter
def working_hours(minutes: int | None) -> str:
    """Return minutes of working time in hours, or in minutes below one hour; a dash where nothing is known."""
    if minutes is None:
        return "—"
    language = get_language() or "fa"
    if minutes < HOUR:
        return _("%(minutes)s working minutes") % {"minutes": grouped(minutes, language)}
    return _("%(hours)s working hours") % {"hours": grouped(minutes / HOUR, language, places=1)}
