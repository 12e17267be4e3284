"""The report for scripts: JSON with the plan, the proof and the prices."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from hamdeli.allocation.costs import loads_of, parts_of
from hamdeli.allocation.problem import NOBODY, Problem
from hamdeli.allocation.solution import Solution
from hamdeli.config.allocate.reading import Lists
from hamdeli.config.allocate.storing import stored


def costs_of(problem: Problem, solution: Solution) -> list[int]:
    """Return the cost of each file where it is, without the extra of a late place, which belongs to no one file."""
    plan = solution.assignment
    costs = problem.stay.copy()
    placed = np.flatnonzero(plan >= 0)
    costs[placed] = parts_of(problem, placed, plan[placed]).total
    return [int(cost) for cost in costs]


def report(lists: Lists, problem: Problem, solution: Solution, seconds: dict[str, float]) -> dict[str, Any]:
    """Return the report. Costs and prices are whole metre-equivalents; `late_places` is what late places cost."""
    certificate = solution.certificate
    centres = [row.values["code"] for row in lists.centres.rows]
    files = [row.values["code"] for row in lists.files.rows]
    plan = [None if centre == NOBODY else centres[centre] for centre in solution.assignment.tolist()]
    late = int(problem.places.extra_cost(loads_of(problem, solution.assignment)).sum())
    return {
        "files": len(files),
        "centres": len(centres),
        "places": int(problem.places.free.sum()),
        "cost": certificate.cost,
        "bound": certificate.bound,
        "optimal": certificate.optimal,
        "late_places": late,
        "unplaced": plan.count(None),
        "seconds": {stage: round(taken, 4) for stage, taken in seconds.items()},
        "policy": problem.policy.to_dict(),
        "prices": dict(zip(centres, solution.prices.tolist(), strict=True)),
        "assignments": [list(row) for row in zip(files, plan, costs_of(problem, solution), strict=True)],
    }


def write_report(path: Path, content: dict[str, Any]) -> None:
    """Write the report, one assignment a line: all of it or nothing."""
    rows = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in content["assignments"])
    head = json.dumps({**content, "assignments": []}, ensure_ascii=False, indent=1)
    with stored(path) as part:
        part.write_text(head.removesuffix("[]\n}") + f"[\n  {rows}\n ]\n}}\n", encoding="utf-8")
