"""Figures of a plan: per centre and in total; for the optimum, for nearest first and for today alike."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .costs import loads_of, metres, plan_cost
from .ground import Floats, Longs, Shorts
from .places import capacities_of
from .problem import Problem


@dataclass(frozen=True, eq=False)
class Figures:
    """Per centre, each (M,): load (files of the plan), needed (files there that need a speciality), matched (those
    that find it), mean_distance and worst_distance (metres; 0 without files), filled (share of the centre's own
    capacity, files outside the run counted; 0 without capacity).

    In total: placed, unplaced; mean_distance_all, p90_distance, worst_distance_all (metres, placed files);
    mismatches (files whose centre lacks their speciality); moved (files that another centre carries today);
    brim (share of open centres with capacity that are filled to it); cost (metre-equivalents).
    """

    load: Longs
    needed: Longs
    matched: Longs
    mean_distance: Floats
    worst_distance: Longs
    filled: Floats
    placed: int
    unplaced: int
    mean_distance_all: float
    p90_distance: float
    worst_distance_all: int
    mismatches: int
    moved: int
    brim: float
    cost: int


def figures(problem: Problem, assignment: npt.ArrayLike) -> Figures:
    """Figures of the plan (N,) of centres or -1. The plan need not be feasible."""
    plan = np.asarray(assignment, np.int32)
    placed = np.flatnonzero(plan >= 0)
    centre = plan[placed]
    away = metres(problem, placed, centre)
    needs, matches = _specialities(problem, placed, centre)
    load = loads_of(problem, plan)
    capacity = np.minimum(capacities_of(problem), np.iinfo(np.int32).max)
    total = load + problem.centres.occupied
    worst = np.zeros(len(load), np.int64)
    np.maximum.at(worst, centre, away)
    carrier = problem.files.carrier[placed]
    counted = problem.open & (capacity > 0)
    return Figures(
        load=load,
        needed=_count(centre[needs], load),
        matched=_count(centre[matches], load),
        mean_distance=np.bincount(centre, away, len(load)) / np.maximum(load, 1),
        worst_distance=worst,
        filled=np.where(capacity > 0, total / np.maximum(capacity, 1), 0.0),
        placed=len(placed),
        unplaced=len(plan) - len(placed),
        mean_distance_all=float(away.mean()) if len(away) else 0.0,
        p90_distance=float(np.percentile(away, 90)) if len(away) else 0.0,
        worst_distance_all=int(away.max(initial=0)),
        mismatches=int(needs.sum() - matches.sum()),
        moved=int(((carrier >= 0) & (carrier != centre)).sum()),
        brim=float((total >= capacity)[counted].mean()) if counted.any() else 0.0,
        cost=plan_cost(problem, plan),
    )


def _specialities(problem: Problem, file: Longs, centre: Shorts) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    need = problem.files.need[file].astype(np.int64)
    needs = need > 0
    has = (problem.centres.specialities[centre].astype(np.int64) >> np.maximum(need - 1, 0)) & 1 == 1
    return needs, needs & has


def _count(centre: Shorts, like: Longs) -> Longs:
    return np.bincount(centre, minlength=len(like)).astype(np.int64)
