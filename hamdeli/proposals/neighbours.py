"""What stands beside a plan: today, nearest first, and for each file the nearest and the next best centre."""

from typing import Any

import numpy as np
import numpy.typing as npt

from hamdeli.allocation.costs import parts_of
from hamdeli.allocation.problem import NOBODY, Problem
from hamdeli.allocation.solution import Solution

Ints = npt.NDArray[Any]
NEVER = 1 << 50


def as_today(problem: Problem) -> Ints:
    """(N,) the centre that carries each file today, or -1."""
    return problem.files.carrier.copy()


def nearest_first(problem: Problem) -> Ints:
    """(N,) each file, in the order of the list, at the nearest open centre that still has a place."""
    plan = np.full(len(problem.files), NOBODY, np.int32)
    free = problem.places.free.copy()
    for file in range(len(plan)):
        way = np.where(free > 0, parts_of_file(problem, file).distance, NEVER)
        if len(way) and way.min() < NEVER:
            plan[file] = way.argmin()
            free[plan[file]] -= 1
    return plan


def neighbours(problem: Problem, solution: Solution) -> tuple[Ints, Ints, Ints]:
    """(N,) each: the nearest centre, the next best by cost and price, and how much more it (or staying) would cost."""
    count = len(problem.files)
    nearest, following, more = np.full(count, NOBODY), np.full(count, NOBODY), np.zeros(count, np.int64)
    forbidden = set(problem.adjustments.forbidden)
    for file in range(count if len(problem.centres) else 0):
        parts = parts_of_file(problem, file)
        here, stay = int(solution.assignment[file]), int(problem.stay[file])
        value = np.where(may_go(problem, file, forbidden), parts.total + solution.prices, NEVER)
        paid = stay if here == NOBODY else int(value[here])
        if here != NOBODY:
            value[here] = NEVER
        nearest[file] = parts.distance.argmin()
        following[file] = value.argmin() if value.min() < NEVER else NOBODY
        more[file] = min(int(value.min()), NEVER if here == NOBODY else stay) - paid
    return nearest, following, more


def may_go(problem: Problem, file: int, forbidden: set[tuple[int, int]]) -> Ints:
    """(M,) whether the file may go to each centre."""
    may = problem.open & (problem.places.free > 0)
    if not problem.policy.may_leave_county:
        may &= problem.centres.county == problem.files.county[file]
    may[[centre for away, centre in forbidden if away == file]] = False
    return may


def parts_of_file(problem: Problem, file: int) -> Any:
    """Return the cost parts of one file at every centre."""
    centres = np.arange(len(problem.centres))
    return parts_of(problem, np.full(len(centres), file), centres)
