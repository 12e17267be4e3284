"""Months of the Solar Hijri year, in words."""

from datetime import date

from hamdeli.persian.calendar import MONTHS_FA, MONTHS_SOLAR_EN, to_solar
from hamdeli.persian.digits import in_language, is_persian


def month_words(day: date, language: str) -> str:
    """Return the month and year of `day` as the reader says it."""
    year, month, _day = to_solar(day)
    names = MONTHS_FA if is_persian(language) else MONTHS_SOLAR_EN
    return f"{names[month - 1]} {in_language(year, language)}"
