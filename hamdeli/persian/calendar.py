"""Solar Hijri dates: read, written and counted; stored as Gregorian dates."""

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Any, cast

from persiantools.jdatetime import JalaliDate

from hamdeli.persian.digits import is_persian, to_persian
from hamdeli.persian.faults import DateFault
from hamdeli.persian.letters import fold

# The library has a marker of types and no types.
_SOLAR: Any = JalaliDate
FIRST_YEAR = 1300
LAST_YEAR = 1500
FIRST_GREGORIAN_YEAR = 1800
MONTHS_FA = ("فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند")
MONTHS_SOLAR_EN = (
    *("Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar"),
    *("Mehr", "Aban", "Azar", "Dey", "Bahman", "Esfand"),
)
MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_NUMERIC = re.compile(r"(\d{4})\s*[/.\-_ ]\s*(\d{1,2})\s*[/.\-_ ]\s*(\d{1,2})(?:[t ]+00:00(?::00(?:\.0+)?)?)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NAMED = re.compile(r"(\d{1,2})\s+(\w+)(?:\s+ماه)?\s+(\d{4})")
_MONTH_NUMBERS = {
    **{fold(name): number for number, name in enumerate(MONTHS_FA, 1)},
    fold("امرداد"): 5,
    **{fold(name): number for names in (MONTHS_EN, MONTHS_SOLAR_EN) for number, name in enumerate(names, 1)},
}


def parse_date(value: object, *, today: date | None = None) -> date:
    """The day meant by a text, a number such as 14030512, or a date; raises DateFault.

    Years below 1800 are Solar Hijri, others Gregorian. With `today`, later days are refused with the code `future`.
    """
    found = _as_date(value)
    first, last = year_bounds(FIRST_YEAR)[0], year_bounds(LAST_YEAR)[1]
    if not first <= found <= last:
        raise DateFault("out_of_range", first=FIRST_YEAR, last=LAST_YEAR)
    if today is not None and found > today:
        raise DateFault("future", today=today)
    return found


def _as_date(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _from_text(str(value))


@lru_cache(maxsize=4096)
def _from_text(text: str) -> date:
    year, month, day = _parts(fold(text))
    if year >= FIRST_GREGORIAN_YEAR:
        return _gregorian(year, month, day)
    return from_solar(year, month, day)


def _parts(text: str) -> tuple[int, int, int]:
    if not text:
        raise DateFault("empty")
    if found := _NUMERIC.fullmatch(text) or _COMPACT.fullmatch(text):
        year, month, day = found.groups()
        return int(year), int(month), int(day)
    if (found := _NAMED.fullmatch(text)) and (number := _MONTH_NUMBERS.get(found[2])):
        return int(found[3]), number, int(found[1])
    raise DateFault("format")


def _gregorian(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as impossible:
        raise DateFault("impossible") from impossible


def from_solar(year: int, month: int, day: int) -> date:
    """The Gregorian date of a Solar Hijri day; raises DateFault."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateFault("out_of_range", first=FIRST_YEAR, last=LAST_YEAR)
    try:
        return cast(date, _SOLAR(year, month, day).to_gregorian())
    except ValueError as impossible:
        raise DateFault("impossible") from impossible


@lru_cache(maxsize=4096)
def to_solar(day: date) -> tuple[int, int, int]:
    """Solar Hijri year, month and day of a Gregorian date."""
    solar = _SOLAR.to_jalali(day)
    return solar.year, solar.month, solar.day


def format_date(day: date, language: str, *, long: bool = False) -> str:
    """The day for a reader: ۱۴۰۳/۰۵/۱۲ or, long, ۱۲ مرداد ۱۴۰۳; in English 2024-08-02 or 2 August 2024."""
    plain = day.date() if isinstance(day, datetime) else day
    if is_persian(language):
        year, month, number = to_solar(plain)
        return to_persian(f"{number} {MONTHS_FA[month - 1]} {year}" if long else f"{year}/{month:02}/{number:02}")
    return f"{plain.day} {MONTHS_EN[plain.month - 1]} {plain.year}" if long else plain.isoformat()


def solar_year(day: date) -> int:
    """The Solar Hijri year of a Gregorian date."""
    return to_solar(day.date() if isinstance(day, datetime) else day)[0]


def is_leap(year: int) -> bool:
    """Whether Esfand of the Solar Hijri year has thirty days."""
    return bool(_SOLAR.is_leap(year))


@lru_cache(maxsize=512)
def year_bounds(year: int) -> tuple[date, date]:
    """First and last Gregorian day of a Solar Hijri year."""
    return from_solar(year, 1, 1), from_solar(year, 12, 30 if is_leap(year) else 29)


def whole_years(since: date, until: date) -> int:
    """The whole years between two days, such as somebody's age; below nothing where `since` is the later."""
    return until.year - since.year - ((until.month, until.day) < (since.month, since.day))


def months_after(day: date, months: int) -> date:
    """The same day of the Solar Hijri month that is so many months later; its last day where the month is shorter."""
    year, month, number = to_solar(day)
    years, place = divmod(month - 1 + months, 12)
    return from_solar(year + years, place + 1, min(number, month_length(year + years, place + 1)))


def month_length(year: int, month: int) -> int:
    """How many days a Solar Hijri month has."""
    if month <= 6:
        return 31
    return 30 if month < 12 or is_leap(year) else 29
