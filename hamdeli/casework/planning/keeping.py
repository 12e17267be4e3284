"""What the verbs of plans have in common: a locked open plan, a record as it was seen, and what the journal is told.

What is written into a plan may tell of an illness or a quarrel: the journal hears which fields changed, not the words.
"""

from datetime import date
from typing import Any, TypeVar

from hamdeli.accounts.models import User
from hamdeli.casework.models import Goal, Plan, Step
from hamdeli.casework.planning.faults import PlanFault
from hamdeli.casework.planning.rules import StepFacts
from hamdeli.journal.changing import conflict
from hamdeli.journal.models import Versioned
from hamdeli.journal.writing import write
from hamdeli.persian.letters import clean

Record = TypeVar("Record", bound=Versioned)
LONGEST = 200
CODED = frozenset({"state", "who", "exempt"})


def locked_plan(key: int) -> Plan:
    """Lock and return the plan with its file; refuse one that has ended."""
    plan = Plan.objects.select_for_update(of=("self",)).select_related("case_file").get(pk=key)
    if plan.state != Plan.State.OPEN:
        raise PlanFault("plan_ended")
    return plan


def locked_goal(key: int) -> tuple[Plan, Goal]:
    """Lock the plan, then the goal, and return both; refuse a goal that is reached or dropped."""
    plan = locked_plan(Goal.objects.values_list("plan", flat=True).get(pk=key))
    goal = Goal.objects.select_for_update().get(pk=key)
    if goal.state != Goal.State.OPEN:
        raise PlanFault("goal_ended")
    return plan, goal


def locked_step(key: int) -> tuple[Plan, Step]:
    """Lock the plan, then the step, and return both."""
    plan = locked_plan(Step.objects.values_list("goal__plan", flat=True).get(pk=key))
    step = Step.objects.select_for_update(of=("self",)).select_related("goal", "done_by", "after").get(pk=key)
    return plan, step


def require_seen(record: Versioned, seen_version: int, values: dict[str, Any], kind: str) -> None:
    """Raise `Conflict` when somebody changed the record since the writer read it."""
    if record.version != seen_version:
        raise conflict(record, seen_version=seen_version, values=values, kind=kind, subject=str(record.pk))


def keep(record: Record, values: dict[str, Any], *, by: User, verb: str, kind: str, file: str) -> Record:
    """Save `values` and tell the journal which fields changed: days and choices as they are, texts by name only."""
    changes = {name: [told(name, getattr(record, name)), told(name, value)] for name, value in values.items()}
    for name, value in values.items():
        setattr(record, name, value)
    record.version += 1
    record.save(update_fields=[*values, "version"])
    tell(record.pk, by=by, verb=verb, kind=kind, file=file, version=record.version, changes=changes)
    return record


def told(name: str, value: Any) -> str:
    """Return what the journal may hear of a value."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and name not in CODED:
        return "…" if value else ""
    return "" if value is None else str(getattr(value, "pk", value))


def tell(key: int, *, by: User, verb: str, kind: str, file: str, **details: Any) -> None:
    """Write one entry about a record of a plan."""
    write(actor=by.actor, verb=verb, kind=kind, subject=str(key), details={"file": file, **details})


def text(value: str, missing: str, most: int = LONGEST) -> str:
    """Return the cleaned text; refuse none, and more than `most` letters."""
    value = clean(value)
    if not value:
        raise PlanFault(missing)
    if len(value) > most:
        raise PlanFault("text_long", most=most)
    return value


def require_day(on: date, plan: Plan, today: date) -> None:
    """Refuse a day that has not come, and one before the plan began."""
    if on > today:
        raise PlanFault("day_ahead")
    if on < plan.begun_on:
        raise PlanFault("day_before_begin")


def facts_of(steps: Any) -> list[StepFacts]:
    """Return the steps as the rules see them; those of a dropped goal count as dropped. Their goals are fetched."""
    return [
        StepFacts(
            key=step.pk,
            goal=step.goal_id,
            number=step.number,
            due_on=step.due_on,
            after=step.after_id,
            done_on=step.done_on,
            dropped=step.dropped_on is not None or (step.goal.state == Goal.State.DROPPED and step.done_on is None),
        )
        for step in steps
    ]


def facts_of_plan(plan: Plan) -> list[StepFacts]:
    """Return all steps of `plan` as the rules see them."""
    return facts_of(Step.objects.filter(goal__plan=plan).select_related("goal").order_by("goal", "number"))
