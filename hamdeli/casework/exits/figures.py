"""Figures of exits: how many, of which kind and for which reason, in which month."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from hamdeli.casework.models import Exit
from hamdeli.persian.calendar import to_solar


@dataclass(frozen=True)
class ExitCount:
    """How many families left in one Solar Hijri month, for one reason; those opened again are counted too."""

    year: int
    month: int
    kind: str
    reason: str
    exits: int
    reopened: int


def exits_by_month(exits: QuerySet[Exit], *, since: date, until: date) -> list[ExitCount]:
    """Count `exits` from `since` to `until` (both included) by month, kind and reason, in that order."""
    found: Counter[tuple[int, int, str, str]] = Counter()
    again: Counter[tuple[int, int, str, str]] = Counter()
    rows = exits.filter(on__range=(since, until)).values_list("on", "kind", "reason")
    for on, kind, reason, many, reopened in rows.annotate(many=Count("pk"), reopened=Count("reopened_on")):
        place = (*to_solar(on)[:2], kind, reason)
        found[place] += many
        again[place] += reopened
    return [ExitCount(*place, found[place], again[place]) for place in sorted(found)]


def exits_by_kind(counts: list[ExitCount]) -> dict[str, int]:
    """Sum the counts of each kind."""
    kinds: Counter[str] = Counter()
    for count in counts:
        kinds[count.kind] += count.exits
    return dict(kinds)
