"""The proof: recompute the plan's cost, check every rule, and bound all plans from below by the prices.

For any prices pi >= 0: sum over files of min(staying, least cost + pi over all centres) - sum over places of
max(0, pi - extra) is not above the cost of any plan (weak duality). Where it equals the cost, the plan is optimal.
Nothing of the solver's state is used; the least is searched over all centres with a tree built afresh.
"""

import numpy as np
import numpy.typing as npt

from .costs import loads_of, parts_of, plan_cost
from .ground import Longs, Points, Shorts, Sites, ground_of
from .jit import compiled
from .problem import Problem
from .solution import Certificate
from .threads import in_blocks
from .tree import Pad, Tree, k_least, lower_bounds, pair_cost, tree_of


def certify(problem: Problem, assignment: npt.ArrayLike, prices: npt.ArrayLike) -> Certificate:
    """Check a plan (N,) of centres or -1 against prices (M,). Never raises for a bad plan: it says what is wrong."""
    plan, price = np.asarray(assignment), np.asarray(prices)
    shape = _shape_faults(problem, plan, price)
    if shape:
        return Certificate(0, 0, 0, optimal=False, feasible=False, faults=shape)
    plan, price = plan.astype(np.int32), price.astype(np.int64)
    faults = _rule_faults(problem, plan)
    cost, bound = plan_cost(problem, plan), _bound(problem, plan, price)
    return Certificate(cost, bound, cost - bound, not faults and cost == bound, not faults, tuple(faults))


def _shape_faults(problem: Problem, plan: npt.NDArray[np.generic], price: npt.NDArray[np.generic]) -> tuple[str, ...]:
    if plan.shape != (len(problem.files),) or (plan.size and plan.dtype.kind not in "iu"):
        return ("the plan must name a centre or -1 for every file",)
    if price.shape != (len(problem.centres),) or (price.size and price.dtype.kind not in "iu"):
        return ("there must be a whole price for every centre",)
    if plan.size and not (int(plan.min()) >= -1 and int(plan.max()) < len(problem.centres)):
        return ("the plan names a centre that does not exist",)
    return ()


def _rule_faults(problem: Problem, plan: Shorts) -> list[str]:
    faults = []
    load, free = loads_of(problem, plan), problem.places.free
    for centre in np.flatnonzero(load > free)[:20]:
        faults.append(f"centre {centre} " + ("has too few places" if problem.open[centre] else "is closed"))
    pins = problem.pins
    faults += [f"file {f} is not where it is pinned" for f in np.flatnonzero((pins >= 0) & (pins != plan))[:20]]
    for file, centre in problem.adjustments.forbidden:
        if plan[file] == centre:
            faults.append(f"file {file} is at centre {centre}, which is forbidden for it")
    return faults + _county_faults(problem, plan)


def _county_faults(problem: Problem, plan: Shorts) -> list[str]:
    if problem.policy.may_leave_county:
        return []
    placed = np.flatnonzero(plan >= 0)
    away = problem.files.county[placed] != problem.centres.county[plan[placed]]
    return [f"file {f} has left its county" for f in placed[away][:20]]


def _bound(problem: Problem, plan: Shorts, price: Longs) -> int:
    pinned = np.flatnonzero(problem.pins >= 0)
    load = loads_of(problem, problem.pins)
    held = int(parts_of(problem, pinned, problem.pins[pinned]).total.sum() + problem.places.extra_cost(load).sum())
    return held + int(least_values(problem, plan, price).sum()) - _places_worth(problem, load, price)


def _places_worth(problem: Problem, pinned: Longs, price: Longs) -> int:
    places = problem.places
    ends = np.maximum(places.ends - (places.taken + pinned)[:, None], 0)
    each = np.diff(ends, axis=1, prepend=0)
    return int((each * np.maximum(0, price[:, None] - places.extras)).sum())


def least_values(problem: Problem, plan: Shorts, price: Longs) -> Longs:
    """(unpinned files,) least of staying and (cost + price) over all centres; the plan only speeds the search."""
    g = ground_of(problem)
    tree = tree_of(g.sites)
    own = np.ascontiguousarray(price[g.centre])
    lower_bounds(tree, g.sites, own)
    site_of = np.full(len(problem.centres) + 1, -1, np.int32)
    site_of[g.centre] = np.arange(len(g.centre))
    out = np.empty(len(g.file), np.int64)
    in_blocks(_least, len(g.file), g.points, g.sites, tree, own, site_of[plan[g.file]], out)
    return out


@compiled
def _least(
    first: int, last: int, p: Points, s: Sites, tree: Tree, price: Longs, guess: Shorts, out: Longs, pad: Pad
) -> None:
    for f in range(first, last):
        value = int(p.stay[f])
        if guess[f] >= 0:
            value = min(value, pair_cost(p, f, s, guess[f]) + price[guess[f]])
        if k_least(p, f, s, price, tree, value - 1, 1, pad) == 1:
            value = pad.values[0]
        out[f] = value
