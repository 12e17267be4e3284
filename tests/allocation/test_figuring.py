"""Figures counted by hand; nearest first; today; the shortage."""

import numpy as np

from hamdeli.allocation import Adjustments, Problem, reference
from hamdeli.allocation.baselines import as_today, nearest_first
from hamdeli.allocation.figuring import figures
from hamdeli.allocation.shortage import shortage
from hamdeli.allocation.solving import solve

from .world import centres_of, files_of, random_problem


def test_figures_by_hand() -> None:
    files = files_of(5, longitude=[51, 51.01, 51.02, 51, 51], need=[1, 2, 0, 1, 1], carrier=[0, 1, -1, -1, 1])
    centres = centres_of(3, specialities=[1, 0, 0], capacity=[2, 4, 0], occupied=[0, 1, 0])
    problem = Problem(files, centres)
    seen = figures(problem, [0, 0, 1, 1, -1])
    step = reference.metres(32, 51, 32, 51.01), reference.metres(32, 51, 32, 51.02)
    assert seen.load.tolist() == [2, 2, 0]
    assert seen.needed.tolist() == [2, 1, 0]
    assert seen.matched.tolist() == [1, 0, 0]
    assert seen.mean_distance.tolist() == [step[0] / 2, step[1] / 2, 0]
    assert seen.worst_distance.tolist() == [step[0], step[1], 0]
    assert seen.filled.tolist() == [1.0, 0.75, 0.0]
    assert (seen.placed, seen.unplaced, seen.mismatches, seen.moved, seen.brim) == (4, 1, 2, 1, 0.5)
    assert seen.mean_distance_all == sum(step) / 4
    assert seen.worst_distance_all == step[1]
    assert seen.cost == reference.plan_cost(problem, [0, 0, 1, 1, -1])


def test_the_cost_is_the_reference_cost() -> None:
    for seed in range(40):
        problem = random_problem(seed, 30, 6)
        solution = solve(problem)
        assert figures(problem, solution.assignment).cost == solution.cost


def test_figures_of_nothing() -> None:
    seen = figures(Problem(files_of(0), centres_of(0)), [])
    assert (seen.placed, seen.mean_distance_all, seen.brim, seen.cost) == (0, 0.0, 0.0, 0)


def test_nearest_first_in_list_order() -> None:
    files = files_of(4, longitude=[51.0, 51.001, 51.0, 51.05])
    problem = Problem(files, centres_of(2, longitude=[51.0, 51.06], capacity=[2, 1]))
    assert nearest_first(problem).tolist() == [0, 0, 1, -1]
    pinned = Problem(files, problem.centres, adjustments=Adjustments(pins={3: 0}, forbidden=[(0, 0)]))
    assert nearest_first(pinned).tolist() == [1, 0, -1, 0]


def test_nearest_first_by_brute_force() -> None:
    for seed in range(40):
        problem = random_problem(seed, 30, 6)
        assert nearest_first(problem).tolist() == _by_hand(problem)


def _by_hand(problem: Problem) -> list[int]:
    files, centres, pins = problem.files, problem.centres, problem.adjustments.pins
    free = [len(reference.free_places(problem, c)) - list(pins.values()).count(c) for c in range(len(centres))]
    plan = []
    for file in range(len(files)):
        where = (float(files.latitude[file]), float(files.longitude[file]))
        near = [
            (reference.metres(*where, float(centres.latitude[c]), float(centres.longitude[c])), c)
            for c in range(len(centres))
            if free[c] > 0 and reference.cost(problem, file, c) is not None
        ]
        pin = pins.get(file)
        best = min((metres for metres, _ in near), default=0)
        tied = [c for metres, c in near if metres == best]
        plan.append(pin if pin is not None else _first_on_curve(problem, tied))
        if pin is None and tied:
            free[plan[-1]] -= 1
    return plan


def _first_on_curve(problem: Problem, tied: list[int]) -> int:
    """Of equally near centres the lowest index is taken."""
    return min(tied, default=-1)


def test_as_today() -> None:
    problem = Problem(files_of(3, carrier=[1, -1, 0]), centres_of(2))
    assert as_today(problem).tolist() == [1, -1, 0]


def test_how_many_places_are_missing_and_where() -> None:
    files = files_of(30, county=[5] * 18 + [7] * 12)
    centres = centres_of(4, county=[5, 7, 7, 9], open=[True, True, False, True], occupied=[3, 0, 0, 6])
    seen = shortage(Problem(files, centres))
    assert (seen.files, seen.places, seen.missing) == (30, 21, 9)
    assert [(c.county, c.files, c.places, c.missing) for c in seen.counties] == [
        (5, 18, 7, 11),
        (7, 12, 10, 2),
        (9, 0, 4, 0),
    ]
    assert shortage(Problem(files_of(0), centres_of(0))).missing == 0
    assert np.all([c.missing == 0 for c in shortage(Problem(files_of(1), centres_of(1))).counties])
