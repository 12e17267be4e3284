"""Ending a plan: reached, or ended with a reason; by itself, or together with the support."""

from datetime import date
from typing import Any

from django.db import transaction

from hamdeli.accounts.models import User
from hamdeli.casework.models import CaseFile, Goal, Plan
from hamdeli.casework.planning.faults import PlanFault
from hamdeli.casework.planning.keeping import keep, locked_plan, require_day, require_seen, text


@transaction.atomic
def end_plan(*, plan: Plan, reached: bool, on: date, by: User, seen_version: int, today: date, why: str = "") -> Plan:
    """End the plan as reached (every goal is reached or dropped, one at least reached) or with a reason.

    Raises `PlanFault` and `Conflict`.
    """
    fresh = locked_plan(plan.pk)
    require_seen(fresh, seen_version, {"ended_on": on}, "plan")
    require_day(on, fresh, today)
    if not reached:
        return ended(fresh, Plan.State.ENDED, on, by, text(why, "reason_missing"))
    if not is_reached(fresh):
        raise PlanFault("goals_open")
    return ended(fresh, Plan.State.REACHED, on, by, why.strip())


def end_with_support(*, case_file: CaseFile, on: date, by: User, why: str) -> Plan | None:
    """End the open plan of a file whose support ends, as reached where it is; None where there is none."""
    plan = Plan.objects.filter(case_file=case_file, state=Plan.State.OPEN).first()
    if plan is None:
        return None
    fresh = locked_plan(plan.pk)
    return ended(fresh, Plan.State.REACHED if is_reached(fresh) else Plan.State.ENDED, on, by, why)


def is_reached(plan: Plan) -> bool:
    """Say whether a goal of the plan is reached and none is open."""
    states = set(plan.goals.values_list("state", flat=True))
    return Goal.State.REACHED in states and Goal.State.OPEN not in states


def ended(plan: Plan, state: str, on: date, by: User, why: str) -> Plan:
    """Store the end of a locked plan."""
    values: dict[str, Any] = {"state": state, "ended_on": on, "ended_why": why}
    return keep(plan, values, by=by, verb="ended_plan", kind="plan", file=plan.case_file.code)
