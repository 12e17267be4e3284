"""`{{ line.points|hundredths }}`: points of a grade, which are kept in hundredths."""

from decimal import Decimal

from django import template

from hamdeli.desk.templatetags.formats import number

register = template.Library()


@register.filter
def hundredths(value: int) -> str:
    """`{{ grade.total|hundredths }}`: 8725 as 87.25, in the digits of the reader."""
    return number(Decimal(value) / 100, 2)
