"""One new file: the optimum again, few others moved, and never more than the cap."""

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hamdeli.allocation import Adjustments, Files, Problem
from hamdeli.allocation.inserting import insert
from hamdeli.allocation.solving import solve

from .world import centres_of, files_of, optimum, random_problem


def without_last(problem: Problem, count: int = 1) -> Problem:
    """The problem before its last files came; adjustments left out."""
    columns = {field.name: getattr(problem.files, field.name)[:-count] for field in fields(Files)}
    return Problem(Files(**columns), problem.centres, problem.policy)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(3, 40), st.integers(0, 8), st.integers(0, 4))
def test_one_more_is_the_optimum_or_within_the_cap(seed: int, files: int, centres: int, cap: int) -> None:
    plain = random_problem(seed, files, centres)
    problem = Problem(plain.files, plain.centres, plain.policy)
    start = solve(without_last(problem))
    best = insert(problem, start)
    assert best.certificate.optimal
    assert best.cost == optimum(problem)
    assert best.moved == (best.assignment[:-1] != start.assignment).sum()
    capped = insert(problem, start, most_moves=cap)
    assert capped.certificate.feasible
    assert capped.moved <= cap
    assert capped.certificate.bound == best.cost
    assert capped.certificate.optimal == (capped.cost == best.cost)


@pytest.fixture(scope="module")
def line() -> Problem:
    """Centres in a row, each full with its own files; the new file stands at the first."""
    east = 51 + 0.05 * np.arange(6)
    homes = np.concatenate((np.repeat(east, 4) + 0.001, [51.0]))
    centres = centres_of(6, longitude=east, capacity=[4, 4, 4, 4, 4, 9])
    return Problem(files_of(25, longitude=homes), centres)


def test_a_chain_is_counted_and_capped(line: Problem) -> None:
    start = solve(without_last(line))
    free, two, none = insert(line, start), insert(line, start, most_moves=2), insert(line, start, most_moves=0)
    assert free.certificate.optimal
    assert 0 == none.moved <= two.moved <= 2
    assert free.cost <= two.cost <= none.cost
    assert none.certificate.gap == none.cost - free.cost


def test_several_at_once(line: Problem) -> None:
    start = solve(without_last(line, 3))
    assert insert(line, start).cost == optimum(line)
    assert insert(line, start, most_moves=3).moved <= 3


def test_a_start_that_does_not_fit_is_mended(line: Problem) -> None:
    start = solve(without_last(line))
    closed = Problem(line.files, line.centres, adjustments=Adjustments(closed=[2], capacities={0: 9}))
    solution = insert(closed, start)
    assert solution.certificate.optimal
    assert solution.cost == optimum(closed)
