"""Goals: added, reached, dropped with a reason."""

from datetime import date

from django.db import transaction

from hamdeli.accounts.models import User
from hamdeli.casework.models import Goal, Plan
from hamdeli.casework.planning.faults import PlanFault
from hamdeli.casework.planning.keeping import (
    facts_of,
    keep,
    locked_goal,
    locked_plan,
    require_day,
    require_seen,
    tell,
    text,
)
from hamdeli.casework.planning.making import resolved, store_goal
from hamdeli.households.models import Person
from hamdeli.journal.once import once


@transaction.atomic
def add_goal(*, plan: Plan, title: str, need: str, by: User, key: str, person: int | None = None) -> Goal:
    """Add a goal of the worker's own words, for the family or for the member `person`. Raises `PlanFault`."""

    def act() -> int:
        open_plan = locked_plan(plan.pk)
        who = member(open_plan, person)
        goal = Goal.objects.create(plan=open_plan, person=who, need=need, title=text(title, "title_missing"))
        told = {"plan": open_plan.pk, "need": need, "version": 1}
        tell(goal.pk, by=by, verb="added_goal", kind="goal", file=open_plan.case_file.code, **told)
        return goal.pk

    body = [plan.pk, title, need, person]
    return Goal.objects.get(pk=once(key=key, actor=by.actor, purpose="add_goal", body=body, act=act))


@transaction.atomic
def add_goal_from_template(*, plan: Plan, template: str, by: User, key: str, person: int | None = None) -> Goal:
    """Add the goal and the steps of a template; its days count from the beginning of the plan. Raises `PlanFault`."""

    def act() -> int:
        open_plan = locked_plan(plan.pk)
        ((chosen, who),) = resolved(open_plan.case_file, [(template, person)])
        goal = store_goal(open_plan, chosen, who)
        told = {"plan": open_plan.pk, "templates": [template], "version": 1}
        tell(goal.pk, by=by, verb="added_goal", kind="goal", file=open_plan.case_file.code, **told)
        return goal.pk

    body = [plan.pk, template, person]
    return Goal.objects.get(pk=once(key=key, actor=by.actor, purpose="add_goal", body=body, act=act))


def member(plan: Plan, person: int | None) -> Person | None:
    """Return the member of the household with this primary key; refuse one who is not."""
    if person is None:
        return None
    found = plan.case_file.household.members.filter(pk=person, left_on=None).first()
    if found is None:
        raise PlanFault("person_elsewhere")
    return found


@transaction.atomic
def reach_goal(*, goal: Goal, on: date, by: User, seen_version: int, today: date) -> Goal:
    """Write down that the goal is reached: no step to it is open, and one at least is done. Raises `PlanFault`."""
    plan, fresh = locked_goal(goal.pk)
    require_seen(fresh, seen_version, {"state": Goal.State.REACHED}, "goal")
    require_day(on, plan, today)
    steps = facts_of(fresh.steps.select_related("goal"))
    if any(step.is_open for step in steps):
        raise PlanFault("steps_open")
    if not any(step.done_on for step in steps):
        raise PlanFault("nothing_done")
    return ended(fresh, {"state": Goal.State.REACHED, "ended_on": on}, by, "reached_goal", plan)


@transaction.atomic
def drop_goal(*, goal: Goal, why: str, on: date, by: User, seen_version: int, today: date) -> Goal:
    """Give the goal up, with the reason; its open steps count no more. Raises `PlanFault`."""
    plan, fresh = locked_goal(goal.pk)
    require_seen(fresh, seen_version, {"state": Goal.State.DROPPED}, "goal")
    require_day(on, plan, today)
    values = {"state": Goal.State.DROPPED, "why": text(why, "reason_missing"), "ended_on": on}
    return ended(fresh, values, by, "dropped_goal", plan)


def ended(goal: Goal, values: dict[str, object], by: User, verb: str, plan: Plan) -> Goal:
    """Store the end of a goal."""
    return keep(goal, values, by=by, verb=verb, kind="goal", file=plan.case_file.code)
