"""Whole metres: the same in kernels, in arrays and in the slow reference, everywhere on Earth."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from hamdeli.allocation import Policy, Problem, reference
from hamdeli.allocation.certifying import least_values
from hamdeli.allocation.costs import metres, parts_of
from hamdeli.allocation.explaining import explain_all
from hamdeli.allocation.solving import solve

from .world import centres_of, files_of

PLACES = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@settings(max_examples=300, deadline=None)
@given(PLACES, PLACES)
def test_arrays_and_reference(here: tuple[float, float], there: tuple[float, float]) -> None:
    problem = _pairs([here], [there])
    assert metres(problem, np.zeros(1, int), np.zeros(1, int))[0] == reference.metres(*here, *there)


def test_the_series_and_the_haversine_round_alike() -> None:
    rng = np.random.default_rng(11)
    for spread in (1e-5, 1e-3, 0.1, 3.0, 60.0):
        here = rng.uniform(-spread, spread, (400, 2)) + (32, 51)
        there = np.clip(rng.uniform(-spread, spread, (30, 2)) + (32, 51), (-90, -180), (90, 180))
        problem = _pairs(np.clip(here, (-90, -180), (90, 180)), there)
        seen = explain_all(problem, solve(problem))
        file = np.repeat(np.arange(400), 30)
        every = metres(problem, file, np.tile(np.arange(30), 400)).reshape(400, 30)
        assert (seen.nearest_metres == every.min(axis=1)).all()


def test_the_least_over_all_centres_by_brute_force() -> None:
    rng = np.random.default_rng(12)
    here, there = rng.normal(0, 1, (300, 2)) + (32, 51), rng.normal(0, 1, (90, 2)) + (32, 51)
    problem = _pairs(here, there)
    price = rng.integers(0, 60_000, 90)
    file = np.repeat(np.arange(300), 90)
    costs = parts_of(problem, file, np.tile(np.arange(90), 300)).total.reshape(300, 90)
    wanted = np.sort(np.minimum((costs + price).min(axis=1), problem.stay))
    for guess in (np.full(300, -1), rng.integers(0, 90, 300)):
        found = least_values(problem, guess.astype(np.int32), price)
        assert np.array_equal(np.sort(found), wanted)


def _pairs(here: object, there: object) -> Problem:
    a, b = np.array(here), np.array(there)
    rng = np.random.default_rng(5)
    files = files_of(len(a), latitude=a[:, 0], longitude=a[:, 1], need=rng.integers(0, 3, len(a)))
    skills = rng.integers(0, 4, len(b))
    return Problem(files, centres_of(len(b), latitude=b[:, 0], longitude=b[:, 1], specialities=skills), Policy())
