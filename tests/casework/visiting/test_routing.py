"""The order of a day's visits is never longer than the order that was given."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hamdeli.casework.visiting.routing import Point, legs, route

START = Point(33.98, 51.44)
points = st.builds(Point, st.floats(33.8, 34.2), st.floats(51.2, 51.7))


def way(stops: list[Point]) -> float:
    return sum(legs(START, stops))


@given(st.lists(points, max_size=25))
@settings(max_examples=300, deadline=None)
def test_never_worse_than_given(stops: list[Point]) -> None:
    order = route(START, stops)
    assert sorted(order) == list(range(len(stops)))
    assert way([stops[place] for place in order]) <= way(stops) + 1e-6


@given(st.lists(points, min_size=1, max_size=6))
@settings(max_examples=100, deadline=None)
def test_no_part_is_shorter_turned_round(stops: list[Point]) -> None:
    found = [stops[place] for place in route(START, stops)]
    for first, last in itertools.combinations(range(len(found) + 1), 2):
        turned = found[:first] + found[first:last][::-1] + found[last:]
        assert way(found) <= way(turned) + 1e-5


def test_a_line_is_gone_from_end_to_end() -> None:
    line = [Point(33.98, 51.44 + step / 100) for step in (5, 2, 9, 1, 7)]
    assert route(START, line) == [3, 1, 0, 4, 2]


@pytest.mark.parametrize("count", [0, 1, 61, 200])
def test_few_and_many(count: int) -> None:
    stops = [Point(33.9 + (number * 7 % 13) / 100, 51.4 + number / 1000) for number in range(count)]
    assert sorted(route(START, stops)) == list(range(count))
