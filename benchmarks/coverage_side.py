"""One side of the coverage benchmark, in a process of its own: what it prints last is its answer as JSON."""

import json
import resource
import sys
from collections.abc import Callable
from datetime import timedelta
from time import perf_counter

import numpy as np
from ortools.math_opt.python import mathopt

from hamdeli.insight.siting.checking import check
from hamdeli.insight.siting.instance import Floats, Instance, Points
from hamdeli.insight.siting.network import Network, lay, point_of_pair
from hamdeli.insight.siting.solving import solve
from hamdeli.insight.siting.warming import compile_all

TOWNS, LOOSE_SHARE = 120, 0.35
Answer = dict[str, object]


def main(name: str, *values: str) -> None:
    """Run the side that is named and print its answer."""
    sides: dict[str, Callable[..., Answer]] = {"warm": warm, "ours": ours, "highs": highs}
    numbers = [float(value) if "." in value else int(value) for value in values]
    print(json.dumps(sides[name](*numbers)))


def country(points: int, sites: int, count: int, tightness: float, seed: int, reach: float = 5_000) -> Instance:
    """Towns of very different size and people between them; 1 centre of today for 2 new ones, a third as large.

    tightness: what the new centres can serve together, as a share of half of all people.
    """
    rng = np.random.default_rng(seed)
    lat, lon = rng.uniform(31, 34, TOWNS), rng.uniform(50, 54, TOWNS)
    size = rng.pareto(1.1, TOWNS) + 0.2

    def scatter(many: int) -> tuple[Floats, Floats]:
        town = rng.choice(TOWNS, many, p=size / size.sum())
        wide = 0.02 + 0.06 * np.sqrt(size[town] / size.max())
        loose = rng.random(many) < LOOSE_SHARE
        north = np.where(loose, rng.uniform(31, 34, many), lat[town] + rng.normal(0, wide))
        return north, np.where(loose, rng.uniform(50, 54, many), lon[town] + rng.normal(0, wide))

    people = np.maximum(1, rng.lognormal(5, 1, points)).astype(np.int64)
    demand = Points(*scatter(points), people)
    capacity = int(people.sum() * 0.5 / count * tightness)

    def centres(many: int, each: int) -> Points:
        return Points(*scatter(many), np.full(many, each, np.int64))

    return Instance(demand, centres(sites, capacity), centres(2 * count, capacity // 3), reach, count)


def warm() -> Answer:
    """Compile, so that no figure holds it."""
    compile_all()
    return {}


def ours(*values: float) -> Answer:
    """Solve, and have the answer checked independently."""
    instance = country(*values)  # type: ignore[arg-type]
    begun = perf_counter()
    answer = solve(instance)
    seconds = perf_counter() - begun
    return {
        "seconds": seconds,
        "reached": answer.reached,
        "bound": answer.bound,
        "gap": answer.gap,
        "optimal": answer.optimal,
        "faults": check(instance, answer),
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
    }


def highs(limit: float, *values: float) -> Answer:
    """Have HiGHS (one thread) look for `limit` seconds at the same instance."""
    instance = country(*values)  # type: ignore[arg-type]
    network = lay(instance)
    model, begun = modelled(network, instance.count), perf_counter()
    parameters = mathopt.SolveParameters(time_limit=timedelta(seconds=limit))
    found = mathopt.solve(model, mathopt.SolverType.HIGHS, params=parameters)
    bounds = found.termination.objective_bounds
    return {
        "seconds": perf_counter() - begun,
        "reached": bounds.primal_bound if np.isfinite(bounds.primal_bound) else 0.0,
        "bound": bounds.dual_bound if np.isfinite(bounds.dual_bound) else 0.0,
        "optimal": found.termination.reason == mathopt.TerminationReason.OPTIMAL,
    }


def modelled(network: Network, count: int) -> mathopt.Model:
    """Flows from points to sites, and whether each candidate is open."""
    model, sites = mathopt.Model(), len(network.capacity)
    point = point_of_pair(network)
    most = np.minimum(network.people[point], network.capacity[network.site])
    flow = [model.add_variable(lb=0, ub=float(each)) for each in most]
    opened = [model.add_binary_variable() for _ in range(sites - network.fixed)]
    for at, people in enumerate(network.people):
        mine = range(int(network.of_point[at]), int(network.of_point[at + 1]))
        if len(mine):
            model.add_linear_constraint(mathopt.LinearSum(flow[pair] for pair in mine) <= float(people))
    for site in range(sites):
        pairs = network.pair[network.of_site[site] : network.of_site[site + 1]]
        if not len(pairs):
            continue
        serves = float(min(network.capacity[site], network.people[point[pairs]].sum()))
        total = mathopt.LinearSum(flow[pair] for pair in pairs)
        open_here = opened[site - network.fixed] if site >= network.fixed else 1.0
        model.add_linear_constraint(total <= serves * open_here)
    model.add_linear_constraint(mathopt.LinearSum(opened) <= count)
    model.maximize(mathopt.LinearSum(flow))
    return model


if __name__ == "__main__":
    main(*sys.argv[1:])
