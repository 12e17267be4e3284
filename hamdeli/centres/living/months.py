"""Solar Hijri months, as returns are made for them: plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hamdeli.persian.calendar import (
    FIRST_YEAR,
    LAST_YEAR,
    MONTHS_FA,
    MONTHS_SOLAR_EN,
    from_solar,
    month_length,
    to_solar,
)
from hamdeli.persian.digits import is_persian, to_persian

DUE_DAY = 10
"""A return is due on the tenth of the following month."""
OLDEST = 12
"""Returns are taken for so many months that are over."""


@dataclass(frozen=True, order=True)
class Month:
    """One month of the Solar Hijri calendar."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return from_solar(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return from_solar(self.year, self.number, month_length(self.year, self.number))

    @property
    def due(self) -> date:
        """The day until which its return is due."""
        return self.last + timedelta(days=DUE_DAY)

    @property
    def code(self) -> str:
        """The month as an address has it: 1405-08."""
        return f"{self.year}-{self.number:02}"

    def spoken(self, language: str) -> str:
        """The month for a reader: آبان ۱۴۰۵, Aban 1405."""
        name = (MONTHS_FA if is_persian(language) else MONTHS_SOLAR_EN)[self.number - 1]
        return to_persian(f"{name} {self.year}") if is_persian(language) else f"{name} {self.year}"

    def before(self, months: int = 1) -> Month:
        """The month so many months earlier."""
        years, place = divmod(self.year * 12 + self.number - 1 - months, 12)
        return Month(years, place + 1)

    def is_over(self, today: date) -> bool:
        """Say whether the month has ended."""
        return self.last < today


def month_of(day: date) -> Month:
    """The month of a day."""
    return Month(*to_solar(day)[:2])


def months_over(today: date, count: int = OLDEST) -> list[Month]:
    """The last months that are over, the latest first."""
    this = month_of(today)
    return [this.before(back) for back in range(1, count + 1)]


def read_month(code: str) -> Month | None:
    """The month that an address means, or None."""
    year, _dash, number = code.partition("-")
    if not (year.isascii() and year.isdecimal() and number.isascii() and number.isdecimal()):
        return None
    month = Month(int(year[:5]), int(number[:3]))
    return month if 1 <= month.number <= 12 and FIRST_YEAR <= month.year < LAST_YEAR else None
