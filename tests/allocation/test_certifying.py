"""The certificate refuses whatever is wrong, and needs nothing of the solver."""

from dataclasses import replace

import numpy as np
import pytest

from hamdeli.allocation import Adjustments, Policy, Problem, Solution
from hamdeli.allocation.certifying import certify
from hamdeli.allocation.solving import solve

from .world import centres_of, files_of


@pytest.fixture(scope="module")
def problem() -> Problem:
    rng = np.random.default_rng(3)
    files = files_of(
        60,
        latitude=32 + rng.normal(0, 0.2, 60),
        longitude=51 + rng.normal(0, 0.2, 60),
        need=rng.integers(0, 3, 60),
        county=rng.integers(0, 2, 60),
    )
    centres = centres_of(
        8,
        latitude=32 + rng.normal(0, 0.2, 8),
        longitude=51 + rng.normal(0, 0.2, 8),
        specialities=rng.integers(0, 4, 8),
        county=rng.integers(0, 2, 8),
        open=[True] * 7 + [False],
    )
    return Problem(files, centres, adjustments=Adjustments(pins={0: 1}, forbidden=[(5, 2)]))


@pytest.fixture(scope="module")
def solution(problem: Problem) -> Solution:
    return solve(problem)


def test_the_optimum_is_accepted(problem: Problem, solution: Solution) -> None:
    certificate = certify(problem, solution.assignment, solution.prices)
    assert certificate == solution.certificate
    assert certificate.optimal
    assert certificate.gap == 0
    assert certificate.faults == ()


def test_two_files_swapped(problem: Problem, solution: Solution) -> None:
    plan = solution.assignment.copy()
    file = int(np.flatnonzero(plan == 3)[0])
    other = int(np.flatnonzero((plan != 3) & (plan >= 0) & (problem.pins < 0))[0])
    plan[[file, other]] = plan[[other, file]]
    certificate = certify(problem, plan, solution.prices)
    assert certificate.feasible
    assert certificate.gap > 0
    assert not certificate.optimal


@pytest.mark.parametrize("by", [-1, 1, 5000, -5000])
def test_a_price_tampered_with(problem: Problem, solution: Solution, by: int) -> None:
    refused = 0
    for centre in np.flatnonzero(problem.open):
        prices = solution.prices.copy()
        prices[centre] += by
        certificate = certify(problem, solution.assignment, prices)
        assert certificate.bound <= solution.cost
        refused += not certificate.optimal
    assert refused > 0


def test_no_prices_prove_nothing(problem: Problem, solution: Solution) -> None:
    certificate = certify(problem, solution.assignment, np.zeros(8, np.int64))
    assert certificate.feasible
    assert not certificate.optimal


def test_an_overfull_centre(problem: Problem, solution: Solution) -> None:
    plan = solution.assignment.copy()
    plan[problem.pins < 0] = 3
    _refused(problem, plan, solution, "centre 3 has too few places")


def test_a_closed_centre(problem: Problem, solution: Solution) -> None:
    plan = solution.assignment.copy()
    plan[10] = 7
    _refused(problem, plan, solution, "centre 7 is closed")


def test_a_pin_ignored(problem: Problem, solution: Solution) -> None:
    plan = solution.assignment.copy()
    plan[0] = -1
    _refused(problem, plan, solution, "file 0 is not where it is pinned")


def test_a_forbidden_pair(problem: Problem, solution: Solution) -> None:
    plan = solution.assignment.copy()
    plan[5] = 2
    _refused(problem, plan, solution, "file 5 is at centre 2, which is forbidden for it")


def test_outside_the_county(problem: Problem) -> None:
    inside = Problem(problem.files, problem.centres, Policy(may_leave_county=False))
    solution = solve(inside)
    assert solution.certificate.optimal
    plan = solution.assignment.copy()
    file = int(np.flatnonzero(inside.files.county != inside.centres.county[2])[0])
    plan[file] = 2
    _refused(inside, plan, solution, f"file {file} has left its county")


@pytest.mark.parametrize(
    "plan",
    [np.zeros(59, int), np.full(60, 8), np.full(60, -2), np.zeros(60), np.zeros((60, 1), int)],
)
def test_not_a_plan_at_all(problem: Problem, solution: Solution, plan: np.ndarray) -> None:
    certificate = certify(problem, plan, solution.prices)
    assert not certificate.feasible
    assert not certificate.optimal
    assert certificate.faults


@pytest.mark.parametrize("prices", [np.zeros(7, int), np.zeros(8)])
def test_not_prices_at_all(problem: Problem, solution: Solution, prices: np.ndarray) -> None:
    assert not certify(problem, solution.assignment, prices).optimal


def test_a_plan_of_another_policy(problem: Problem, solution: Solution) -> None:
    other = replace(problem, policy=Policy(lack_of_speciality=90_000))
    assert not certify(other, solution.assignment, solution.prices).optimal


def _refused(problem: Problem, plan: np.ndarray, solution: Solution, fault: str) -> None:
    certificate = certify(problem, plan, solution.prices)
    assert fault in certificate.faults
    assert not certificate.feasible
    assert not certificate.optimal
