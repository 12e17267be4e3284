"""Sessions counted by topic and Solar Hijri (or calendar) month."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, QuerySet
from django.utils.translation import get_language

from hamdeli.casework.models import Counselling
from hamdeli.persian.calendar import to_solar
from hamdeli.persian.digits import in_language

MONTHS = 6
A_MONTH = timedelta(days=31)


@dataclass(frozen=True)
class Counts:
    """A table: the months (oldest first), a row for each topic met, and the sums."""

    months: list[str]
    rows: list[tuple[str, list[int], int]]
    sums: list[int]
    total: int


def by_month_and_topic(sessions: QuerySet[Counselling], today: date) -> Counts:
    """Count `sessions` of the last six months by topic and month of the reader's calendar."""
    language = get_language() or "fa"
    months = last_months(today, language)
    counted: Counter[tuple[str, str]] = Counter()
    days = sessions.filter(held_on__gte=today - (MONTHS + 1) * A_MONTH).values_list("topic", "held_on")
    for topic, day, number in days.annotate(number=Count("pk")):
        counted[topic, month_of(day, language)] += number
    rows = []
    for topic, label in Counselling.Topic.choices:
        numbers = [counted[topic, month] for month in months]
        if sum(numbers):
            rows.append((str(label), numbers, sum(numbers)))
    sums = [sum(row[1][at] for row in rows) for at in range(len(months))]
    return Counts([in_language(month, language) for month in months], rows, sums, sum(sums))


def month_of(day: date, language: str) -> str:
    """Return the month of a day as `1404/02` or `2025-04`."""
    if language.startswith("fa"):
        year, month, _day = to_solar(day)
        return f"{year}/{month:02}"
    return f"{day:%Y-%m}"


def last_months(today: date, language: str) -> list[str]:
    """Return the last six months, the oldest first."""
    months: list[str] = []
    day = today
    while len(months) < MONTHS:
        month = month_of(day, language)
        if month not in months:
            months.append(month)
        day -= timedelta(days=15)
    return months[::-1]
