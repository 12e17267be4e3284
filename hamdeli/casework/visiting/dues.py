"""When the next visit is due: pure functions of days. The norm of the field is a visit every six months."""

from calendar import monthrange
from datetime import date, timedelta

MONTHS = 6
AGAIN = timedelta(days=14)
"""After a visit at which nobody was met."""


def months_later(day: date, months: int) -> date:
    """Return the same day so many Gregorian months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def latest(done_on: date, *, met: bool, visit_months: int | None) -> date:
    """Return the day by which the next visit is due after one on `done_on`; `visit_months` of a plan: only sooner."""
    return months_later(done_on, min(visit_months or MONTHS, MONTHS)) if met else done_on + AGAIN


def fault_of(next_on: date, done_on: date, due: date) -> str:
    """Return the code of what is wrong with a day that somebody wishes for the next visit, or nothing."""
    if next_on <= done_on:
        return "next_not_after"
    return "next_late" if next_on > due else ""
