"""Making a plan: from templates chosen for the family or for its members."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from hamdeli.accounts.models import User
from hamdeli.casework.models import CaseFile, Goal, Plan, State, Step
from hamdeli.casework.planning.faults import PlanFault
from hamdeli.casework.planning.keeping import tell, text
from hamdeli.casework.planning.rules import (
    REVIEW_MONTHS,
    Member,
    age_on,
    circle,
    farthest_end,
    suggested_exemption,
)
from hamdeli.casework.planning.templates import TEMPLATES, GoalTemplate
from hamdeli.households.models import Person
from hamdeli.journal.once import once
from hamdeli.persian.calendar import months_after

VISIT_MONTHS = 6
Chosen = tuple[str, int | None]
"""The code of a template, and the primary key of the member it is for (None for the family)."""


@transaction.atomic
def make_plan(
    *,
    case_file: CaseFile,
    by: User,
    begun_on: date,
    today: date,
    key: str,
    chosen: Sequence[Chosen] = (),
    until: date | None = None,
    longer_why: str = "",
    exempt: str = "",
    visit_months: int = VISIT_MONTHS,
    at: datetime | None = None,
) -> Plan:
    """Store a plan with the goals and steps of the chosen templates. Raises `PlanFault`.

    It runs until three years later unless `until` says otherwise; beyond that `longer_why` must say why.
    """
    until = until or farthest_end(begun_on)
    fields = {"begun_on": begun_on, "until": until, "exempt": exempt, "visit_months": visit_months}
    body = [case_file.pk, [list(goal) for goal in chosen], {name: str(value) for name, value in fields.items()}]

    def act() -> int:
        file = locked_file(case_file)
        require_term(file, begun_on, until, longer_why, today)
        review_on = min(months_after(begun_on, REVIEW_MONTHS), until)
        made = {"made_by": by, "made_at": at or timezone.now(), "review_on": review_on}
        plan = Plan.objects.create(case_file=file, longer_why=longer_why.strip(), **fields, **made)
        for template, person in resolved(file, chosen):
            store_goal(plan, template, person)
        tell(plan.pk, by=by, verb="made_plan", kind="plan", file=file.code, version=1, templates=[c for c, _ in chosen])
        return plan.pk

    return Plan.objects.get(pk=once(key=key, actor=by.actor, purpose="make_plan", body=body, act=act))


def locked_file(case_file: CaseFile) -> CaseFile:
    """Lock the file; refuse one that is not active, and one that has an open plan."""
    file = CaseFile.objects.select_for_update().get(pk=case_file.pk)
    if file.state != State.ACTIVE:
        raise PlanFault("file_not_active")
    if file.plans.filter(state=Plan.State.OPEN).exists():
        raise PlanFault("plan_there")
    return file


def require_term(file: CaseFile, begun_on: date, until: date, longer_why: str, today: date) -> None:
    """Refuse a plan that begins in the future or before its file, ends before it begins, or is too long unexplained."""
    if begun_on > today:
        raise PlanFault("begun_ahead")
    if begun_on < file.opened_on:
        raise PlanFault("begun_before_file")
    if until <= begun_on:
        raise PlanFault("ends_before")
    if until > farthest_end(begun_on):
        if not longer_why.strip():
            raise PlanFault("too_long")
        text(longer_why, "too_long")


def resolved(file: CaseFile, chosen: Sequence[Chosen]) -> list[tuple[GoalTemplate, Person | None]]:
    """Return the templates with their persons; refuse unknown ones, strangers, and the same goal twice."""
    if len(set(chosen)) < len(chosen):
        raise PlanFault("goal_twice")
    members = {person.pk: person for person in file.household.members.filter(left_on=None)}
    found = []
    for code, key in chosen:
        if code not in TEMPLATES:
            raise PlanFault("template_unknown")
        if key is not None and key not in members:
            raise PlanFault("person_elsewhere")
        found.append((TEMPLATES[code], members[key] if key is not None else None))
    return found


def store_goal(plan: Plan, template: GoalTemplate, person: Person | None) -> Goal:
    """Store one goal with its steps; refuse a step that would be due after the plan's end."""
    goal = Goal.objects.create(plan=plan, person=person, need=template.need, **template.goal.titles)
    before: Step | None = None
    for number, step in enumerate(template.steps, 1):
        due_on = plan.begun_on + timedelta(days=step.days)
        require_due(plan, due_on, step.text.spoken(get_language() or "fa"))
        after = None if step.beside else before
        told = {"who": step.who, "due_on": due_on, "after": after}
        made = Step.objects.create(goal=goal, number=number, **step.text.titles, **told)
        before = before if step.beside else made
    return goal


def require_due(plan: Plan, due_on: date, title: str) -> None:
    """Refuse a step that would be due outside the plan."""
    if due_on > plan.until:
        raise PlanFault("due_after_end", step=title)
    if due_on < plan.begun_on:
        raise PlanFault("due_before_begin")


def require_no_circle(after: dict[int, int | None]) -> None:
    """Refuse steps that wait for each other."""
    if circle(after):
        raise PlanFault("step_circle")


def exemption_of(case_file: CaseFile, today: date) -> str:
    """Return the exemption that the members of the household suggest (`Plan.Exempt`), or nothing."""
    members = case_file.household.members.filter(left_on=None)
    return suggested_exemption(
        [Member(age_on(person.birth_date, today), person.health, person.work) for person in members]
    )
