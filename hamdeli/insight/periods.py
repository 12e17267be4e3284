"""Periods: a Solar Hijri year, or its first months, up to a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from hamdeli.persian.calendar import from_solar, month_length, to_solar

MONTHS = 12


@dataclass(frozen=True)
class Period:
    """The first `months` of a Solar Hijri year, of which nothing after `until` is counted."""

    year: int
    months: int
    until: date

    @property
    def since(self) -> date:
        """The first day."""
        return from_solar(self.year, 1, 1)

    @property
    def end(self) -> date:
        """The last day of its last month, counted or not."""
        return last_day(self.year, self.months)

    @property
    def whole_year(self) -> bool:
        """Whether the whole year is counted."""
        return self.until == last_day(self.year, MONTHS)

    @property
    def start(self) -> Period:
        """The moment before it: a period that ends on the day before the first."""
        return Period(self.year - 1, MONTHS, self.since - timedelta(days=1))

    @property
    def midnight(self) -> datetime:
        """The moment at which the last day ends."""
        return timezone.make_aware(datetime.combine(self.until + timedelta(days=1), time.min))

    @property
    def dawn(self) -> datetime:
        """The moment at which the first day begins."""
        return timezone.make_aware(datetime.combine(self.since, time.min))

    @property
    def a_year_before(self) -> Period:
        """The same months of the year before, up to the same day of the same month."""
        _year, month, day = to_solar(self.until)
        if self.until == last_day(self.year, self.months):
            return Period(self.year - 1, self.months, last_day(self.year - 1, self.months))
        return Period(
            self.year - 1,
            self.months,
            from_solar(self.year - 1, month, min(day, month_length(self.year - 1, month))),
        )


def last_day(year: int, month: int) -> date:
    """Return the last day of a Solar Hijri month."""
    return from_solar(year, month, month_length(year, month))


def period_of(year: int, months: int, today: date) -> Period:
    """Return the first `months` of a year, up to today where they are not over."""
    return Period(year, months, min(last_day(year, months), today))


def running(today: date) -> Period:
    """Return this year up to today."""
    year, month, _day = to_solar(today)
    return Period(year, month, today)
