"""Months in words: of the calendar that the reader has, or of the Solar Hijri year by which sums are made."""

from datetime import date

from hamdeli.persian.calendar import MONTHS_EN, MONTHS_FA, MONTHS_SOLAR_EN, to_solar
from hamdeli.persian.digits import in_language, is_persian


def month_words(day: date, language: str) -> str:
    """Return the month and year of `day` by the reader's calendar: آذر ۱۴۰۵, in English November 2026."""
    return solar_month(day, language) if is_persian(language) else f"{MONTHS_EN[day.month - 1]} {day.year}"


def solar_month(day: date, language: str) -> str:
    """Return the Solar Hijri month and year of `day` in the reader's language: آذر ۱۴۰۵ or Azar 1405."""
    year, month, _day = to_solar(day)
    names = MONTHS_FA if is_persian(language) else MONTHS_SOLAR_EN
    return f"{names[month - 1]} {in_language(year, language)}"
