"""One side of the allocation benchmark, in a process of its own: what it prints last is its answer as JSON."""

import json
import resource
import statistics
import sys
from collections.abc import Callable
from dataclasses import fields
from time import perf_counter

import numpy as np
from ortools.graph.python import min_cost_flow

from benchmarks.provinces import province
from hamdeli.allocation import Adjustments, Files, Problem, Solution
from hamdeli.allocation.certifying import certify
from hamdeli.allocation.costs import parts_of
from hamdeli.allocation.inserting import insert
from hamdeli.allocation.solving import solve
from hamdeli.allocation.warming import compile_all

INSERTIONS, CAP, ARCS, ROUNDS = 15, 3, 16, 3
Answer = dict[str, object]


def main(name: str, *values: str) -> None:
    """Run the side that is named and print its answer."""
    sides: dict[str, Callable[..., Answer]] = {
        "warm": warm, "ours": ours, "ortools": ortools, "fresh": fresh, "large": large, "nearest16": nearest16,
    }  # fmt: skip
    numbers = [float(value) if "." in value else int(value) for value in values]
    print(json.dumps(sides[name](*numbers)))


def megabytes() -> float:
    """Return the peak resident size of this process."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def country(files: int, centres: int, tightness: float, seed: int) -> Problem:
    """Return a province at the density of Isfahan, of any size."""
    return province(files, centres, tightness, seed, counties=max(24, centres // 17), side=4 * (centres / 421) ** 0.5)


def warm() -> Answer:
    """Compile, as the making of the environment does."""
    began = perf_counter()
    compile_all()
    return {"seconds": perf_counter() - began}


def fresh(files: int, centres: int, tightness: float, seed: int) -> Answer:
    """Time the first two calls of this process."""
    seconds = []
    for _ in range(2):
        problem = province(files, centres, tightness, seed)
        began = perf_counter()
        solve(problem)
        seconds.append(perf_counter() - began)
    return {"first": seconds[0], "second": seconds[1]}


def ours(files: int, centres: int, tightness: float, seed: int) -> Answer:
    """Solve, certificate included; then everything that follows a first run. Memory is that of the solving."""
    small = province(files // 10, centres // 4, tightness, seed)
    again(small, solve(small))
    seconds = []
    for _ in range(ROUNDS):
        problem = province(files, centres, tightness, seed)
        began = perf_counter()
        solution = solve(problem)
        seconds.append(perf_counter() - began)
    answer: Answer = {
        "cost": solution.cost,
        "bound": solution.certificate.bound,
        "seconds": statistics.median(seconds),
        "stages": solution.seconds,
        "mb": megabytes(),
        "unplaced": int((solution.assignment < 0).sum()),
        "refused": refused(problem, solution),
    }
    return answer | again(problem, solution) | one_more(problem)


def again(problem: Problem, solution: Solution) -> Answer:
    """Pin ten files, close one centre that is in use, and run again from the first run and from zero."""
    load = np.bincount(solution.assignment[solution.assignment >= 0], minlength=len(problem.centres))
    rng = np.random.default_rng(5)
    closed = int(rng.choice(np.flatnonzero(load > 0)))
    roomy = np.flatnonzero((load > 10) & (np.arange(len(load)) != closed))
    pins = dict(zip(rng.choice(len(problem.files), 10).tolist(), rng.choice(roomy, 10).tolist(), strict=True))
    seconds = []
    for _ in range(ROUNDS):
        changed = Problem(problem.files, problem.centres, problem.policy, Adjustments(pins, closed=[closed]))
        began = perf_counter()
        second = solve(changed, start=solution)
        seconds.append(perf_counter() - began)
        assert second.certificate.optimal
    zero = solve(Problem(changed.files, changed.centres, changed.policy, changed.adjustments))
    return {
        "again_seconds": statistics.median(seconds),
        "again_cost": second.cost,
        "afresh_cost": zero.cost,
        "again_moved": second.moved,
    }


def one_more(problem: Problem) -> Answer:
    """Add one file, many times over, to the plan of all others; with and without a cap."""
    rng = np.random.default_rng(6)
    times, moved, capped = [], [0], []
    for last in rng.choice(len(problem.files), INSERTIONS).tolist():
        order = np.append(np.delete(np.arange(len(problem.files)), last), last)
        files = Files(**{field.name: getattr(problem.files, field.name)[order] for field in fields(Files)})
        before = Files(**{field.name: getattr(files, field.name)[:-1] for field in fields(Files)})
        start = solve(Problem(before, problem.centres, problem.policy))
        grown = Problem(files, problem.centres, problem.policy)
        began = perf_counter()
        best = insert(grown, start)
        times.append(1000 * (perf_counter() - began))
        assert best.certificate.optimal
        moved.append(best.moved)
        capped.append(insert(Problem(files, problem.centres, problem.policy), start, most_moves=CAP))
    return {
        "insert_ms": statistics.median(times),
        "insert_ms_worst": max(times),
        "insert_moved": max(moved),
        "capped_moved": max(solution.moved for solution in capped),
        "capped_gap": max(solution.certificate.gap for solution in capped),
    }


def refused(problem: Problem, solution: Solution) -> int:
    """Count the planted wrong answers that are refused: a swap, an overfull centre, a closed one, a price."""
    plan, prices = solution.assignment, solution.prices
    rng = np.random.default_rng(8)
    swapped, overfull, dearer = plan.copy(), plan.copy(), prices.copy()
    pair = rng.choice(np.flatnonzero(plan >= 0), 2, replace=False)
    swapped[pair] = plan[pair[::-1]]
    overfull[rng.choice(len(plan), len(plan) // 10)] = 0
    dearer[prices.argmax()] += 100_000
    closed = Problem(problem.files, problem.centres, problem.policy, Adjustments(closed=[int(plan.max())]))
    answers = (
        certify(problem, swapped, prices),
        certify(problem, overfull, prices),
        certify(problem, plan, dearer),
        certify(closed, plan, prices),
    )
    return sum(not answer.optimal for answer in answers)


def large(files: int, centres: int, tightness: float, seed: int) -> Answer:
    """Solve the country, with a line of progress now and then."""
    solve(province(2000, 120, tightness, seed))
    problem = country(files, centres, tightness, seed)
    began = perf_counter()
    told = [0.0]

    def tell(stage: str, share: float) -> None:
        if perf_counter() - told[0] > 10:
            told[0] = perf_counter()
            print(f"  {told[0] - began:4.0f} s  {stage} {share:.0%}", file=sys.stderr, flush=True)

    solution = solve(problem, progress=tell)
    return {
        "cost": solution.cost,
        "bound": solution.certificate.bound,
        "seconds": perf_counter() - began,
        "stages": solution.seconds,
        "mb": megabytes(),
        "unplaced": int((solution.assignment < 0).sum()),
    }


def ortools(files: int, centres: int, tightness: float, seed: int) -> Answer:
    """OR-Tools over all arcs; only building the network and solving count, the costs are given to it."""
    problem = province(files, centres, tightness, seed)
    costs = np.empty((files, centres), np.int64)
    for file in range(0, files, 1000):
        block = np.arange(file, min(files, file + 1000))
        pairs = np.repeat(block, centres), np.tile(np.arange(centres), len(block))
        costs[block] = parts_of(problem, *pairs).total.reshape(len(block), centres)
    arcs = np.repeat(np.arange(files), centres), np.tile(np.arange(centres), files)
    return _flow(problem, *arcs, costs.ravel())


def nearest16(files: int, centres: int, tightness: float, seed: int) -> Answer:
    """OR-Tools on the sixteen nearest arcs of each file, which is not the optimum."""
    problem = country(files, centres, tightness, seed)
    near = np.empty((files, ARCS), np.int32)
    where = np.stack((problem.centres.latitude, problem.centres.longitude * 0.85), axis=1)
    for first in range(0, files, 500):
        block = slice(first, min(files, first + 500))
        here = np.stack((problem.files.latitude[block], problem.files.longitude[block] * 0.85), axis=1)
        away = ((here[:, None, :] - where) ** 2).sum(axis=2)
        near[block] = np.argpartition(away, ARCS, axis=1)[:, :ARCS]
    file, centre = np.repeat(np.arange(files), ARCS), near.ravel()
    return _flow(problem, file, centre, parts_of(problem, file, centre).total)


def _flow(problem: Problem, file: np.ndarray, centre: np.ndarray, cost: np.ndarray) -> Answer:
    files, centres = len(problem.files), len(problem.centres)
    began = perf_counter()
    flow = min_cost_flow.SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(file, centre + files, np.ones(len(file), np.int64), cost)
    sink = np.full(files, files + centres)
    flow.add_arcs_with_capacity_and_unit_cost(np.arange(files), sink, np.ones(files, np.int64), problem.stay)
    tiers = np.diff(problem.places.ends, axis=1, prepend=0)
    for tier, extra in enumerate(problem.places.extras.tolist()):
        seats = np.arange(centres) + files, sink[:centres]
        flow.add_arcs_with_capacity_and_unit_cost(*seats, tiers[:, tier], np.full(centres, extra))
    flow.set_nodes_supplies(np.arange(files), np.ones(files, np.int64))
    flow.set_node_supply(files + centres, -files)
    status = flow.solve()
    assert status == flow.OPTIMAL, status
    return {"cost": flow.optimal_cost(), "seconds": perf_counter() - began, "mb": megabytes()}


if __name__ == "__main__":
    main(*sys.argv[1:])
