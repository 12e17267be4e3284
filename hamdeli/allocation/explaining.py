"""Why this centre? Cost, price and candidates of a file explain themselves. Plain values, no prose."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from .costs import loads_of, metres, parts_of
from .ground import FORBIDDEN, Longs, Points, Shorts, Sites, everything
from .jit import compiled
from .problem import NOBODY, Problem
from .solution import Solution
from .threads import in_blocks
from .tree import Pad, Tree, k_least, lower_bounds, tree_of

CANDIDATES = 5


class WhyNot(StrEnum):
    """Why the nearest centre is not the chosen one; the first that holds."""

    CHOSEN = "chosen"
    CLOSED = "closed"
    FORBIDDEN = "forbidden"
    OUTSIDE_COUNTY = "outside county"
    PINNED_ELSEWHERE = "pinned elsewhere"
    NO_PLACES = "no places"
    LACKS_SPECIALITY = "lacks speciality"
    OTHER_COUNTY = "other county"
    CARRIED_ELSEWHERE = "carried elsewhere"
    FULL = "full"
    DEARER = "dearer"


@dataclass(frozen=True)
class Candidate:
    """A centre as one file sees it. Costs in metre-equivalents; `metres` is the plain distance.

    price: what a place there is worth to others (0 where there is room); value: cost + price, what decides.
    allowed: open, with places, and neither forbidden nor outside a county that may not be left.
    """

    centre: int
    metres: int
    distance: int
    speciality: int
    moving: int
    county: int
    cost: int
    price: int
    value: int
    allowed: bool


@dataclass(frozen=True)
class Explanation:
    """Why a file is where it is.

    chosen: None where it stays with its county office. stay: cost of staying. extra: of the last place used at the
    chosen centre. nearest: by distance over all centres, closed ones too (None without centres); why_not_nearest.
    next_best: the best allowed centre besides the chosen one, by value; difference: its value (or that of staying, if
    it is less) less the value chosen. candidates: up to five best by value, the chosen one among them. pinned.
    """

    file: int
    pinned: bool
    chosen: Candidate | None
    extra: int
    stay: int
    nearest: Candidate | None
    why_not_nearest: WhyNot | None
    next_best: Candidate | None
    difference: int
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, eq=False)
class Explanations:
    """The same for every file, arrays (N,): centres or -1, costs in metre-equivalents.

    centre, cost, metres: as chosen (cost of staying and 0 metres where it stays). nearest, nearest_cost,
    nearest_metres: nearest centre of all. next_best, next_best_cost: best other allowed centre by cost + price.
    difference: value of the next best (or of staying, if less) less the value chosen; 0 where there is neither.
    """

    centre: Shorts
    cost: Longs
    metres: Longs
    nearest: Shorts
    nearest_cost: Longs
    nearest_metres: Longs
    next_best: Shorts
    next_best_cost: Longs
    difference: Longs


def explain(problem: Problem, solution: Solution, file: int) -> Explanation:
    """Explain one file. Raises IndexError for a file that does not exist."""
    if not 0 <= file < len(problem.files):
        raise IndexError(file)
    seen = _candidates(problem, solution, file)
    chosen_at = int(solution.assignment[file])
    chosen = seen[chosen_at] if chosen_at >= 0 else None
    by_value = sorted((c for c in seen if c.allowed), key=lambda c: (c.value, c.centre))
    others = [c for c in by_value if c is not chosen]
    nearest = min(seen, key=lambda c: (c.metres, c is not chosen, c.centre), default=None)
    stay = int(problem.stay[file])
    best = others[0] if others else None
    rivals = ([best.value] if best else []) + ([stay] if chosen else [])
    return Explanation(
        file=file,
        pinned=int(problem.pins[file]) >= 0,
        chosen=chosen,
        extra=_last_extra(problem, solution, chosen_at),
        stay=stay,
        nearest=nearest,
        why_not_nearest=_why_not(problem, solution, file, nearest, chosen) if nearest else None,
        next_best=best,
        difference=min(rivals) - (chosen.value if chosen else stay) if rivals else 0,
        candidates=_shortlist(by_value, chosen),
    )


def _shortlist(by_value: list[Candidate], chosen: Candidate | None) -> tuple[Candidate, ...]:
    few = by_value[:CANDIDATES]
    if chosen is not None and chosen not in few:
        few = [*few[: CANDIDATES - 1], chosen]
    return tuple(few)


def _candidates(problem: Problem, solution: Solution, file: int) -> list[Candidate]:
    count = len(problem.centres)
    centres = np.arange(count)
    parts = parts_of(problem, np.full(count, file), centres)
    away = metres(problem, np.full(count, file), centres)
    allowed = problem.open & (problem.places.free > 0)
    if not problem.policy.may_leave_county:
        allowed &= problem.centres.county == problem.files.county[file]
    allowed[[c for f, c in problem.adjustments.forbidden if f == file]] = False
    cost, price = parts.total, solution.prices
    columns = (centres, away, *parts, cost, price, cost + price)
    rows = zip(*(column.tolist() for column in columns), allowed.tolist(), strict=True)
    return [Candidate(*row) for row in rows]


def _last_extra(problem: Problem, solution: Solution, centre: int) -> int:
    if centre < 0:
        return 0
    load = loads_of(problem, solution.assignment)
    load[centre] -= 1
    return max(0, int(problem.places.next_extra(load)[centre]))


def _why_not(problem: Problem, solution: Solution, file: int, nearest: Candidate, chosen: Candidate | None) -> WhyNot:
    centre = nearest.centre
    load = loads_of(problem, solution.assignment)[centre]
    pinned = int(problem.pins[file]) >= 0
    tests = (
        (WhyNot.CHOSEN, chosen is not None and chosen.centre == centre),
        (WhyNot.CLOSED, not problem.open[centre]),
        (WhyNot.FORBIDDEN, (file, centre) in problem.adjustments.forbidden),
        (WhyNot.OUTSIDE_COUNTY, nearest.county > 0 and not problem.policy.may_leave_county),
        (WhyNot.PINNED_ELSEWHERE, pinned),
        (WhyNot.NO_PLACES, problem.places.free[centre] == 0),
        (WhyNot.LACKS_SPECIALITY, nearest.speciality > (chosen.speciality if chosen else 0)),
        (WhyNot.OTHER_COUNTY, nearest.county > (chosen.county if chosen else 0)),
        (WhyNot.CARRIED_ELSEWHERE, nearest.moving > (chosen.moving if chosen else 0)),
        (WhyNot.FULL, load >= problem.places.free[centre]),
        (WhyNot.DEARER, True),
    )
    return next(reason for reason, holds in tests if holds)


def explain_all(problem: Problem, solution: Solution) -> Explanations:
    """Explain every file at once, as arrays."""
    plan = solution.assignment
    count = len(plan)
    placed = np.flatnonzero(plan >= 0)
    cost, away = problem.stay.copy(), np.zeros(count, np.int64)
    cost[placed] = parts_of(problem, placed, plan[placed]).total
    value = cost.copy()
    value[placed] += solution.prices[plan[placed]]
    nearest, near_metres = _nearest(problem)
    known = np.flatnonzero(nearest >= 0)
    near_cost = np.zeros(count, np.int64)
    near_cost[known] = parts_of(problem, known, nearest[known]).total
    away[placed] = metres(problem, placed, plan[placed])
    other, other_value = _next_best(problem, solution)
    other_cost = np.where(other >= 0, other_value - np.append(solution.prices, 0)[other], 0)  # -1: the appended zero
    rival = np.where(plan >= 0, np.minimum(other_value, problem.stay), other_value)
    difference = np.where(rival < FORBIDDEN, rival - value, 0)
    return Explanations(plan, cost, away, nearest, near_cost, near_metres, other, other_cost, difference)


def _nearest(problem: Problem) -> tuple[Shorts, Longs]:
    """Nearest centre of every file, closed ones too, and its metres."""
    p, s, file, centre = everything(problem, np.arange(len(problem.centres)))
    s = s._replace(terms=np.array([1, 0, 0, 0], np.int64))
    p = p._replace(bans=np.empty(0, np.int64))
    at, value = _best_other(p, s, np.zeros(len(centre), np.int64), np.full(len(file), NOBODY, np.int32))
    return _back(problem, file, centre, at, value)


def _next_best(problem: Problem, solution: Solution) -> tuple[Shorts, Longs]:
    """Best allowed centre of every file besides the chosen one, and its cost + price."""
    p, s, file, centre = everything(problem, np.flatnonzero(problem.open & (problem.places.free > 0)))
    site_of = np.full(len(problem.centres) + 1, NOBODY, np.int32)
    site_of[centre] = np.arange(len(centre))
    price = np.ascontiguousarray(solution.prices[centre])
    at, value = _best_other(p, s, price, site_of[solution.assignment[file]])
    return _back(problem, file, centre, at, value)


def _best_other(p: Points, s: Sites, price: Longs, chosen: Shorts) -> tuple[Shorts, Longs]:
    tree = tree_of(s)
    lower_bounds(tree, s, price)
    at, value = np.full(len(p.x), NOBODY, np.int32), np.full(len(p.x), FORBIDDEN, np.int64)
    in_blocks(_other, len(p.x), p, s, tree, price, chosen, at, value)
    return at, value


def _back(problem: Problem, file: Longs, centre: Longs, at: Shorts, value: Longs) -> tuple[Shorts, Longs]:
    ours, values = np.empty(len(file), np.int32), np.empty(len(file), np.int64)
    ours[file] = np.append(centre, NOBODY)[at]
    values[file] = value
    return ours, values


@compiled
def _other(
    first: int,
    last: int,
    p: Points,
    s: Sites,
    tree: Tree,
    price: Longs,
    chosen: Shorts,
    at: Shorts,
    value: Longs,
    pad: Pad,
) -> None:
    for f in range(first, last):
        count = k_least(p, f, s, price, tree, FORBIDDEN - 1, 2, pad)
        for k in range(count - 1, -1, -1):
            if pad.nodes[k] != chosen[f]:
                at[f], value[f] = pad.nodes[k], pad.values[k]
