"""The figures of a plan, and of the two plans beside it: way, match, moves, load; and where places are missing."""

from typing import Any

import numpy as np
import numpy.typing as npt

from hamdeli.allocation.costs import loads_of, metres, plan_cost
from hamdeli.allocation.problem import Problem
from hamdeli.proposals.neighbours import as_today, nearest_first
from hamdeli.proposals.storing import Answer, moved_of

Plan = npt.NDArray[np.int32]
TENTHS = 10


def figures_of_plan(problem: Problem, plan: Plan) -> dict[str, Any]:
    """Return the figures of a plan (N,) of centres or -1; plain values, metres and metre-equivalents.

    Loads count the files that are outside the run too; `filled` are centres by tenths: empty, up to 10%, ..., full.
    """
    files, centres = problem.files, problem.centres
    placed = np.flatnonzero(plan >= 0)
    at, need = plan[placed], files.need[placed].astype(np.int64)
    way = metres(problem, placed, at)
    able = (centres.specialities[at].astype(np.int64) >> np.maximum(need - 1, 0)) & 1 == 1
    needing, matched = int((need > 0).sum()), int((able & (need > 0)).sum())
    carrier = files.carrier
    return {
        "cost": plan_cost(problem, plan),
        "placed": len(placed),
        "unplaced": len(plan) - len(placed),
        "mean_distance": round(float(way.mean()), 1) if len(way) else None,
        "worst_distance": int(way.max()) if len(way) else None,
        "total_distance": int(way.sum()),
        "needing": needing,
        "matched": matched,
        "matched_share": matched / needing if needing else None,
        "leaving": int(((carrier >= 0) & (plan >= 0) & (carrier != plan)).sum()),
        "sent_back": int(((carrier >= 0) & (plan < 0)).sum()),
        "other_county": int((files.county[placed] != centres.county[at]).sum()),
        **_filled(problem, plan),
    }


def _filled(problem: Problem, plan: Plan) -> dict[str, Any]:
    """Return how many of the open centres are filled how far."""
    open_ = problem.open
    capacity = np.maximum(problem.places.ends[:, -1], 0)[open_]
    load = (problem.places.taken + loads_of(problem, plan))[open_]
    share = np.divide(load, capacity, out=np.zeros(len(load)), where=capacity > 0)
    bin_of = np.where(load == 0, 0, np.where(share >= 1, TENTHS + 1, np.ceil(share * TENTHS)))
    filled = np.bincount(bin_of.astype(np.int64), minlength=TENTHS + 2)[: TENTHS + 2]
    full = int(((capacity > 0) & (load >= capacity)).sum())
    return {"filled": filled.tolist(), "brim": full, "brim_share": full / len(load) if len(load) else None}


def shortage_of(problem: Problem, plan: Plan) -> list[dict[str, int]]:
    """Return for each county of the files: how many there are, how many stay without a place, and free places left.

    The worst first. `missing` is the number of files that stay: so many places more are needed within their reach.
    """
    free = problem.places.free - loads_of(problem, plan)
    told = []
    for county in np.unique(problem.files.county):
        here = problem.files.county == county
        missing = int((plan[here] < 0).sum())
        left = int(free[problem.open & (problem.centres.county == county)].sum())
        told.append({"county": int(county), "files": int(here.sum()), "missing": missing, "free": left})
    return sorted(told, key=lambda row: (-row["missing"], row["county"]))


def all_figures(answer: Answer) -> dict[str, Any]:
    """Return what the pages show of a run: its plan beside nearest first and today, and where places are missing."""
    problem, solution = answer.problem, answer.solution
    plans = {"proposal": solution.assignment, "nearest": nearest_first(problem), "today": as_today(problem)}
    return {
        "files": len(problem.files),
        "centres": len(problem.centres),
        "open": int(problem.open.sum()),
        "places": int(problem.places.free.sum()),
        "plans": {name: figures_of_plan(problem, plan) for name, plan in plans.items()},
        "shortage": shortage_of(problem, solution.assignment),
        "moved": int(moved_of(answer).sum()) if (answer.before >= 0).any() else None,
        "seconds": {stage: round(each, 3) for stage, each in solution.seconds.items()},
    }
