"""The figures of a plan, and of the two plans beside it: way, match, moves, load; and where places are missing."""

from typing import Any

import numpy as np
import numpy.typing as npt

from hamdeli.allocation.baselines import as_today, nearest_first
from hamdeli.allocation.costs import loads_of
from hamdeli.allocation.figuring import figures
from hamdeli.allocation.problem import Problem
from hamdeli.allocation.shortage import shortage
from hamdeli.proposals.storing import Answer, moved_of

Plan = npt.NDArray[np.int32]
TENTHS = 10


def figures_of_plan(problem: Problem, plan: Plan) -> dict[str, Any]:
    """Return the figures of a plan (N,) of centres or -1; plain values, metres and metre-equivalents.

    Loads count the files that are outside the run too; `filled` are centres by tenths: empty, up to 10%, ..., full.
    """
    told = figures(problem, plan)
    placed = np.flatnonzero(plan >= 0)
    carrier, needing, matched = problem.files.carrier, int(told.needed.sum()), int(told.matched.sum())
    away = problem.files.county[placed] != problem.centres.county[plan[placed]]
    return {
        "cost": told.cost,
        "placed": told.placed,
        "unplaced": told.unplaced,
        "mean_distance": round(told.mean_distance_all, 1) if told.placed else None,
        "worst_distance": told.worst_distance_all if told.placed else None,
        "needing": needing,
        "matched": matched,
        "matched_share": matched / needing if needing else None,
        "leaving": told.moved,
        "sent_back": int(((carrier >= 0) & (plan < 0)).sum()),
        "other_county": int(away.sum()),
        "brim_share": told.brim if problem.open.any() else None,
        "filled": filled_of(problem, told.filled),
    }


def filled_of(problem: Problem, filled: npt.NDArray[np.float64]) -> list[int]:
    """Return how many open centres are empty, filled up to a tenth, two tenths, ..., below full, and full."""
    share = filled[problem.open]
    tenth = np.where(share >= 1, TENTHS + 1, np.ceil(share * TENTHS - 1e-9)).astype(np.int64)
    counted: list[int] = np.bincount(tenth, minlength=TENTHS + 2)[: TENTHS + 2].tolist()
    return counted


def shortage_of(problem: Problem, plan: Plan) -> list[dict[str, int]]:
    """Return for each county of the files: files, places for them, places missing, files that stay, free places left.

    The worst first. A file may stay though no place is missing: where none is worth its way.
    """
    free = problem.places.free - loads_of(problem, plan)
    told = []
    for balance in shortage(problem).counties:
        staying = int((plan[problem.files.county == balance.county] < 0).sum())
        left = int(free[problem.open & (problem.centres.county == balance.county)].sum())
        counted = {"files": balance.files, "places": balance.places, "missing": balance.missing}
        told.append({"county": balance.county, **counted, "staying": staying, "free": left})
    rows = [row for row in told if row["files"]]
    return sorted(rows, key=lambda row: (-row["missing"], -row["staying"], row["county"]))


def missing_of(problem: Problem) -> int:
    """Return how many places are missing: in all, or in the counties where a file may not leave its own."""
    lack = shortage(problem)
    if problem.policy.may_leave_county:
        return lack.missing
    return sum(balance.missing for balance in lack.counties)


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
        "missing": missing_of(problem),
        "shortage": shortage_of(problem, solution.assignment),
        "moved": int(moved_of(answer).sum()) if (answer.before >= 0).any() else None,
        "seconds": {stage: round(each, 3) for stage, each in solution.seconds.items()},
    }
