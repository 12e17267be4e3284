"""What the tests of plans and exits start from."""

import uuid
from datetime import date
from typing import Any

from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.casework.models import CaseFile, Decision, Goal, Outcome, Plan, Step, Visit
from hamdeli.casework.planning.finishing import finish_step
from hamdeli.casework.planning.making import make_plan
from hamdeli.delegation.handing_over import hand_over
from tests.support.cast import Cast, case_file

TODAY = date(2025, 9, 1)
BEGUN = date(2025, 3, 1)


def key() -> str:
    """Return a fresh idempotency key."""
    return uuid.uuid4().hex


def carried(cast: Cast, code: str = "F-1", **fields: Any) -> CaseFile:
    """Return an active file that Mehr carries and has accepted."""
    file = case_file(code, cast.kashan)
    lines = [(file.pk, cast.mehr.pk)]
    hand_over(lines=lines, actor=cast.deputy.actor, made_by=None, province=cast.isfahan, accepted=True)
    CaseFile.objects.filter(pk=file.pk).update(**fields)
    file.refresh_from_db()
    return file


def planned(cast: Cast, file: CaseFile, *chosen: tuple[str, int | None], **more: Any) -> Plan:
    """Return a plan of `file` from templates; housing where none are named."""
    values: dict[str, Any] = {"begun_on": BEGUN, "today": TODAY, "key": key(), "by": cast.worker}
    return make_plan(case_file=file, chosen=chosen or [("housing", None)], **{**values, **more})


def steps_of(plan: Plan) -> list[Step]:
    """Return the steps of the only goal of `plan`, by number."""
    return list(Step.objects.filter(goal__plan=plan).select_related("goal").order_by("goal", "number"))


def finished(step: Step, by: User, on: date = date(2025, 4, 1)) -> Step:
    """Return the step, done."""
    step.refresh_from_db()
    return finish_step(step=step, evidence="seen", on=on, by=by, seen_version=step.version, today=TODAY)


def finish_all(plan: Plan, by: User) -> None:
    """Finish every step of the plan, each after the one it waits for."""
    for step in steps_of(plan):
        finished(step, by)


def only_goal(plan: Plan) -> Goal:
    """Return the only goal of the plan."""
    return plan.goals.get()


def exit_visit(
    file: CaseFile, by: User, on: date = date(2025, 8, 20), outcome: str = Outcome.END, **fields: Any
) -> Visit:
    """Return an exit visit that is done, with its decision."""
    values: dict[str, Any] = {"purpose": "exit", "state": "done", "done_on": on, "done_at": timezone.now()}
    values |= {"planned_on": on, "facts": "seen", "visitor": by, "made_by": by, "made_at": timezone.now()}
    visit = Visit.objects.create(case_file=file, **{**values, **fields})
    if visit.state == "done":
        at = {"decided_at": timezone.now(), "author": by}
        Decision.objects.create(case_file=file, visit=visit, outcome=outcome, reason="stands", digest="x", **at)
    return visit
