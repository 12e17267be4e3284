"""Reading what was computed: values with their parts, of many indicators and areas at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from hamdeli.insight.areas import AreaKey
from hamdeli.insight.catalogue import CATALOGUE, Indicator, Level, by_key
from hamdeli.insight.models import Computation, Reading
from hamdeli.insight.periods import Period


@dataclass(frozen=True)
class Value:
    """One indicator of one area: the value and its parts, up to which day, and when it was computed.

    `hidden`: the counts are small, or would tell small ones, and the reader may not open the files; there are no parts
    then. A value of None that is not hidden has nothing to divide by.
    """

    indicator: Indicator
    area: AreaKey
    numerator: int | None
    denominator: int | None
    as_of: date
    computed_at: datetime
    hidden: bool = False

    @property
    def value(self) -> float | None:
        """What the parts come to."""
        return None if self.numerator is None else self.indicator.value_of(self.numerator, self.denominator)


Values = dict[tuple[str, AreaKey], Value]
Months = tuple[int, int]
"""A Solar Hijri year, and how many of its months."""


def read(keys: Iterable[str] | None, areas: Sequence[AreaKey], period: Period, *, all_counts: bool = False) -> Values:
    """Return the values of the indicators (None: all) for the areas in a period, by (key, area): two queries.

    Empty where the period was not computed by today's definitions. `all_counts` gives small counts of families too:
    only for those who may open the files of every one of the areas. Anything published leaves it out.
    """
    return read_all(keys, areas, [period], all_counts=all_counts).get((period.year, period.months), {})


def read_all(
    keys: Iterable[str] | None, areas: Sequence[AreaKey], periods: Iterable[Period], *, all_counts: bool = False
) -> dict[Months, Values]:
    """Return what `read` does for several periods, by (year, months), in two queries; what was not computed lacks."""
    asked = {(period.year, period.months) for period in periods}
    years = Computation.objects.valid().filter(year__in={year for year, _months in asked})
    made = {one.pk: one for one in years if (one.year, one.months) in asked}
    wanted = [by_key(key) for key in keys] if keys is not None else list(CATALOGUE)
    rows: dict[int, dict[tuple[str, AreaKey], Reading]] = {pk: {} for pk in made}
    codes, names = {area.code for area in areas}, [indicator.key for indicator in wanted]
    found = Reading.objects.filter(computation__in=made, area__in=codes, level__in={area.level for area in areas})
    for row in found.filter(key__in=names) if keys is not None else found:
        rows[row.computation_id][row.key, AreaKey(Level(row.level), row.area)] = row
    return {
        (one.year, one.months): {
            (indicator.key, area): value_of(rows[pk].get((indicator.key, area)), indicator, area, one, all_counts)
            for indicator in wanted
            for area in areas
            if area.level in indicator.levels
        }
        for pk, one in made.items()
    }


def value_of(row: Reading | None, indicator: Indicator, area: AreaKey, made: Computation, all_counts: bool) -> Value:
    """Return one value; an area without a row has nothing to count."""
    below = indicator.family and area.level not in (Level.NATION, Level.PROVINCE)
    if not all_counts and (below or (row and row.guarded)):
        return Value(indicator, area, None, None, made.until, made.computed_at, hidden=True)
    if row is None:
        nothing = 0 if indicator.denominator else None
        return Value(indicator, area, 0, nothing, made.until, made.computed_at)
    return Value(indicator, area, row.numerator, row.denominator, made.until, made.computed_at)
