"""Words on the pages about the founding of centres."""

from typing import Any

from django import template

from hamdeli.centres.models import FoundingCheck
from hamdeli.desk.founding.words import right_words

register = template.Library()


@register.simple_tag
def check_office(check: FoundingCheck) -> Any:
    """`{% check_office line.check %}`: which office ticks the check."""
    return right_words(check)
