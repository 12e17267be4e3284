"""Who plans with a family, who only reads, and who sees nothing of it."""

from typing import Any

from hamdeli.casework.models import Goal, Step
from tests.casework.planning.making import carried, finished, planned, steps_of
from tests.matrix import COUNTY_WORKERS, Page, World
from tests.support.cast import Cast

READERS = {"deputy": 200, "county_head": 200, "centre_head": 200, "worker": 200, "volunteer": 200}
READERS |= dict.fromkeys(COUNTY_WORKERS, 200)
READ_ONLY = {"deputy": 403, "admission_worker": 403, "supervisor": 403}
WORKERS = READERS | READ_ONLY
LISTS = READERS | {"other_county_head": 200, "other_centre_head": 200, "stranger": 200}
REFUSED = {role: 422 if status == 200 else status for role, status in WORKERS.items()}


def prepare(cast: Cast) -> dict[str, Any]:
    with_plan = carried(cast, aide=cast.volunteer)
    without = carried(cast, "F-2", aide=cast.volunteer)
    plan = planned(cast, with_plan)
    done = finished(steps_of(plan)[0], cast.worker)
    return {"file": with_plan, "without": without, "goal": plan.goals.get(), "step": steps_of(plan)[1], "done": done}


def file(world: World) -> dict[str, Any]:
    return {"code": world["file"].code}


def without(world: World) -> dict[str, Any]:
    return {"code": world["without"].code}


def goal(world: World) -> dict[str, Any]:
    found: Goal = world["goal"]
    return file(world) | {"pk": found.pk}


def step(world: World) -> dict[str, Any]:
    found: Step = world["step"]
    return file(world) | {"pk": found.pk}


def done(world: World) -> dict[str, Any]:
    return file(world) | {"pk": world["done"].pk}


PAGES = [
    Page("desk:plans", LISTS),
    Page("desk:plans_export", LISTS),
    Page("desk:file_plan", READERS, args=file),
    Page("desk:file_plan", READERS, args=without),
    Page("desk:plan_paper", READERS, args=file),
    Page("desk:plan_beginning", WORKERS, args=without),
    Page("desk:plan_beginning", REFUSED, args=without, method="POST"),
    *(
        Page(f"desk:{name}", answers, args=args, method=method)
        for name, args in (
            ("plan_goals", file),
            ("plan_goal_steps", goal),
            ("plan_goal_end", goal),
            ("plan_step", step),
            ("plan_step_change", step),
            ("plan_step_dropping", step),
            ("plan_step_correction", done),
            ("plan_reviews", file),
            ("plan_end", file),
        )
        for method, answers in (("GET", WORKERS), ("POST", REFUSED))
    ),
]
