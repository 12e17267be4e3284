"""The rows that shorten a proof: every choice of whole sites obeys them, and some best choice obeys the orders."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hamdeli.insight.siting import cutting
from hamdeli.insight.siting.checking import check
from hamdeli.insight.siting.cutting import Relaxation, Row
from hamdeli.insight.siting.instance import Instance, Points, nowhere
from hamdeli.insight.siting.network import lay, point_of_pair
from hamdeli.insight.siting.proving import program_of
from hamdeli.insight.siting.solving import solve
from tests.insight.siting.test_solving import best, instance, served

SOME = settings(max_examples=40, deadline=None)
NUMBERS = st.integers(0, 2**32 - 1)


def crowd(seed: int, *, sites: int = 8, count: int = 3) -> Instance:
    """Two towns, with people for about one centre and a half in each, so that parts of centres pay.

    Now and then most of them live at one point.
    """
    rng = np.random.default_rng(seed)
    towns = np.array([32.0, 32.08])

    def some(many: int, least: int, most: int) -> Points:
        town = rng.integers(0, 2, many)
        return Points(
            towns[town] + rng.uniform(0, 0.05, many), rng.uniform(51, 51.05, many), rng.integers(least, most, many)
        )

    demand = some(20, 1, 30)
    demand.amount[0] += rng.integers(0, 2) * 300
    places = int(demand.amount.sum()) // count
    return Instance(demand, some(sites, places - 5, places + 1), nowhere(), float(rng.integers(3_000, 8_000)), count)


def tightened(asked: Instance) -> Relaxation:
    """The rows found for an instance of which nothing is known."""
    network = lay(asked)
    found = Relaxation(network, program_of(network, asked.count))
    found.tighten(0, lambda parts: None)
    return found


def groups(found: Relaxation) -> list[Row]:
    """The rows about more than two columns."""
    return [row for row in found.rows if len(row.column) > 2]


def broken_by(asked: Instance, found: Relaxation, row: Row) -> int:
    """How many more people than the row allows some choice serves, at most, of its points at its sites."""
    opening = row.column[row.column < found.candidates]
    ways = row.column[row.column >= found.candidates] - found.candidates
    rest, network = -int(row.value[0]), lay(asked)
    points = np.unique(point_of_pair(network)[ways])
    demand = asked.demand
    amount = np.zeros_like(demand.amount)
    amount[points] = demand.amount[points]
    inside = replace(asked, demand=Points(demand.latitude, demand.longitude, amount))
    numbers = range(1, len(opening) + 1)
    choices = [choice for many in numbers for choice in itertools.combinations(opening.tolist(), many)]
    return max(served(inside, choice) - rest * len(choice) - int(row.most) for choice in choices)


@SOME
@given(NUMBERS)
def test_whole_sites_obey_every_group(seed: int) -> None:
    asked = crowd(seed)
    found = tightened(asked)
    assert [row for row in groups(found) if broken_by(asked, found, row) > 0] == []


def test_a_group_that_is_rounded_too_far_is_found() -> None:
    seeds = [seed for seed in range(20) if groups(tightened(crowd(seed)))]
    assert len(seeds) >= 5
    for seed in seeds:
        asked = crowd(seed)
        found = tightened(asked)
        row = groups(found)[0]
        assert broken_by(asked, found, row) <= 0
        too_far = row._replace(most=row.most + broken_by(asked, found, row) - 1)
        assert broken_by(asked, found, too_far) == 1


@SOME
@given(NUMBERS, st.integers(1, 4))
def test_some_best_choice_obeys_the_orders(seed: int, count: int) -> None:
    asked = instance(seed, count=count)
    found = Relaxation(lay(asked), program_of(lay(asked), count))
    orders = found.orders.tolist()
    choices = itertools.combinations(range(found.candidates), count)
    obeying = [choice for choice in choices if all(less not in choice or more in choice for less, more in orders)]
    assert max(served(asked, choice) for choice in obeying) == best(asked)


@SOME
@given(NUMBERS)
def test_a_moved_choice_obeys_the_orders_and_serves_no_fewer(seed: int) -> None:
    asked = instance(seed, count=3)
    found = Relaxation(lay(asked), program_of(lay(asked), 3))
    for choice in itertools.combinations(range(found.candidates), 3):
        moved = set(found.moved(np.array(choice)).tolist())
        assert len(moved) == 3
        assert not [pair for pair in found.orders.tolist() if pair[0] in moved and pair[1] not in moved]
        assert served(asked, tuple(moved)) >= served(asked, choice)


@SOME
@given(NUMBERS)
def test_a_crowd_is_proved_and_right(seed: int) -> None:
    asked = crowd(seed, sites=7)
    answer = solve(asked, effort=0.2)
    assert check(asked, answer) == []
    assert answer.reached == best(asked)
    assert answer.optimal


def test_groups_close_most_of_the_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seen on one crowd: with the groups the parts of sites promise less than without them."""
    asked = crowd(3, sites=12)
    network = lay(asked)
    program = program_of(network, asked.count)
    reached = solve(asked).reached
    with_groups = Relaxation(network, program).tighten(reached, lambda parts: None)
    monkeypatch.setattr(cutting.Relaxation, "_groups", lambda self, seen: [])
    without = Relaxation(network, program).tighten(reached, lambda parts: None)
    assert reached - 1e-6 <= with_groups < without - (without - reached) / 2
