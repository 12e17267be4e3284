"""Who sits where when a run begins: at prices of our own, at those of a start, or just as the start has it."""

from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from .ground import FORBIDDEN, Ground, Longs, Points, Shorts, Sites
from .jit import compiled
from .problem import Problem
from .solution import Solution
from .state import STAYS, State, choose_seat, choose_seats, empty_state, sit_down
from .threads import in_blocks
from .tree import Pad, Tree, lower_bounds, new_pad, pair_cost

NOT_KNOWN = -2
_ORIGINS: WeakKeyDictionary[Solution, Problem] = WeakKeyDictionary()


def remember(solution: Solution, problem: Problem) -> None:
    """Keep which problem a solution belongs to: the next run then knows which seats need no second look."""
    _ORIGINS[solution] = problem


def forget(solution: Solution) -> bool:
    """Let every file look again next time; tells whether that makes a difference."""
    return _ORIGINS.pop(solution, None) is not None


def seat_from(problem: Problem, ground: Ground, tree: Tree, start: Solution) -> State:
    """Seat every file at the prices of the start; where only adjustments changed, most keep their seats unseen."""
    state = opened_at(ground, tree, start)
    wished = wishes(ground, start)
    origin = _ORIGINS.get(start)
    if origin is not None and same_costs(problem, origin):
        reseat(ground, tree, state, wished, asked_again(problem, origin, ground, wished))
    else:
        in_blocks(choose_seats, len(ground.file), ground.points, ground.sites, tree, state, wished)
    sit_down(state)
    return state


def opened_at(ground: Ground, tree: Tree, start: Solution) -> State:
    """Nobody seated yet; the prices of the start."""
    state = empty_state(len(ground.file), ground.ends, ground.extras, np.maximum(start.prices[ground.centre], 0))
    lower_bounds(tree, ground.sites, state.price)
    return state


def wishes(ground: Ground, start: Solution) -> Shorts:
    """(points,) site where the start seated the file, STAYS, or NOT_KNOWN: a new file, or a centre without places."""
    site_of = np.full(len(start.prices) + 1, NOT_KNOWN, np.int32)
    site_of[ground.centre] = np.arange(len(ground.centre))
    site_of[-1] = STAYS
    known = np.full(int(ground.file.max(initial=-1)) + 1, NOT_KNOWN, np.int32)
    count = min(len(known), len(start.assignment))
    known[:count] = site_of[start.assignment[:count]]
    return known[ground.file]


def same_costs(problem: Problem, origin: Problem) -> bool:
    """Whether the two differ in adjustments only, and no centre has places that had none."""
    same = problem.files is origin.files and problem.centres is origin.centres and problem.policy == origin.policy
    return same and not (has_room(problem) & ~has_room(origin)).any()


def has_room(problem: Problem) -> npt.NDArray[np.bool_]:
    """(M,) centres with a place for a file that is not pinned."""
    pinned = np.bincount(problem.pins[problem.pins >= 0], minlength=len(problem.centres))
    return problem.places.free > pinned


def asked_again(problem: Problem, origin: Problem, ground: Ground, wished: Shorts) -> Longs:
    """Points that must choose anew: their seat is gone, they were pinned, or a pair of theirs is or was forbidden."""
    asked = origin.pins >= 0
    asked[[file for file, _ in (*problem.adjustments.forbidden, *origin.adjustments.forbidden)]] = True
    return np.flatnonzero((wished == NOT_KNOWN) | asked[ground.file])


def reseat(ground: Ground, tree: Tree, state: State, wished: Shorts, asked: Longs) -> None:
    """Seat every point as wished, and let those asked choose. Not yet chained."""
    state.seat[:] = np.maximum(wished, STAYS)
    _reseat(asked, ground.points, ground.sites, tree, state, wished, new_pad())


@compiled
def _reseat(asked: Longs, p: Points, s: Sites, tree: Tree, st: State, wished: Shorts, pad: Pad) -> None:
    for f in range(len(st.seat)):
        if st.seat[f] != STAYS:
            st.paid[f] = min(pair_cost(p, f, s, st.seat[f]), FORBIDDEN >> 10)
    for k in range(len(asked)):
        choose_seat(asked[k], p, s, tree, st, wished[asked[k]], pad)
