"""The order of a day's visits: pure functions of points.

Nearest neighbour from the start, then 2-opt (Croes 1958) on an open way: the day ends at the last family, not at the
centre. A day has few visits, so the way is near the shortest; it is never longer than the order that was given.
"""

from collections.abc import Sequence
from typing import NamedTuple

from hamdeli.places.distance import metres

Table = list[list[float]]
MOST_STOPS = 60


class Point(NamedTuple):
    """A place in degrees."""

    latitude: float
    longitude: float


def between(one: Point, other: Point) -> float:
    """Return the great-circle metres between two points."""
    return metres(one.latitude, one.longitude, other.latitude, other.longitude)


def legs(start: Point, stops: Sequence[Point]) -> list[float]:
    """Return the metres of each leg: from the start to the first stop, from it to the second, and so on."""
    return [between(one, other) for one, other in zip([start, *stops], stops, strict=False)]


def route(start: Point, stops: Sequence[Point]) -> list[int]:
    """Return the places of `stops` in the order in which to go; beyond `MOST_STOPS` the rest keeps its order."""
    few = list(stops[:MOST_STOPS])
    points = [start, *few]
    table = [[between(one, other) for other in points] for one in points]
    given = list(range(1, len(points)))
    found = min(
        (shortened(given, table), shortened(nearest_first(table), table)), key=lambda order: length(order, table)
    )
    return [place - 1 for place in found] + list(range(len(few), len(stops)))


def nearest_first(table: Table) -> list[int]:
    """Return all places but the start, each time the nearest to the one before; of equals the first given."""
    here, left, order = 0, list(range(1, len(table))), []
    while left:
        here = min(left, key=lambda place: table[here][place])
        left.remove(here)
        order.append(here)
    return order


def length(order: Sequence[int], table: Table) -> float:
    """Return the metres of the way from the start through all places of `order`."""
    return sum(table[one][other] for one, other in zip([0, *order], order, strict=False))


def shortened(order: list[int], table: Table) -> list[int]:
    """Return `order` after turning round every part that is shorter the other way, until none is left."""
    way = [0, *order]
    better = True
    while better:
        better = False
        for first in range(1, len(way) - 1):
            for last in range(first + 1, len(way)):
                if gain(way, first, last, table) > 1e-6:
                    way[first : last + 1] = reversed(way[first : last + 1])
                    better = True
    return way[1:]


def gain(way: list[int], first: int, last: int, table: Table) -> float:
    """Return the metres saved by going the part from `first` to `last` the other way round."""
    before, one, other = way[first - 1], way[first], way[last]
    saved = table[before][one] - table[before][other]
    if last + 1 < len(way):
        after = way[last + 1]
        saved += table[other][after] - table[one][after]
    return saved
