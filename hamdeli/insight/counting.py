"""Counting the sources of the catalogue: one grouped query each for all areas, added up from the centre upwards."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from hamdeli.insight.areas import NATION
from hamdeli.insight.catalogue import CATALOGUE, Indicator, Level, Part, Source, parts_of
from hamdeli.insight.periods import Period

Place = tuple[Level, str]
Counts = dict[Place, dict[Any, int]]
"""For each area, the numbers by what they are counted apart by."""
Numbers = dict[Place, tuple[int, int | None]]


def count_source(source: Source, period: Period) -> Counts:
    """Run the query of a source and add its rows up for every level."""
    found: Counts = defaultdict(lambda: defaultdict(int))
    for row in source.grouped(period):
        number = row["number"] or 0
        for place in places_of(row):
            found[place][row.get("apart")] += number
    return found


def places_of(row: dict[str, Any]) -> Iterable[Place]:
    """Yield the areas in which a row counts."""
    if row.get("at_province"):
        yield Level.NATION, NATION
        yield Level.PROVINCE, row["at_province"]
    if row.get("at_county"):
        yield Level.COUNTY, row["at_county"]
    if row.get("at_centre"):
        yield Level.CENTRE, row["at_centre"]


def needed(indicators: Iterable[Indicator] = CATALOGUE) -> list[tuple[Source, bool]]:
    """Return the sources that the indicators need, each once for the end and once for the start of the period."""
    found = {(part.source.key, part.at_start): (part.source, part.at_start) for part in parts_of(indicators)}
    return list(found.values())


def number_of(part: Part, place: Place, counted: dict[tuple[str, bool], Counts]) -> int:
    """Return the number of one part in one area."""
    apart = counted[part.source.key, part.at_start].get(place, {})
    return sum(apart.get(choice, 0) for choice in part.only) if part.only else sum(apart.values())


def numbers_of(indicator: Indicator, counted: dict[tuple[str, bool], Counts]) -> Numbers:
    """Return numerator and denominator of an indicator for every area in which there is anything to count."""
    parts = parts_of([indicator])
    levels = set(indicator.levels)
    places = {place for part in parts for place in counted[part.source.key, part.at_start] if place[0] in levels}
    found: Numbers = {}
    for place in places:
        numbers = [number_of(part, place, counted) for part in parts]
        if any(numbers):
            found[place] = (numbers[0], numbers[1] if len(numbers) > 1 else None)
    return found
