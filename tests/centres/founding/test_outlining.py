"""The drawn service area: crossings, holes in the drawing, overlaps; tables and properties."""

from math import cos, pi, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamdeli.centres.founding.faults import FoundingFault
from hamdeli.centres.founding.outlining import corners_of, holds, is_simple, overlap, polygon

SQUARE = [(0.0, 0.0), (0.0, 2.0), (2.0, 2.0), (2.0, 0.0)]


def moved(north: float, east: float) -> list[tuple[float, float]]:
    return [(latitude + north, longitude + east) for latitude, longitude in SQUARE]


def test_a_polygon_is_closed_and_comes_back() -> None:
    made = polygon([*SQUARE, SQUARE[0]])
    assert made["coordinates"][0][0] == made["coordinates"][0][-1]
    assert corners_of(made) == SQUARE
    assert corners_of(None) == []


@pytest.mark.parametrize(
    "corners",
    [
        [(0, 0), (2, 2), (0, 2), (2, 0)],
        [(0, 0), (0, 2), (0, 1)],
        [(0, 0), (0, 2), (2, 2), (2, 0), (0, 1)],
        [(0, 0), (0, 2), (2, 2), (0, 2), (2, 0)],
    ],
)
def test_what_crosses_or_touches_itself_is_no_area(corners: list[tuple[float, float]]) -> None:
    assert not is_simple(corners)
    with pytest.raises(FoundingFault):
        polygon(corners)


@given(st.integers(3, 40), st.floats(0.1, 3), st.floats(-30, 30), st.floats(-30, 30))
def test_a_regular_polygon_is_simple_and_holds_its_middle(n: int, radius: float, north: float, east: float) -> None:
    ring = [(north + radius * cos(2 * pi * k / n), east + radius * sin(2 * pi * k / n)) for k in range(n)]
    assert is_simple(ring)
    assert holds(ring, (north, east))
    assert not holds(ring, (north + 2 * radius, east))
    assert overlap(ring, ring)
    assert not overlap(ring, [(latitude + 3 * radius, longitude) for latitude, longitude in ring])


@pytest.mark.parametrize(
    ("other", "common"),
    [
        (moved(1, 1), True),
        (moved(3, 3), False),
        ([(0.5, 0.5), (0.5, 1), (1, 1)], True),
        ([(-1, -1), (-1, 5), (5, 5), (5, -1)], True),
        ([], False),
    ],
)
def test_areas_overlap_by_a_side_or_one_in_the_other(other: list[tuple[float, float]], common: bool) -> None:
    assert overlap(SQUARE, other) == overlap(other, SQUARE) == common
