"""Filters that write values as the reader's language has them: digits, dates, distances, codes."""

from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hamdeli.persian.calendar import format_date
from hamdeli.persian.digits import grouped, in_language
from hamdeli.persian.digits import percent as percentage

register = template.Library()
Number: TypeAlias = int | float | Decimal
NOTHING = "—"
METRES_IN_KILOMETRE = 1000


def language() -> str:
    """The language of the page that is written now; Persian where none is chosen."""
    return get_language() or "fa"


@register.filter
def number(value: Number | None, places: int | None = None) -> str:
    """`{{ n|number }}`: separators between thousands, the reader's digits; `{{ x|number:1 }}` with one decimal."""
    return NOTHING if value is None or value == "" else grouped(value, language(), places=places)


@register.filter
def percent(ratio: Number | None, places: int = 0) -> str:
    """`{{ ratio|percent }}`: 0.4 as ۴۰٪ or 40%."""
    return NOTHING if ratio is None or ratio == "" else percentage(ratio, language(), places=places)


@register.filter
def growth(ratio: Number | None, places: int = 0) -> SafeString:
    """`{{ ratio|growth }}`: a percentage with its sign, 0.4 as +40%: one left-to-right piece, the sign before it."""
    if ratio is None or ratio == "":
        return SafeString(NOTHING)
    return format_html('<bdi dir="ltr">{}</bdi>', percentage(ratio, language(), places=places, signed=True))


@register.filter(name="day")
def day_piece(value: date | None) -> SafeString:
    """`{{ d|day }}`: Solar Hijri in Persian, ISO Gregorian in English, as one piece that never breaks."""
    return unbroken(day(value))


@register.filter(name="moment")
def moment_piece(value: datetime | None) -> SafeString:
    """`{{ dt|moment }}`: day, hour and minute in the local time, as one piece that never breaks."""
    return unbroken(moment(value))


def unbroken(text: str) -> SafeString:
    """Return `text` as one piece that no line breaks."""
    return format_html('<span class="h-piece">{}</span>', text)


def day(value: date | None) -> str:
    """Return Solar Hijri in Persian, ISO Gregorian in English; a moment is taken in the local time."""
    if not value:
        return NOTHING
    return format_date(_local(value), language())


@register.filter
def long_day(value: date | None) -> str:
    """`{{ d|long_day }}`: with the month's name."""
    return format_date(_local(value), language(), long=True) if value else NOTHING


def moment(value: datetime | None) -> str:
    """Return day, hour and minute in the local time."""
    if not value:
        return NOTHING
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{format_date(local.date(), language())} {in_language(f'{local:%H:%M}', language())}"


@register.filter
def kilometres(metres: Number | None, places: int = 1) -> str:
    """`{{ metres|kilometres }}`: metres below one kilometre, else kilometres with one decimal."""
    if metres is None or metres == "":
        return NOTHING
    if -METRES_IN_KILOMETRE < metres < METRES_IN_KILOMETRE:
        return _("%(metres)s m") % {"metres": grouped(metres, language(), places=0)}
    far = Decimal(str(metres)) / METRES_IN_KILOMETRE
    return _("%(kilometres)s km") % {"kilometres": grouped(far, language(), places=places)}


@register.filter
def digits(value: object) -> str:
    """`{{ text|digits }}`: the text with the reader's digits, nothing else changed."""
    return "" if value is None else in_language(value, language())


@register.filter
def code(value: object) -> SafeString:
    """`{{ file.code|code }}`: a code as one left-to-right piece that never breaks, with the reader's digits."""
    if value is None or value == "":
        return SafeString(NOTHING)
    return format_html('<bdi class="h-code" dir="ltr">{}</bdi>', in_language(value, language()))


def _local(value: date) -> date:
    if not isinstance(value, datetime):
        return value
    return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
