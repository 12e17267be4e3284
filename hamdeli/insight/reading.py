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


def read(keys: Iterable[str] | None, areas: Sequence[AreaKey], period: Period, *, all_counts: bool = False) -> Values:
    """Return the values of the indicators (None: all) for the areas in a period, by (key, area): two queries.

    Empty where the period was not computed by today's definitions. `all_counts` gives small counts of families too:
    only for those who may open the files of every one of the areas. Anything published leaves it out.
    """
    made = Computation.objects.valid().filter(year=period.year, months=period.months).first()
    if made is None or not areas:
        return {}
    wanted = [indicator.key for indicator in CATALOGUE] if keys is None else list(keys)
    rows = Reading.objects.filter(computation=made, key__in=wanted, area__in={area.code for area in areas})
    found = {(row.key, AreaKey(Level(row.level), row.area)): row for row in rows}
    return {
        (key, area): value_of(found.get((key, area)), by_key(key), area, made, all_counts)
        for key in wanted
        for area in areas
        if area.level in by_key(key).levels
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
