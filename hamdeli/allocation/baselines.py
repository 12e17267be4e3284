"""What the optimum is compared with: nearest first, as done by hand, and where the files are today."""

import numpy as np

from .ground import FORBIDDEN, Longs, Points, Shorts, Sites, ground_of
from .jit import compiled
from .metric import distance
from .problem import NOBODY, Problem
from .tree import is_banned


def nearest_first(problem: Problem) -> Shorts:
    """(N,) in list order, each file goes to the nearest open centre that has a free place; pinned files come first.

    Of equally near centres the first in the list.
    """
    ground = ground_of(problem)
    listed = np.argsort(ground.file)
    free = ground.ends[:, -1].copy() if len(ground.centre) else np.zeros(0, np.int64)
    taken = np.full(len(ground.file), NOBODY, np.int32)
    _one_by_one(ground.points, ground.sites, listed, ground.centre, free, taken)
    plan = problem.pins.copy()
    plan[ground.file] = np.append(ground.centre, NOBODY)[taken]
    return plan


def as_today(problem: Problem) -> Shorts:
    """(N,) the centre that carries each file today, or -1; pins and capacities play no part."""
    return problem.files.carrier.copy()


@compiled
def _one_by_one(p: Points, s: Sites, listed: Longs, centre: Longs, free: Longs, taken: Shorts) -> None:
    for k in range(len(listed)):
        f = listed[k]
        best, at = FORBIDDEN, -1
        for i in range(len(s.x)):
            if free[i] > 0:
                metres = distance(p, f, s, i)
                closer = metres < best or (metres == best and centre[i] < centre[at])
                if closer and _may(p, f, s, i):
                    best, at = metres, i
        taken[f] = at
        if at >= 0:
            free[at] -= 1


@compiled
def _may(p: Points, f: int, s: Sites, i: int) -> bool:
    if s.terms[3] >= FORBIDDEN and p.county[f] != s.county[i]:
        return False
    return len(p.bans) == 0 or not is_banned(p, f, s, i)
