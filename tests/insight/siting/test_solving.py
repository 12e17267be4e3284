"""Where centres should open: against every choice on small instances, and an independent check on all."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hamdeli.insight.siting.checking import bound_from, check
from hamdeli.insight.siting.instance import (
    SCALE,
    Answer,
    Cancelled,
    Instance,
    Points,
    SitingFault,
    nowhere,
)
from hamdeli.insight.siting.network import metres
from hamdeli.insight.siting.solving import solve

FEW = settings(max_examples=60, deadline=None)
NUMBERS = st.integers(0, 2**32 - 1)


def instance(seed: int, *, points: int = 7, sites: int = 6, centres: int = 2, count: int = 2) -> Instance:
    """A crowded place of some ten kilometres, from a seed."""
    rng = np.random.default_rng(seed)

    def some(many: int, most: int) -> Points:
        return Points(rng.uniform(32, 32.1, many), rng.uniform(51, 51.1, many), rng.integers(0, most, many))

    demand = some(points, 40)
    demand.amount[0] += 1
    return Instance(demand, some(sites, 60), some(centres, 30), float(rng.integers(2_000, 7_000)), count)


def served(asked: Instance, chosen: tuple[int, ...]) -> int:
    """The most that some sites can serve: over every set of them, what is outside its reach costs its capacity."""
    sites = [*range(len(asked.existing)), *(len(asked.existing) + at for at in chosen)]
    lat = np.concatenate((asked.existing.latitude, asked.candidates.latitude))[sites]
    lon = np.concatenate((asked.existing.longitude, asked.candidates.longitude))[sites]
    demand = asked.demand
    near = metres(demand.latitude[:, None], demand.longitude[:, None], lat[None], lon[None]) <= asked.reach
    capacity = asked.capacity[sites]
    cuts = itertools.product((False, True), repeat=len(sites))
    return min(
        int(capacity[np.array(full)].sum() + demand.amount[near[:, ~np.array(full)].any(axis=1)].sum()) for full in cuts
    )


def best(asked: Instance) -> int:
    """The most that any choice serves, by trying all."""
    return max(served(asked, each) for each in itertools.combinations(range(len(asked.candidates)), asked.count))


@FEW
@given(NUMBERS, st.integers(1, 4))
def test_it_is_the_best_of_all_choices_and_says_so(seed: int, count: int) -> None:
    asked = instance(seed, count=count)
    answer = solve(asked, effort=0.2)
    assert check(asked, answer) == []
    assert answer.reached == served(asked, tuple(answer.chosen.tolist())) == best(asked)
    assert answer.optimal
    assert answer.before == served(asked, ())


@FEW
@given(NUMBERS)
def test_larger_answers_keep_every_rule_and_stay_below_their_bound(seed: int) -> None:
    asked = instance(seed, points=80, sites=40, centres=6, count=5)
    answer = solve(asked, effort=0.05)
    assert check(asked, answer) == []
    assert answer.bound >= answer.reached >= answer.before
    assert len(set(answer.chosen.tolist())) == 5
    assert bound_from(asked, answer.multipliers) >= answer.bound


def towns(amounts: list[int], *, capacity: int, count: int) -> Instance:
    """Towns a degree apart, each a site as often as it could fill one; the first has a centre of half that capacity."""
    amount = np.array(amounts)
    lat, lon = np.linspace(30.0, 29.0 + len(amount), len(amount)), np.full(len(amount), 50.0)
    site = np.repeat(np.arange(len(amount)), np.clip(-(-amount // capacity), 1, count))
    candidates = Points(lat[site], lon[site], np.full(len(site), capacity))
    return Instance(
        Points(lat, lon, amount), candidates, Points(lat[:1], lon[:1], np.array([capacity // 2])), count=count
    )


def test_of_equal_choices_the_one_comes_first_where_most_are_left_and_it_is_proved() -> None:
    asked = towns([300, 250, 220, 900, 650], capacity=100, count=6)
    answer = solve(asked, effort=0.05)
    assert check(asked, answer) == []
    assert asked.candidates.latitude[answer.chosen].tolist() == [33, 33, 33, 34, 33, 34]
    assert answer.gains.tolist() == [100] * 6
    assert answer.optimal
    assert answer.equals == 3


def test_where_no_other_choice_serves_as_many_there_are_no_equals() -> None:
    assert solve(towns([70, 80, 10, 5], capacity=100, count=2), effort=0.05).equals == 0


@FEW
@given(NUMBERS)
def test_whatever_is_told_to_be_equal_is(seed: int) -> None:
    asked = instance(seed, points=6, sites=6, centres=1, count=2)
    answer = solve(asked, effort=0.1)
    chosen = set(answer.chosen.tolist())
    swaps = [(kept, other) for kept in chosen for other in range(6) if other not in chosen]
    equal = {other for kept, other in swaps if served(asked, (kept, other)) == answer.reached}
    assert answer.equals <= len(equal)


@pytest.mark.parametrize(
    ("fault", "spoil"),
    [
        ("choice", lambda answer: replace(answer, chosen=np.repeat(answer.chosen[:1], len(answer.chosen)))),
        ("reached", lambda answer: replace(answer, reached=answer.reached + 1)),
        ("gains", lambda answer: replace(answer, before=answer.before + 1)),
        ("people", lambda answer: replace(answer, served=answer.served * 3)),
        ("capacity", lambda answer: replace(answer, served=answer.served * 9)),
        ("negative", lambda answer: replace(answer, served=-answer.served)),
        ("closed", lambda answer: replace(answer, site=np.full_like(answer.site, other(answer)))),
        ("better_flow", lambda answer: replace(answer, served=np.maximum(1, answer.served // 2))),
        ("bound", lambda answer: replace(answer, bound=answer.reached, searched=False)),
        ("bound_below", lambda answer: replace(answer, bound=answer.reached - 1)),
        ("multipliers", lambda answer: replace(answer, multipliers=answer.multipliers - SCALE)),
        ("flows", lambda answer: replace(answer, point=answer.point[:-1])),
    ],
)
def test_a_planted_wrong_answer_is_refused(fault: str, spoil: Callable[[Answer], Answer]) -> None:
    asked = instance(5, points=80, sites=40, centres=6, count=5)
    answer = solve(asked, effort=0.05)
    answer = replace(answer, multipliers=np.full_like(answer.multipliers, SCALE // 2), searched=True)
    assert check(asked, answer) == []
    assert fault in check(asked, spoil(answer))


def other(answer: Answer) -> int:
    """A candidate that is not open (sites are numbered behind six centres)."""
    return 6 + next(at for at in range(40) if at not in answer.chosen.tolist())


def test_a_site_beyond_its_reach_is_refused() -> None:
    asked = instance(5, points=80, sites=40, centres=6, count=5)
    answer = solve(asked, effort=0.05)
    assert "reach" in check(replace(asked, reach=10.0), answer)


def test_the_same_arguments_give_the_same_answer() -> None:
    asked = instance(9, points=200, sites=60, centres=5, count=6)
    one, again = (solve(asked, seed=3, effort=0.1) for _ in range(2))
    assert one.chosen.tolist() == again.chosen.tolist()
    assert (one.reached, one.bound) == (again.reached, again.bound)


def one(amount: int = 5) -> Points:
    return Points(np.array([32.0]), np.array([51.0]), np.array([amount]))


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("reach", {"reach": 0.0}),
        ("reach", {"reach": -5.0}),
        ("count", {"count": 0}),
        ("too_many", {"count": 2}),
        ("no_candidates", {"candidates": nowhere()}),
        ("no_demand", {"demand": one(0)}),
        ("no_demand", {"demand": nowhere()}),
    ],
)
def test_what_makes_no_sense_is_refused(code: str, values: dict[str, Any]) -> None:
    with pytest.raises(SitingFault) as caught:
        Instance(**{"demand": one(), "candidates": one(), **values})
    assert caught.value.code == code


@pytest.mark.parametrize("amount", [[-1], [2**41]])
def test_amounts_out_of_range_are_refused(amount: list[int]) -> None:
    with pytest.raises(SitingFault):
        Points(np.array([32.0]), np.array([51.0]), np.array(amount))


def test_nobody_within_reach_is_an_answer_too() -> None:
    far = Points(np.array([40.0, 41.0]), np.array([51.0, 51.0]), np.array([5, 5]))
    asked = Instance(one(), far, reach=1_000.0, count=1)
    answer = solve(asked)
    assert (answer.reached, answer.bound, answer.optimal) == (0, 0, True)
    assert check(asked, answer) == []


def test_it_says_how_far_it_is_and_can_be_stopped() -> None:
    asked = instance(5, points=80, sites=40, centres=6, count=5)
    told: list[tuple[str, float]] = []
    solve(asked, effort=0.05, progress=lambda stage, share: told.append((stage, share)))
    assert told[0] == ("prepare", 0.0)
    assert told[-1] == ("done", 1.0)
    with pytest.raises(Cancelled):
        solve(asked, cancelled=lambda: len(told) > 1)
