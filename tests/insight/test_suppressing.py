"""No count of 1 to 9 families can be computed from everything that is shown: proved by linear programming."""

import random
from collections.abc import Iterator

import pytest
from ortools.linear_solver import pywraplp

from hamdeli.insight.suppressing import LEAST, Guard, guard, is_small, with_rest

Cell = tuple[str, int]
EVERYTHING = "all"


def table(seed: int) -> dict[str, list[int]]:
    """Return the families of some provinces by category: many small, some nothing, some large."""
    chance = random.Random(seed)
    sizes = chance.choice([(0, 3), (0, 12), (5, 60), (0, 400)])
    return {
        f"p{number}": [
            chance.choice([0, chance.randint(*sizes), chance.randint(*sizes)]) for _ in range(chance.randint(3, 3))
        ]
        for number in range(chance.randint(1, 6))
    }


def guarded(cells: dict[str, list[int]], forced: frozenset[str] = frozenset()) -> tuple[Guard, Guard]:
    """Return what is kept back of the totals and of the parts, as `guarding` does."""
    top = guard({area: [sum(parts)] for area, parts in cells.items()}, forced)
    below = guard({area: with_rest(sum(parts), parts) for area, parts in cells.items()}, forced | top.areas)
    return top, Guard(below.areas | top.areas, below.total or top.total)


def sums(cells: dict[str, list[int]], top: Guard, below: Guard) -> Iterator[tuple[list[Cell], int]]:
    """Yield every sum that is shown: the cells in it, and its value."""
    width = len(next(iter(cells.values())))
    for area, parts in cells.items():
        if area not in top.areas:
            yield [(area, at) for at in range(width)], sum(parts)
        if area not in below.areas:
            yield from (([(area, at)], parts[at]) for at in range(width))
    if not top.total:
        yield [(area, at) for area in cells for at in range(width)], sum(map(sum, cells.values()))
    if not below.total:
        for at in range(width):
            yield [(area, at) for area in cells], sum(parts[at] for parts in cells.values())


def bounds(cells: dict[str, list[int]], shown: list[tuple[list[Cell], int]], asked: list[Cell]) -> tuple[float, float]:
    """Return the least and the most that a sum of cells can be, given all that is shown."""
    found = []
    for sign in (1, -1):
        solver = pywraplp.Solver.CreateSolver("GLOP")
        names = {
            (area, at): solver.NumVar(0, solver.infinity(), f"{area}-{at}")
            for area, parts in cells.items()
            for at in range(len(parts))
        }
        for members, value in shown:
            solver.Add(sum(names[cell] for cell in members) == value)
        solver.Minimize(sign * sum(names[cell] for cell in asked))
        status = solver.Solve()
        if status == pywraplp.Solver.OPTIMAL:
            found.append(sign * solver.Objective().Value())
        else:
            assert status in (pywraplp.Solver.UNBOUNDED, pywraplp.Solver.INFEASIBLE, pywraplp.Solver.ABNORMAL)
            found.append(float("inf") if sign < 0 else 0.0)
    return found[0], found[1]


def leaks(cells: dict[str, list[int]], shown: list[tuple[list[Cell], int]], pairs: int, seed: int) -> list[str]:
    """Return what of one filter, or of one filter less another, is certain and small."""
    chance = random.Random(seed)
    every = filters(cells)
    found = []
    for _ in range(pairs):
        one, other = chance.choice(every), chance.choice(every)
        asked = [cell for cell in one if cell not in other] or one
        true = sum(cells[area][at] for area, at in asked)
        if not is_small(true):
            continue
        low, high = bounds(cells, shown, asked)
        if high - low < 0.5:
            found.append(f"{asked} is {true}")
    return found


def filters(cells: dict[str, list[int]]) -> list[list[Cell]]:
    """Return what a filter can choose: a province or all, a category, all, or all but one."""
    width = len(next(iter(cells.values())))
    areas = [[area] for area in cells] + [list(cells)]
    columns = [[at] for at in range(width)] + [list(range(width))]
    columns += [[at for at in range(width) if at != left] for left in range(width)]
    return [[(area, at) for area in some for at in which] for some in areas for which in columns]


def proved(seeds: range, pairs: int) -> list[str]:
    """Return the leaks of many random tables."""
    found = []
    for seed in seeds:
        cells = table(seed)
        shown = list(sums(cells, *guarded(cells)))
        assert not [members for members, value in shown if is_small(value)]
        found += leaks(cells, shown, pairs, seed)
    return found


def test_hundreds_of_random_pairs_of_filters_tell_no_small_count() -> None:
    assert proved(range(60), 10) == []


@pytest.mark.long
def test_ten_thousand_random_pairs_of_filters_tell_no_small_count() -> None:
    assert proved(range(500), 20) == []


def test_a_planted_leak_is_found() -> None:
    """Hiding small cells alone, without a second one, is found: the total tells it."""
    cells = {"p0": [3, 20, 30], "p1": [40, 50, 60]}
    only_small = Guard(frozenset({"p0"}))
    shown = list(sums(cells, Guard(), only_small))
    assert leaks(cells, shown, 60, 1)


def test_two_small_ones_whose_sum_is_small_are_not_left_alone() -> None:
    kept = guard({"a": [3], "b": [4], "c": [50], "d": [60]})
    assert kept == Guard(frozenset({"a", "b", "c"}))


def test_nothing_is_kept_back_where_nothing_is_small() -> None:
    assert guard({"a": [10], "b": [0], "c": [LEAST]}) == Guard()


def test_an_area_without_anything_hides_nobody() -> None:
    kept = guard({"a": [3], "b": [0], "c": [50]})
    assert kept == Guard(frozenset({"a", "c"}))


def test_a_country_of_few_is_kept_back_whole() -> None:
    assert guard({"a": [3], "b": [2]}) == Guard(frozenset({"a", "b"}), total=True)
    assert guard({"a": [3]}).total


def test_a_province_that_is_forced_takes_another_with_it() -> None:
    assert guard({"a": [300], "b": [200], "c": [100]}, {"a"}) == Guard(frozenset({"a", "c"}))
