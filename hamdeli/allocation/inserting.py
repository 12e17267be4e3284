"""New files into a plan that is being carried out: one chain of moves for each, counted and capped."""

import numpy as np

from .capping import layers_of, seat_capped
from .certifying import certify
from .ground import Ground, Longs, Shorts, ground_of
from .problem import Problem
from .rows import WIDTH, build_row, rows_of
from .seating import opened_at, reseat, wishes
from .solution import Solution
from .solving import check_start, equilibrate, finish, in_centres, in_files, moved_since, solve
from .stages import Stages
from .state import known_nodes, look, sit_down
from .tree import new_pad, tree_of


def insert(problem: Problem, start: Solution, *, most_moves: int | None = None) -> Solution:
    """Add the files at the end of `problem.files` that `start` does not know, moving at most `most_moves` others.

    The start should be optimal for the problem without them (same centres, policy, adjustments). Without a cap, or
    where the optimum moves few enough, the result is the optimum. With a cap it may cost more: the certificate then
    says `optimal` False and the gap, for the prices are those of the optimum. `moved` counts the others that
    moved. Raises StartFault.
    """
    stages = Stages(None, None)
    check_start(problem, start)
    stages.enter("prepare")
    ground = ground_of(problem)
    tree = tree_of(ground.sites)
    state = opened_at(ground, tree, start)
    reseat(ground, tree, state, wishes(ground, start), newcomers(ground, start))
    sit_down(state)
    equilibrate(ground, tree, state, stages)
    if most_moves is not None and moved_since(start, in_files(problem, ground, state.seat)) > most_moves:
        return _capped(problem, start, in_centres(problem, ground, state), most_moves, stages)
    best = finish(problem, ground, state, start, stages)
    return best if best.certificate.optimal else solve(problem, start=start)


def newcomers(ground: Ground, start: Solution) -> Longs:
    """Points whose file the start does not know."""
    return np.flatnonzero(ground.file >= len(start.assignment))


def _capped(problem: Problem, start: Solution, prices: Longs, most_moves: int, stages: Stages) -> Solution:
    stages.enter("cap")
    plan = capped_plan(problem, start, most_moves)
    stages.enter("certify")
    certificate = certify(problem, plan, prices)
    stages.enter("done")
    return Solution(plan, certificate.cost, prices, certificate, stages.seconds, moved_since(start, plan))


def capped_plan(problem: Problem, start: Solution, most_moves: int) -> Shorts:
    """(N,) the plan of the start with the new files seated one after the other, few others moved in all."""
    ground = ground_of(problem)
    tree, pad = tree_of(ground.sites), new_pad()
    state = opened_at(ground, tree, start)
    reseat(ground, tree, state, wishes(ground, start), np.empty(0, np.int64))
    sit_down(state)
    rows = rows_of(len(state.head), min(WIDTH, len(state.head)))
    for point in newcomers(ground, start).tolist():
        look(point, ground.points, ground.sites, tree, state, pad)
        for node in known_nodes(state, point):
            build_row(rows, node, ground.points, ground.sites, tree, state, pad)
        layers = layers_of(most_moves, len(state.head))
        most_moves -= seat_capped(point, ground.points, ground.sites, state, rows, layers)
    return in_files(problem, ground, state.seat)
