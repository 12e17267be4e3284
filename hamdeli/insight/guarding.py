"""Saying of each reading whether it is for those only who may open the files, by the rule of `suppressing`.

Below a province every count of families is. Of provinces and the country, a whole year that has ended is shown as far
as `suppressing` allows. Of a running year only plain stocks are (how many families, how many persons): the flows and
the parts of two dates could be subtracted from one another. A province with one centre at work shows none: its families
are those of that centre.
"""

from collections.abc import Iterable, Mapping

from hamdeli.insight.catalogue import CATALOGUE, Dates, Indicator, Level, by_key
from hamdeli.insight.suppressing import Guard, guard, with_rest

Numbers = Mapping[tuple[str, str], tuple[int, int | None]]
"""Numerator and denominator by (key, province)."""
PUBLIC_PART = {"families": "files_delegated"}
"""Figures that are no secret and are parts of one that may be: what is left without them must not be small either."""


def guards(numbers: Numbers, provinces: Iterable[str], *, whole_year: bool) -> dict[str, Guard]:
    """Return for the key of each family indicator what is kept back of provinces and country."""
    areas = list(provinces)
    alone = {area for area in areas if count(numbers, "centres", area) == 1}
    found: dict[str, Guard] = {}
    for whole in (indicator for indicator in CATALOGUE if indicator.family and not indicator.whole):
        parts = [indicator for indicator in CATALOGUE if indicator.whole == whole.key]
        top = guard({area: totals(numbers, whole, area) for area in areas}, alone)
        below = guard(
            {
                area: with_rest(count(numbers, whole.key, area), [count(numbers, part.key, area) for part in parts])
                for area in areas
            },
            alone | top.areas,
        )
        everything = Guard(frozenset(areas), total=True)
        shown = whole_year or whole.dates == Dates.STOCK
        found[whole.key] = top if shown else everything
        for part in parts:
            found[part.key] = whole_or(below, top) if whole_year else everything
    return found


def whole_or(below: Guard, top: Guard) -> Guard:
    """Return what is kept back of the parts: never less than of the whole."""
    return Guard(below.areas | top.areas, below.total or top.total)


def totals(numbers: Numbers, whole: Indicator, area: str) -> list[int]:
    """Return the total of an area, and what is left of it without its public part."""
    total = count(numbers, whole.key, area)
    public = PUBLIC_PART.get(whole.key)
    return [total, abs(total - count(numbers, public, area))] if public else [total]


def count(numbers: Numbers, key: str, area: str) -> int:
    """Return the numerator of one indicator in one province."""
    return numbers.get((key, area), (0, None))[0]


def is_guarded(found: Mapping[str, Guard], key: str, level: Level, area: str) -> bool:
    """Say whether a reading is for those only who may open the files."""
    if not by_key(key).family:
        return False
    if level in (Level.COUNTY, Level.CENTRE):
        return True
    kept = found[key]
    return kept.total if level == Level.NATION else area in kept.areas
