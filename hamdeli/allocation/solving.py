"""The exact optimum: prices by levels, seats by prices, chains, and the proof."""

from collections.abc import Callable

import numpy as np

from .blocks import blocks_of
from .certifying import certify
from .chains import WORK, chain_away, search_of
from .falling import fall
from .faults import StartFault
from .ground import Ground, Longs, Shorts, ground_of
from .levels import levels_of, opened, sampled, spacing
from .lowering import lower_in_bulk
from .problem import NOBODY, Problem
from .raising import desk_of, raise_in_bulk
from .rows import WIDTH, rows_of
from .seating import forget, remember, seat_from
from .solution import Solution
from .stages import Stages
from .state import State
from .tree import NEVER, Tree, lower_bounds, new_pad, tree_of
from .worth import price_without_places

Progress = Callable[[str, float], None]
VISITS = 20
FALLS = 2
"""Visits in bulk downwards: more of them cost more than the searches that they save."""
FEW = 50
"""Fewer files than this are led away one by one at once."""
PORTION = 20_000
"""Nodes settled between two looks at the clock."""
FRESH = 10
"""Blocks are drawn anew after as many nodes settled as a tenth of the files: about as dear as that."""


def solve(
    problem: Problem,
    *,
    start: Solution | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Solution:
    """Find the plan of least cost, proved by its certificate.

    start: a solution of a similar problem over the same files and centres; keeps its prices and plan where they still
    hold. progress(stage, share): stages `prepare`, `levels`, `candidates`, `chains`, `lower`, `certify`, `done`; share
    0 to 1 of the stage. cancelled(): asked several times a second. Raises Cancelled, StartFault.
    """
    stages = Stages(progress, cancelled)
    check_start(problem, start)
    solution = finish(problem, *reach_equilibrium(problem, start, stages), start, stages)
    if start is not None and not solution.certificate.optimal and forget(start):
        solution = finish(problem, *reach_equilibrium(problem, start, stages), start, stages)
    return solution


def reach_equilibrium(problem: Problem, start: Solution | None, stages: Stages) -> tuple[Ground, State]:
    """Prices at which the preferences fit the places, and who sits where."""
    stages.enter("prepare")
    ground = ground_of(problem)
    tree = tree_of(ground.sites)
    state = seat(problem, ground, tree, start, stages)
    equilibrate(ground, tree, state, stages)
    return ground, state


def check_start(problem: Problem, start: Solution | None) -> None:
    """Raise StartFault where the start belongs to another number of centres, or to more files."""
    if start is None:
        return
    if len(start.prices) != len(problem.centres) or len(start.assignment) > len(problem.files):
        raise StartFault("the solution to start from belongs to another problem")


def seat(problem: Problem, ground: Ground, tree: Tree, start: Solution | None, stages: Stages) -> State:
    """Seat every file where (cost + price) is least: at the prices of the start, or at low ones of our own."""
    if start is None:
        price = first_prices(ground, tree, stages)
        stages.enter("candidates")
        return opened(ground, tree, price)
    stages.enter("candidates")
    return seat_from(problem, ground, tree, start)


def first_prices(ground: Ground, tree: Tree, stages: Stages) -> Longs:
    """(S,) prices to begin with, somewhat below the right ones: solved for samples on groups of sites."""
    stages.enter("levels")
    price = np.zeros(len(ground.centre), np.int64)
    levels = levels_of(ground)
    margin = spacing(ground, tree) if levels else price
    for level in levels:
        coarse = sampled(ground, level)
        nodes = coarse.sites.group
        inherited = np.zeros(len(coarse.ends), np.int64)
        np.maximum.at(inherited, nodes, price)
        state = opened(coarse, tree, inherited)
        settle(coarse, tree, state, stages)
        if level.sites == 1:
            lower(coarse, state, stages)
        price = np.maximum(state.price[nodes] - level.caution * margin, 0)
    return price


def equilibrate(ground: Ground, tree: Tree, state: State, stages: Stages) -> None:
    """Change prices and seats until the preferences fit the places."""
    stages.enter("chains")
    settle(ground, tree, state, stages)
    stages.enter("lower")
    lower(ground, state, stages)


def lower(ground: Ground, state: State, stages: Stages) -> None:
    """Lower the nodes that have room and a price: in bulk, then one place after the other. Nodes must be sites."""
    if not priced(state):
        return
    count, search, at, settled = len(state.head), search_of(len(state.head)), 0, 0
    blocks = blocks_of(ground.points, state)
    lower_in_bulk(ground.points, ground.sites, state, blocks, FALLS, desk_of(len(state.seat), count))
    while at < count:
        if settled * FRESH > len(state.seat):
            blocks, settled = blocks_of(ground.points, state), 0
        at = fall(at, PORTION // 10, ground.points, ground.sites, state, blocks, search)
        settled += int(search.goal[WORK])
        stages.reach(at / count)


def settle(ground: Ground, tree: Tree, state: State, stages: Stages) -> None:
    """Raise overfull nodes in bulk, then lead every file too many away; widen the rows when one does not fit."""
    count, pad = len(state.head), new_pad()
    if too_many(state) > FEW:
        raise_in_bulk(ground.points, ground.sites, tree, state, VISITS, desk_of(len(state.seat), count), pad)
    lower_bounds(tree, ground.sites, state.price)
    rows, search, at = rows_of(count, min(WIDTH, count)), search_of(count), 0
    excess = max(1, too_many(state))
    while at < count:
        at = chain_away(at, PORTION, ground.points, ground.sites, tree, state, rows, search, pad)
        if rows.full[0]:
            rows = rows_of(count, min(2 * rows.node.shape[1], count))
        stages.reach(1 - too_many(state) / excess)


def priced(state: State) -> bool:
    """Whether some node has room and a price nevertheless."""
    room = np.append(state.extras, NEVER)[(state.ends <= state.used[:, None]).sum(axis=1)]
    return bool((state.price > room).any())


def too_many(state: State) -> int:
    """Files that have no place yet."""
    return int((state.load - state.used).sum())


def finish(problem: Problem, ground: Ground, state: State, start: Solution | None, stages: Stages) -> Solution:
    """Back to the problem's own order; certify."""
    assignment = in_files(problem, ground, state.seat)
    prices = in_centres(problem, ground, state)
    stages.enter("certify")
    certificate = certify(problem, assignment, prices)
    stages.enter("done")
    moved = moved_since(start, assignment)
    solution = Solution(assignment, certificate.cost, prices, certificate, stages.seconds, moved)
    if certificate.optimal:
        remember(solution, problem)
    return solution


def in_files(problem: Problem, ground: Ground, seat: Shorts) -> Shorts:
    """(N,) sites of points as centres of files; pinned files where they are pinned."""
    plan = problem.pins.copy()
    plan[ground.file] = np.append(ground.centre, NOBODY)[seat]
    return plan


def in_centres(problem: Problem, ground: Ground, state: State) -> Longs:
    """(M,) prices of sites as prices of centres; zero where they are closed."""
    prices = np.zeros(len(problem.centres), np.int64)
    prices[ground.centre] = state.price
    price_without_places(problem, ground, state, prices)
    return prices


def moved_since(start: Solution | None, assignment: Shorts) -> int:
    """Files whose centre differs from the start's; files that the start did not have are not counted."""
    if start is None:
        return 0
    return int((assignment[: len(start.assignment)] != start.assignment).sum())
