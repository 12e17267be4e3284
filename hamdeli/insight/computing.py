"""Computing every indicator for a period, and keeping the readings: all of them, or those that were there before."""

import time
from collections.abc import Callable, Iterator
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from hamdeli.insight.areas import NATION, Lying, lying
from hamdeli.insight.catalogue import CATALOGUE, DEFINITIONS, Level, by_key
from hamdeli.insight.counting import Numbers, count_source, needed, numbers_of
from hamdeli.insight.guarding import guards, is_guarded
from hamdeli.insight.models import Computation, Reading
from hamdeli.insight.periods import MONTHS, Period, last_day, running
from hamdeli.insight.suppressing import Guard

Tell = Callable[[str, int, int], None]
COUNTING = gettext_noop("Counting the indicators")
YEARS = 4
"""So many whole years are kept beside the running one."""
BATCH = 5_000


def silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


def wanted(today: date) -> list[Period]:
    """Return the periods of the dashboards: this year to date, the same of last year, and the years before."""
    now = running(today)
    years = [Period(year, MONTHS, last_day(year, MONTHS)) for year in range(now.year - 1, now.year - 1 - YEARS, -1)]
    before = now.a_year_before
    return [now, *([before] if before.months < MONTHS else []), *years]


def compute_all(today: date, tell: Tell = silent) -> list[Computation]:
    """Compute all periods of the dashboards, each in a transaction of its own, and forget the broken-off months."""
    periods = wanted(today)
    sources = needed()
    total = len(periods) * len(sources)
    made = []
    for place, period in enumerate(periods):

        def told(stage: str, done: int, _of: int, before: int = place * len(sources)) -> None:
            tell(stage, before + done, total)

        made.append(compute(period, told))
    forget_broken_off([one.pk for one in made])
    return made


def forget_broken_off(kept: list[int]) -> None:
    """Delete what was counted in the middle of a month that has gone on since, and what old definitions counted."""
    for old in Computation.objects.exclude(pk__in=kept):
        if old.until < old.period.end or old.definitions != DEFINITIONS:
            old.delete()


@transaction.atomic
def compute(period: Period, tell: Tell = silent) -> Computation:
    """Count every indicator for every area in a period; the earlier readings of it are replaced."""
    begun, sources, counted = time.perf_counter(), needed(), {}
    for done, (source, at_start) in enumerate(sources):
        tell(COUNTING, done, len(sources))
        counted[source.key, at_start] = count_source(source, period.start if at_start else period)
    numbers = {indicator.key: numbers_of(indicator, counted) for indicator in CATALOGUE}
    Reading.objects.filter(computation__year=period.year, computation__months=period.months).delete()
    values = {
        "until": period.until,
        "definitions": DEFINITIONS,
        "computed_at": timezone.now(),
        "queries": len(sources),
    }
    made, _new = Computation.objects.update_or_create(year=period.year, months=period.months, defaults=values)
    Reading.objects.bulk_create(readings(made, numbers), batch_size=BATCH)
    made.seconds = round(time.perf_counter() - begun, 3)
    made.save(update_fields=["seconds"])
    return made


def readings(made: Computation, numbers: dict[str, Numbers]) -> Iterator[Reading]:
    """Yield a reading for each indicator and area in which there is anything to count."""
    of_provinces = {
        (key, code): parts
        for key, found in numbers.items()
        for (level, code), parts in found.items()
        if level == Level.PROVINCE
    }
    kept = guards(of_provinces, {code for _key, code in of_provinces}, whole_year=made.period.whole_year)
    places = lying()
    for key, found in with_hidden_zeros(numbers, kept).items():
        for (level, code), (numerator, denominator) in found.items():
            where = places.get((level, code), Lying())
            yield Reading(
                computation=made,
                key=key,
                level=level,
                area=code,
                province=where.province,
                county=where.county,
                numerator=numerator,
                denominator=denominator,
                guarded=is_guarded(kept, key, level, code),
            )


def with_hidden_zeros(numbers: dict[str, Numbers], kept: dict[str, Guard]) -> dict[str, Numbers]:
    """Add a reading of nothing wherever even that is kept back: a 0 that is shown would tell about the others."""
    for key, one in kept.items():
        nothing = (0, 0 if by_key(key).denominator else None)
        for code in one.areas:
            numbers[key].setdefault((Level.PROVINCE, code), nothing)
        if one.total:
            numbers[key].setdefault((Level.NATION, NATION), nothing)
    return numbers
