"""The optimum, against OR-Tools over all arcs; hostile instances; again from a start; threads; progress."""

import itertools
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hamdeli.allocation import Adjustments, Cancelled, Policy, Problem, reference
from hamdeli.allocation.faults import StartFault
from hamdeli.allocation.ground import ground_of
from hamdeli.allocation.levels import levels_of
from hamdeli.allocation.solving import solve

from .world import centres_of, files_of, optimum, problems, random_problem

MANY = settings(max_examples=150, deadline=None)


@MANY
@given(problems())
def test_it_is_the_optimum_and_proved(problem: Problem) -> None:
    solution = solve(problem)
    assert solution.certificate.optimal
    assert solution.cost == optimum(problem) == reference.plan_cost(problem, solution.assignment.tolist())


@MANY
@given(problems(), st.integers(0, 2**32 - 1))
def test_again_from_any_start_is_the_optimum_from_zero(problem: Problem, seed: int) -> None:
    other = random_problem(seed, len(problem.files), len(problem.centres))
    solution = solve(problem, start=solve(other))
    assert solution.certificate.optimal
    assert solution.cost == optimum(problem)


def test_brute_force_agrees() -> None:
    for seed in range(30):
        problem = random_problem(seed, 4, 3)
        plans = itertools.product(range(-1, 3), repeat=4)
        costs = [cost for plan in plans if (cost := reference.plan_cost(problem, list(plan))) is not None]
        assert solve(problem).cost == min(costs)


@pytest.mark.parametrize(("files", "centres"), [(0, 0), (0, 5), (5, 0), (1, 1), (30, 1)])
def test_none_and_one(files: int, centres: int) -> None:
    problem = Problem(files_of(files), centres_of(centres))
    solution = solve(problem)
    assert solution.certificate.optimal
    assert solution.assignment.shape == (files,)
    assert solution.prices.shape == (centres,)
    assert (solution.assignment >= 0).sum() == min(files, 10 * centres)


def test_ties_everywhere() -> None:
    problem = Problem(files_of(200), centres_of(20, capacity=np.full(20, 7)))
    solution = solve(problem)
    assert solution.certificate.optimal
    assert (solution.assignment >= 0).sum() == 140
    assert solution.cost == optimum(problem)


def test_two_centres_at_one_point_share_evenly_by_tiers() -> None:
    solution = solve(Problem(files_of(16), centres_of(2)))
    assert np.bincount(solution.assignment).tolist() == [8, 8]
    assert solution.cost == 0


def test_those_who_stay_are_those_of_least_priority() -> None:
    problem = Problem(files_of(12, priority=[1, 5] * 6), centres_of(1, capacity=[6]))
    solution = solve(problem)
    assert (solution.assignment[1::2] == 0).all()
    assert (solution.assignment[::2] == -1).all()


def test_a_price_is_what_one_more_place_would_save() -> None:
    policy = Policy(tiers=((1000, 0),))
    problem = Problem(files_of(5, priority=[1, 2, 3, 4, 5]), centres_of(1, capacity=[3]), policy)
    solution = solve(problem)
    more = solve(Problem(problem.files, problem.centres, policy, Adjustments(capacities={0: 4})))
    assert solution.cost - more.cost == solution.prices[0] == policy.stay_of(2)


@pytest.fixture(scope="module")
def town() -> Problem:
    """Large enough for levels, bulk raises, chains, falls and several threads."""
    rng = np.random.default_rng(7)
    n, m = 6000, 150
    home = rng.integers(0, 12, n)
    seat = rng.integers(0, 12, m)
    towns = rng.uniform(0, 2, (12, 2))
    files = files_of(
        n,
        latitude=32 + towns[home, 0] + rng.normal(0, 0.03, n),
        longitude=51 + towns[home, 1] + rng.normal(0, 0.03, n),
        need=rng.integers(0, 4, n),
        county=home // 3,
        carrier=np.where(rng.random(n) < 0.7, -1, rng.integers(0, m, n)),
        priority=rng.integers(1, 6, n),
    )
    centres = centres_of(
        m,
        latitude=32 + towns[seat, 0] + rng.normal(0, 0.03, m),
        longitude=51 + towns[seat, 1] + rng.normal(0, 0.03, m),
        specialities=rng.integers(0, 8, m),
        county=seat // 3,
        capacity=rng.integers(10, 75, m),
    )
    return Problem(files, centres)


def test_a_town_with_levels(town: Problem) -> None:
    assert len(levels_of(ground_of(town))) > 0
    solution = solve(town)
    assert solution.certificate.optimal
    assert solution.cost == optimum(town)


def test_again_after_pins_and_a_closure(town: Problem) -> None:
    first = solve(town)
    pins = {file: int(first.assignment[file - 1]) for file in range(1, 400, 40) if first.assignment[file - 1] >= 0}
    changed = Problem(town.files, town.centres, town.policy, Adjustments(pins=pins, closed=[149], capacities={3: 200}))
    again, afresh = solve(changed, start=first), solve(changed)
    assert again.certificate.optimal
    assert again.cost == afresh.cost
    assert again.moved == (again.assignment != first.assignment).sum() > 0
    assert all(again.assignment[file] == centre for file, centre in pins.items())


def test_the_same_on_one_thread_and_every_time(town: Problem, monkeypatch: pytest.MonkeyPatch) -> None:
    first = solve(Problem(town.files, town.centres))
    monkeypatch.setenv("HAMDELI_ALLOCATION_THREADS", "1")
    second = solve(Problem(town.files, town.centres))
    assert (first.assignment == second.assignment).all()
    assert (first.prices == second.prices).all()


def test_progress_and_seconds_by_stage(town: Problem) -> None:
    told: list[tuple[str, float]] = []
    solution = solve(town, progress=lambda stage, share: told.append((stage, share)))
    stages = [stage for stage, _ in itertools.groupby(told, key=lambda pair: pair[0])]
    assert stages == ["prepare", "levels", "candidates", "chains", "lower", "certify", "done"]
    assert all(0 <= share <= 1 for _, share in told)
    assert set(solution.seconds) == set(stages) - {"done"}


@pytest.mark.parametrize("calls", [1, 3, 6])
def test_cancelled(town: Problem, calls: int) -> None:
    with pytest.raises(Cancelled):
        solve(town, cancelled=_after(calls))


def _after(calls: int) -> Callable[[], bool]:
    left = iter(range(calls))
    return lambda: next(left, None) is None


def test_a_start_of_another_problem_is_refused() -> None:
    start = solve(Problem(files_of(3), centres_of(2)))
    with pytest.raises(StartFault):
        solve(Problem(files_of(3), centres_of(3)), start=start)
    with pytest.raises(StartFault):
        solve(Problem(files_of(2), centres_of(2)), start=start)
