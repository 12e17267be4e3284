"""Why this centre: one by one and all at once say the same, and both agree with the slow reference."""

import numpy as np
import pytest
from hypothesis import given, settings

from hamdeli.allocation import Adjustments, Policy, Problem, reference
from hamdeli.allocation.explaining import WhyNot, explain, explain_all
from hamdeli.allocation.solving import solve

from .world import centres_of, files_of, problems


@settings(max_examples=60, deadline=None)
@given(problems())
def test_one_by_one_and_all_at_once(problem: Problem) -> None:
    solution = solve(problem)
    every = explain_all(problem, solution)
    for file in range(len(problem.files)):
        one = explain(problem, solution, file)
        chosen = one.chosen.centre if one.chosen else -1
        assert chosen == every.centre[file] == solution.assignment[file]
        assert every.cost[file] == (one.chosen.cost if one.chosen else one.stay)
        assert every.metres[file] == (one.chosen.metres if one.chosen else 0)
        assert every.nearest_metres[file] == (one.nearest.metres if one.nearest else every.nearest_metres[file])
        assert (every.next_best[file] >= 0) == (one.next_best is not None)
        assert every.difference[file] == one.difference
        if one.next_best:
            assert every.next_best_cost[file] + solution.prices[every.next_best[file]] == one.next_best.value
        if not one.pinned:
            assert one.difference >= 0


@settings(max_examples=60, deadline=None)
@given(problems())
def test_candidates_cost_what_the_reference_says(problem: Problem) -> None:
    solution = solve(problem)
    for file in range(min(5, len(problem.files))):
        seen = explain(problem, solution, file)
        for candidate in seen.candidates:
            assert candidate.cost == reference.cost(problem, file, candidate.centre)
            assert candidate.value == candidate.cost + solution.prices[candidate.centre]
        values = [candidate.value for candidate in seen.candidates[:4]]
        assert values == sorted(values)


@pytest.mark.parametrize(
    ("why", "centre", "adjusted"),
    [
        (WhyNot.CHOSEN, {}, {}),
        (WhyNot.CLOSED, {"open": [False, True]}, {}),
        (WhyNot.CLOSED, {}, {"closed": [0]}),
        (WhyNot.FORBIDDEN, {}, {"forbidden": [(0, 0)]}),
        (WhyNot.PINNED_ELSEWHERE, {}, {"pins": {0: 1}}),
        (WhyNot.NO_PLACES, {"occupied": [10, 0]}, {}),
        (WhyNot.LACKS_SPECIALITY, {"specialities": [0, 1]}, {}),
        (WhyNot.OTHER_COUNTY, {"county": [1, 0]}, {}),
    ],
)
def test_why_not_the_nearest(why: WhyNot, centre: dict[str, list[int]], adjusted: dict[str, object]) -> None:
    files = files_of(1, need=[1])
    skilled = {"specialities": [1, 1], "longitude": [51.0, 51.05]}
    problem = Problem(files, centres_of(2, **(skilled | centre)), adjustments=Adjustments(**adjusted))  # type: ignore[arg-type]
    seen = explain(problem, solve(problem), 0)
    assert seen.nearest is not None
    assert seen.nearest.centre == 0
    assert seen.why_not_nearest == why


def test_full_and_its_price() -> None:
    policy = Policy(tiers=((1000, 0),))
    centres = centres_of(2, longitude=[51.0, 51.05], capacity=[1, 9])
    problem = Problem(files_of(2, longitude=[51.0, 51.01]), centres, policy)
    solution = solve(problem)
    seen = explain(problem, solution, 1)
    assert solution.assignment.tolist() == [0, 1]
    assert seen.why_not_nearest == WhyNot.FULL
    assert seen.nearest is not None
    assert seen.nearest.price == solution.prices[0] > 0


def test_no_such_file() -> None:
    problem = Problem(files_of(1), centres_of(1))
    with pytest.raises(IndexError):
        explain(problem, solve(problem), 1)


def test_no_centre_at_all() -> None:
    problem = Problem(files_of(2), centres_of(0))
    seen = explain(problem, solve(problem), 0)
    assert (seen.chosen, seen.nearest, seen.next_best, seen.difference) == (None, None, None, 0)
    assert explain_all(problem, solve(problem)).nearest.tolist() == [-1, -1]


def test_last_place_and_its_extra() -> None:
    problem = Problem(files_of(9), centres_of(1))
    solution = solve(problem)
    assert explain(problem, solution, 0).extra == 2000
    assert np.array_equal(explain_all(problem, solution).cost, np.zeros(9))
