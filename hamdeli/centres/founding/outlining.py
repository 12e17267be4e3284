"""The drawn service area: a polygon with one ring, its rules and its crossings; pure functions of points in degrees."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from hamdeli.centres.founding.faults import FoundingFault
from hamdeli.centres.founding.policy import MOST_VERTICES

Point = tuple[float, float]
"""Latitude and longitude."""
FEWEST_CORNERS = 3
FLAT = 1e-9
"""Square degrees; some ten square metres."""


def polygon(corners: Sequence[Point]) -> dict[str, Any]:
    """Return the GeoJSON polygon of `corners`, closed. Raises `FoundingFault` where it is none, or crosses itself."""
    ring = open_ring(corners)
    if len(ring) < FEWEST_CORNERS:
        raise FoundingFault("outline_few")
    if len(ring) > MOST_VERTICES:
        raise FoundingFault("outline_many", most=MOST_VERTICES, count=len(ring))
    if not is_simple(ring):
        raise FoundingFault("outline_crossed")
    if abs(signed_area(ring)) < FLAT:
        raise FoundingFault("outline_flat")
    closed = [*ring, ring[0]]
    return {"type": "Polygon", "coordinates": [[[longitude, latitude] for latitude, longitude in closed]]}


def open_ring(corners: Sequence[Point]) -> list[Point]:
    """Return the corners without those that are said twice in a row, and without the first said again at the end."""
    ring: list[Point] = []
    for corner in corners:
        if not ring or corner != ring[-1]:
            ring.append(corner)
    while len(ring) > 1 and ring[0] == ring[-1]:
        ring.pop()
    return ring


def corners_of(outline: dict[str, Any] | None) -> list[Point]:
    """Return the corners of a stored polygon, none where nothing was drawn."""
    if not outline:
        return []
    return [(latitude, longitude) for longitude, latitude in outline["coordinates"][0][:-1]]


def sides(ring: Sequence[Point]) -> list[tuple[Point, Point]]:
    """Return the sides of a ring."""
    return list(zip(ring, [*ring[1:], *ring[:1]], strict=True))


def signed_area(ring: Sequence[Point]) -> float:
    """Return the area in square degrees, negative where the corners go the other way round."""
    return sum(a[1] * b[0] - b[1] * a[0] for a, b in sides(ring)) / 2


def turn(a: Point, b: Point, c: Point) -> float:
    """Return on which side of the line from `a` to `b` the point `c` lies: positive, negative, zero for on it."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def lies_on(a: Point, b: Point, c: Point) -> bool:
    """Say whether `c`, on the line through `a` and `b`, lies between them."""
    return all(min(p, q) <= r <= max(p, q) for p, q, r in zip(a, b, c, strict=True))


def meet(first: tuple[Point, Point], second: tuple[Point, Point]) -> bool:
    """Say whether two sides have a point in common."""
    (a, b), (c, d) = first, second
    turns = turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)
    if turns[0] * turns[1] < 0 and turns[2] * turns[3] < 0:
        return True
    ends = ((a, b, c), (a, b, d), (c, d, a), (c, d, b))
    return any(way == 0 and lies_on(*end) for way, end in zip(turns, ends, strict=True))


def is_simple(ring: Sequence[Point]) -> bool:
    """Say whether no two sides of the ring meet but neighbours in their corner."""
    if len(set(ring)) < len(ring):
        return False
    numbered = list(enumerate(sides(ring)))
    for (i, first), (j, second) in combinations(numbered, 2):
        if j - i == 1 or (i == 0 and j == len(ring) - 1):
            earlier, later = (first, second) if j - i == 1 else (second, first)
            if turn(*earlier, later[1]) == 0 and folds_back(earlier[0], earlier[1], later[1]):
                return False
        elif meet(first, second):
            return False
    return True


def folds_back(a: Point, b: Point, c: Point) -> bool:
    """Say whether the way from `a` over `b` to `c` goes back on itself."""
    return (a[0] - b[0]) * (c[0] - b[0]) + (a[1] - b[1]) * (c[1] - b[1]) > 0


def holds(ring: Sequence[Point], point: Point) -> bool:
    """Say whether the ring holds the point."""
    latitude, longitude = point
    crossings = sum(
        (a[0] > latitude) != (b[0] > latitude) and longitude < a[1] + (latitude - a[0]) * (b[1] - a[1]) / (b[0] - a[0])
        for a, b in sides(ring)
    )
    return crossings % 2 == 1


def overlap(first: Sequence[Point], second: Sequence[Point]) -> bool:
    """Say whether two rings have a part in common."""
    if not first or not second:
        return False
    if any(meet(a, b) for a in sides(first) for b in sides(second)):
        return True
    return holds(second, first[0]) or holds(first, second[0])
