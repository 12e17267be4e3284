"""Time as an office counts it: minutes within working hours. Plain Python; moments are local and aware."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

Week = Mapping[int, tuple[int, int]]
"""From what hour to what hour somebody works, by the day of the week as Python counts it (Monday is 0)."""

SATURDAY, SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY = 5, 6, 0, 1, 2, 3
WEEK: Week = {**dict.fromkeys((SATURDAY, SUNDAY, MONDAY, TUESDAY, WEDNESDAY), (8, 16)), THURSDAY: (8, 12)}
LONGEST_DAYS = 3660


@dataclass(frozen=True)
class Target:
    """Within how many working minutes a request should have its first answer, and its solution."""

    first: int
    solution: int


HOUR = 60
TARGETS: Mapping[int, Target] = {
    1: Target(2 * HOUR, 8 * HOUR),
    2: Target(8 * HOUR, 24 * HOUR),
    3: Target(16 * HOUR, 80 * HOUR),
}
"""By the urgency of a request."""


def spans(start: datetime, last: date, week: Week = WEEK) -> Iterator[tuple[datetime, datetime]]:
    """Yield the working spans from `start` until the end of the day `last`, the first one shortened."""
    day = start.date()
    while day <= last:
        hours = week.get(day.weekday())
        if hours:
            begins, ends = (datetime.combine(day, time(hour), start.tzinfo) for hour in hours)
            if ends > start:
                yield max(begins, start), ends
        day += timedelta(days=1)


def working_minutes(start: datetime, end: datetime, week: Week = WEEK) -> int:
    """Return the whole working minutes from `start` to `end`; 0 where the end is not after the start."""
    parts = (min(ends, end) - begins for begins, ends in spans(start, end.date(), week) if begins < end)
    return int(sum(parts, timedelta()).total_seconds() // 60)


def moment_after(start: datetime, minutes: int, week: Week = WEEK) -> datetime:
    """Return the moment at which `minutes` of working time have passed since `start`."""
    left = timedelta(minutes=minutes)
    for begins, ends in spans(start, start.date() + timedelta(days=LONGEST_DAYS), week):
        if left <= ends - begins:
            return begins + left
        left -= ends - begins
    raise ValueError("nobody works in this week")
