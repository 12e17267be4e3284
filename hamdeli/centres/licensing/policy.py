"""The rules of licences as numbers, all in one place; pure functions of days and counts."""

from dataclasses import dataclass
from datetime import date, timedelta

from hamdeli.persian.calendar import months_after


@dataclass(frozen=True)
class Policy:
    """How long things last, and what a centre on probation may do."""

    term_months: int = 24
    provisional_months: int = 3
    renewal_months: int = 3
    appeal_days: int = 30
    longest_suspension_months: int = 12
    probation_months: int = 6
    probation_share: int = 50
    """Per cent of the capacity."""
    probation_money: int = 2_000_000_000
    """Worth of aid in a month, in rials."""
    probation_rows: int = 200
    """Rows of one export."""


POLICY = Policy()


def last_day(begins: date, *, provisional: bool = False, policy: Policy = POLICY) -> date:
    """Return the last day of a term that begins on `begins`."""
    months = policy.provisional_months if provisional else policy.term_months
    return months_after(begins, months) - timedelta(days=1)


def renewal_from(ends: date, policy: Policy = POLICY) -> date:
    """Return the first day on which the renewal of a term may be asked for."""
    return months_after(ends, -policy.renewal_months)


def probation_end(opened_on: date, policy: Policy = POLICY) -> date:
    """Return the last day of the probation of a centre that opened on `opened_on`."""
    return months_after(opened_on, policy.probation_months) - timedelta(days=1)


def probation_places(capacity: int, policy: Policy = POLICY) -> int:
    """Return how many files a centre on probation may carry: its share, rounded up."""
    return -(-capacity * policy.probation_share // 100)


def appeal_until(decided_on: date, policy: Policy = POLICY) -> date:
    """Return the last day for an appeal."""
    return decided_on + timedelta(days=policy.appeal_days)
