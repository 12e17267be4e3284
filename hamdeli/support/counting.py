"""What centres ask most, and how soon they are answered: counted from the requests of some months."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import ceil
from typing import Any, TypeVar

from django.utils import timezone

from hamdeli.persian.calendar import from_solar, month_length, months_after, to_solar
from hamdeli.support.models import HelpRequestQuerySet

MONTHS = 12
MOST_CENTRES = 10
NINETY = 90
Key = TypeVar("Key", bound=Any)


@dataclass(frozen=True)
class Spread:
    """Working minutes: the median and the 90th percentile (nearest rank), of so many requests out of so many asked."""

    median: int | None
    ninetieth: int | None
    counted: int
    asked: int


@dataclass(frozen=True)
class Month:
    """One Solar Hijri month with its first and last day, and how many requests of each topic came in it."""

    first: date
    last: date
    topics: Counter[str]


@dataclass(frozen=True)
class Counted:
    """All figures of the page. `centres`: code, name and number of requests, the most first."""

    since: date
    until: date
    months: list[Month]
    topics: list[tuple[str, int]]
    first_answer: Spread
    solution: Spread
    centres: list[tuple[str, str, int]]
    asked: int


def months_until(today: date, count: int = MONTHS) -> list[tuple[date, date]]:
    """Return the first and last days of the last `count` Solar Hijri months, the oldest first."""
    year, month, _day = to_solar(today)
    this = from_solar(year, month, 1)
    firsts = [months_after(this, back) for back in range(1 - count, 1)]
    return [(first, first + timedelta(days=month_length(*to_solar(first)[:2]) - 1)) for first in firsts]


def counted(requests: HelpRequestQuerySet, today: date) -> Counted:
    """Count the requests of the last twelve Solar Hijri months, this one included."""
    spans = months_until(today)
    since, until = spans[0][0], spans[-1][1]
    begin, end = start_of(since), start_of(until + timedelta(days=1))
    fields = ("topic", "asked_at", "first_answer_minutes", "solution_minutes", "centre__code", "centre__name")
    rows = list(requests.filter(asked_at__gte=begin, asked_at__lt=end).order_by().values_list(*fields))
    topics: Counter[str] = Counter(topic for topic, *_rest in rows)
    centres = Counter((code, name) for *_rest, code, name in rows)
    return Counted(
        since=since,
        until=until,
        months=by_month(spans, [(topic, timezone.localdate(at)) for topic, at, *_rest in rows]),
        topics=ranked(topics),
        first_answer=spread_of([row[2] for row in rows]),
        solution=spread_of([row[3] for row in rows]),
        centres=[(code, name, many) for (code, name), many in ranked(centres)[:MOST_CENTRES]],
        asked=len(rows),
    )


def by_month(spans: Sequence[tuple[date, date]], asked: Iterable[tuple[str, date]]) -> list[Month]:
    """Return the months with what was asked in each."""
    months = {to_solar(first)[:2]: Month(first, last, Counter()) for first, last in spans}
    for topic, day in asked:
        months[to_solar(day)[:2]].topics[topic] += 1
    return list(months.values())


def ranked(counts: Counter[Key]) -> list[tuple[Key, int]]:
    """Return the most frequent first; equal ones in their own order, so that the page stays still."""
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))


def spread_of(minutes: Sequence[int | None]) -> Spread:
    """Return median and 90th percentile of the minutes that are known."""
    known = sorted(each for each in minutes if each is not None)
    if not known:
        return Spread(None, None, 0, len(minutes))
    middle = (known[(len(known) - 1) // 2] + known[len(known) // 2]) // 2
    return Spread(middle, known[ceil(len(known) * NINETY / 100) - 1], len(known), len(minutes))


def start_of(day: date) -> datetime:
    """Return the moment at which the day begins here."""
    return timezone.make_aware(datetime.combine(day, time()))
