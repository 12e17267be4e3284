"""Steps: added, changed, put in order, dropped."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import F, Max

from hamdeli.accounts.models import User
from hamdeli.casework.models import Goal, Plan, Step
from hamdeli.casework.planning.faults import PlanFault
from hamdeli.casework.planning.keeping import (
    keep,
    locked_goal,
    locked_step,
    require_day,
    require_seen,
    tell,
    text,
)
from hamdeli.casework.planning.making import require_due, require_no_circle
from hamdeli.journal.once import once

ASIDE = 10_000
"""Steps stand beyond this number while they change places: two steps of a goal never have one number."""


@transaction.atomic
def add_step(*, goal: Goal, title: str, who: str, due_on: date, by: User, key: str, after: Step | None = None) -> Step:
    """Add a step at the end of the goal; it may wait for another step of the same plan. Raises `PlanFault`."""

    def act() -> int:
        plan, fresh = locked_goal(goal.pk)
        words = text(title, "title_missing")
        require_due(plan, due_on, words)
        require_same_plan(plan, after)
        last = fresh.steps.aggregate(last=Max("number"))["last"] or 0
        step = Step.objects.create(goal=fresh, number=last + 1, title=words, who=who, due_on=due_on, after=after)
        told = {"goal": fresh.pk, "due_on": due_on.isoformat(), "who": who, "version": 1}
        tell(step.pk, by=by, verb="added_step", kind="step", file=plan.case_file.code, **told)
        return step.pk

    body = [goal.pk, title, who, due_on.isoformat(), after.pk if after else None]
    return Step.objects.get(pk=once(key=key, actor=by.actor, purpose="add_step", body=body, act=act))


@transaction.atomic
def change_step(
    *, step: Step, title: str, who: str, due_on: date, after: Step | None, by: User, seen_version: int
) -> Step:
    """Change an open step. Raises `PlanFault`, also for a circle of steps, and `Conflict`."""
    plan, fresh = locked_step(step.pk)
    require_open(fresh)
    said = text(title, "title_missing")
    titles = {} if said == fresh.words else {"title": said, "title_en": ""}
    values = {**titles, "who": who, "due_on": due_on, "after": after}
    require_seen(fresh, seen_version, values, "step")
    require_due(plan, due_on, said)
    require_same_plan(plan, after)
    waiting = dict(Step.objects.filter(goal__plan=plan).values_list("pk", "after"))
    require_no_circle(waiting | {fresh.pk: after.pk if after else None})
    changed = {name: value for name, value in values.items() if getattr(fresh, name) != value}
    if not changed:
        return fresh
    return keep(fresh, changed, by=by, verb="changed_step", kind="step", file=plan.case_file.code)


@transaction.atomic
def drop_step(*, step: Step, why: str, on: date, by: User, seen_version: int, today: date) -> Step:
    """Leave an open step out, with the reason; steps that wait for it wait no more. Raises `PlanFault`."""
    plan, fresh = locked_step(step.pk)
    require_open(fresh)
    require_seen(fresh, seen_version, {"dropped_on": on}, "step")
    require_day(on, plan, today)
    values = {"dropped_on": on, "dropped_why": text(why, "reason_missing")}
    return keep(fresh, values, by=by, verb="dropped_step", kind="step", file=plan.case_file.code)


@transaction.atomic
def order_steps(*, goal: Goal, steps: Sequence[int], by: User, seen_version: int) -> Goal:
    """Number the steps of the goal in the order of these primary keys. Raises `PlanFault` and `Conflict`."""
    plan, fresh = locked_goal(goal.pk)
    require_seen(fresh, seen_version, {}, "goal")
    there = list(fresh.steps.order_by("number").values_list("pk", flat=True))
    if sorted(steps) != sorted(there):
        raise PlanFault("order_incomplete")
    if list(steps) == there:
        return fresh
    fresh.steps.update(number=F("number") + ASIDE)
    for number, key in enumerate(steps, 1):
        Step.objects.filter(pk=key).update(number=number)
    return keep(fresh, {}, by=by, verb="ordered_steps", kind="goal", file=plan.case_file.code)


def require_open(step: Step) -> None:
    """Refuse a step that is done or dropped, or whose goal has ended."""
    if step.done_on is not None:
        raise already_done(step)
    if step.dropped_on is not None:
        raise PlanFault("step_dropped")
    if step.goal.state != Goal.State.OPEN:
        raise PlanFault("goal_ended")


def already_done(step: Step) -> PlanFault:
    """Say who wrote it down as done, and for which day."""
    by = step.done_by.username if step.done_by else ""
    return PlanFault("step_done", by=by, on=step.done_on.isoformat() if step.done_on else "")


def require_same_plan(plan: Plan, after: Step | None) -> None:
    """Refuse a step to wait for that is of another plan."""
    if after is not None and not Step.objects.filter(pk=after.pk, goal__plan=plan).exists():
        raise PlanFault("step_elsewhere")
