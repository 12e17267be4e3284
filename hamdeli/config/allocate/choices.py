"""Beside each file's centre: the nearest one, and the next best, over all centres."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hamdeli.allocation.costs import metres, parts_of
from hamdeli.allocation.problem import NOBODY, Problem
from hamdeli.allocation.solution import Solution

Longs = npt.NDArray[np.int64]
AT_ONCE = 500
NEVER = np.int64(2**62)


@dataclass(frozen=True, eq=False)
class Choices:
    """Each (N,). distance: metres to the chosen centre, 0 where none. nearest: the nearest centre, also one that may
    not receive the file, -1 where there is no centre. next_best: the centre with the least cost + price among the
    others that may, -1 where none. difference: how much more the next best, or staying, would cost all together.
    """

    distance: Longs
    nearest: Longs
    nearest_distance: Longs
    next_best: Longs
    difference: Longs


def choices(problem: Problem, solution: Solution) -> Choices:
    """Compare all centres for all files, some files at a time."""
    parts = [
        compare(problem, solution, np.arange(first, min(first + AT_ONCE, len(problem.files))))
        for first in range(0, len(problem.files), AT_ONCE)
    ]
    return Choices(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def compare(problem: Problem, solution: Solution, files: Longs) -> tuple[Longs, ...]:
    """Return the five columns for some files."""
    count, centres = len(files), len(problem.centres)
    pairs = np.repeat(files, centres), np.tile(np.arange(centres), count)
    away = metres(problem, *pairs).reshape(count, centres)
    value = parts_of(problem, *pairs).total.reshape(count, centres) + solution.prices
    value[~may(problem, files)] = NEVER
    plan, rows = solution.assignment[files].astype(np.int64), np.arange(count)
    own = np.where(plan == NOBODY, problem.stay[files], value[rows, plan])
    distance = np.where(plan == NOBODY, 0, away[rows, plan])
    value[rows[plan != NOBODY], plan[plan != NOBODY]] = NEVER
    second = value.argmin(axis=1)
    least = value[rows, second]
    nearest = away.argmin(axis=1)
    others = np.where(plan == NOBODY, least, np.minimum(least, problem.stay[files]))
    next_best = np.where(least < NEVER, second, NOBODY)
    return distance, nearest, away[rows, nearest], next_best, np.where(others < NEVER, others - own, 0)


def may(problem: Problem, files: Longs) -> npt.NDArray[np.bool_]:
    """(files, M) which centres may receive each file: open, with places, inside the county where the policy says so."""
    usable = problem.open & (problem.places.ends[:, -1] > 0)
    if problem.policy.may_leave_county:
        return np.broadcast_to(usable, (len(files), len(usable)))
    same: npt.NDArray[np.bool_] = problem.files.county[files][:, None] == problem.centres.county
    return same & usable
