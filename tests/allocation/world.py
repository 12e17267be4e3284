"""Small worlds: hostile on purpose, and an oracle that knows nothing of the solver."""

from collections import Counter
from typing import Any

import numpy as np
from hypothesis import strategies as st
from ortools.graph.python import min_cost_flow

from hamdeli.allocation import Adjustments, AllocationFault, Centres, Files, Policy, Problem, reference

SCALES = (0.0, 1e-9, 0.01, 1.0, 40.0)
TIERS = (((800, 0), (1000, 2000)), ((1000, 0),), ((300, 0), (500, 0), (700, 900), (950, 50_000)))


def files_of(count: int, **given: Any) -> Files:
    """So many general files at one point, unless told otherwise."""
    plain = {
        "latitude": np.full(count, 32.0),
        "longitude": np.full(count, 51.0),
        "need": np.zeros(count, int),
        "county": np.zeros(count, int),
        "carrier": np.full(count, -1),
        "priority": np.ones(count, int),
    }
    return Files(**(plain | {name: np.asarray(values) for name, values in given.items()}))


def centres_of(count: int, **given: Any) -> Centres:
    """So many centres with ten places each at one point, unless told otherwise."""
    plain = {
        "latitude": np.full(count, 32.0),
        "longitude": np.full(count, 51.0),
        "specialities": np.zeros(count, int),
        "county": np.zeros(count, int),
        "capacity": np.full(count, 10),
        "occupied": np.zeros(count, int),
        "workers": np.ones(count, int),
        "open": np.ones(count, bool),
    }
    return Centres(**(plain | {name: np.asarray(values) for name, values in given.items()}))


def optimum(problem: Problem) -> int:
    """Least cost by OR-Tools' min-cost flow over all arcs of the slow reference model."""
    flow = min_cost_flow.SimpleMinCostFlow()
    files, centres = len(problem.files), len(problem.centres)
    sink = files + centres
    for file in range(files):
        pin = problem.adjustments.pins.get(file)
        for centre in range(centres) if pin is None else (pin,):
            cost = reference.cost(problem, file, centre)
            if cost is not None:
                flow.add_arc_with_capacity_and_unit_cost(file, files + centre, 1, cost)
        if pin is None:
            flow.add_arc_with_capacity_and_unit_cost(file, sink, 1, reference.stay(problem, file))
        flow.set_node_supply(file, 1)
    for centre in range(centres):
        for extra, places in Counter(reference.free_places(problem, centre)).items():
            flow.add_arc_with_capacity_and_unit_cost(files + centre, sink, places, extra)
    flow.set_node_supply(sink, -files)
    assert flow.solve() == flow.OPTIMAL
    return int(flow.optimal_cost())


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Problems full of ties, closures, full centres, bans and pins, from a seed that hypothesis chooses."""
    return random_problem(draw(st.integers(0, 2**32 - 1)), draw(st.integers(0, 40)), draw(st.integers(0, 8)))


def random_problem(seed: int, files: int, centres: int) -> Problem:
    """One hostile problem."""
    rng = np.random.default_rng(seed)
    scale = rng.choice(SCALES)
    plain = Problem(_files(rng, files, centres, scale), _centres(rng, centres, scale), _policy(rng))
    try:
        return Problem(plain.files, plain.centres, plain.policy, _adjustments(rng, files, centres))
    except AllocationFault:
        return plain


def _coordinates(rng: np.random.Generator, count: int, scale: float) -> Any:
    steps = rng.choice([0, 1, -1, 0.5], count) if rng.random() < 0.5 else rng.normal(0, 1, count)
    return np.clip(32 + steps * scale, -90, 90)


def _files(rng: np.random.Generator, count: int, centres: int, scale: float) -> Files:
    return files_of(
        count,
        latitude=_coordinates(rng, count, scale),
        longitude=_coordinates(rng, count, scale),
        need=rng.integers(0, 4, count),
        county=rng.integers(0, 3, count),
        carrier=rng.integers(-1, centres, count) if centres else np.full(count, -1),
        priority=rng.integers(1, 6, count),
    )


def _centres(rng: np.random.Generator, count: int, scale: float) -> Centres:
    return centres_of(
        count,
        latitude=_coordinates(rng, count, scale),
        longitude=_coordinates(rng, count, scale),
        specialities=rng.integers(0, 8, count),
        county=rng.integers(0, 3, count),
        capacity=rng.integers(0, 10, count),
        occupied=rng.choice([0, 0, 2, 12], count),
        workers=rng.integers(0, 4, count),
        open=rng.random(count) < 0.85,
    )


def _policy(rng: np.random.Generator) -> Policy:
    return Policy(
        tiers=TIERS[rng.integers(0, 3)],
        distance_weight=int(rng.integers(0, 3)),
        may_leave_county=bool(rng.random() < 0.8),
        stay_base=int(rng.choice([0, 40_000, 100_000])),
        recall=int(rng.choice([0, 0, 1_000_000])),
        ceiling_per_centre=None if rng.random() < 0.7 else int(rng.integers(0, 6)),
        ceiling_per_worker=None if rng.random() < 0.7 else int(rng.integers(0, 6)),
    )


def _adjustments(rng: np.random.Generator, files: int, centres: int) -> Adjustments:
    if not files or not centres:
        return Adjustments()
    return Adjustments(
        pins={int(rng.integers(files)): int(rng.integers(centres)) for _ in range(rng.integers(0, 3))},
        forbidden=[(int(rng.integers(files)), int(rng.integers(centres))) for _ in range(rng.integers(0, 6))],
        closed=[int(rng.integers(centres)) for _ in range(rng.integers(0, 2))],
        capacities={int(rng.integers(centres)): int(rng.integers(0, 12)) for _ in range(rng.integers(0, 2))},
    )
