"""`{{ minutes|spoken_hours }}`: the time that a volunteer gave, in words."""

from django import template

from hamdeli.casework.helping.certificates import spoken_hours as spoken

register = template.Library()


@register.filter
def spoken_hours(minutes: int) -> str:
    """Return a time in hours and minutes, as the reader's language has it."""
    return spoken(minutes)
