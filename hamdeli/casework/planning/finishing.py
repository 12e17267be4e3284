"""Finishing a step, with the evidence; and what is said when that turns out to be wrong."""

from datetime import date

from django.db import transaction

from hamdeli.accounts.models import User
from hamdeli.casework.models import Plan, Step
from hamdeli.casework.planning.faults import PlanFault
from hamdeli.casework.planning.keeping import facts_of_plan, keep, locked_step, require_day, require_seen, text
from hamdeli.casework.planning.rules import waits
from hamdeli.casework.planning.steps import require_open
from hamdeli.journal.models import Entry
from hamdeli.journal.once import once
from hamdeli.journal.writing import write

CORRECTED = "corrected_step"
MOST_WORDS = 500


@transaction.atomic
def finish_step(*, step: Step, evidence: str, on: date, by: User, seen_version: int, today: date) -> Step:
    """Write down that a step is done, and by what one sees it. Raises `PlanFault` and `Conflict`.

    The same once more by the same person is no fault: a form may come twice.
    """
    plan, fresh = locked_step(step.pk)
    words = text(evidence, "evidence_missing")
    if (fresh.done_by_id, fresh.done_on, fresh.evidence) == (by.pk, on, words):
        return fresh
    require_open(fresh)
    require_seen(fresh, seen_version, {"done_on": on}, "step")
    require_day(on, plan, today)
    require_turn(plan, fresh)
    values = {"evidence": words, "done_on": on, "done_by": by}
    return keep(fresh, values, by=by, verb="finished_step", kind="step", file=plan.case_file.code)


def require_turn(plan: Plan, step: Step) -> None:
    """Refuse a step that waits for another one."""
    steps = {fact.key: fact for fact in facts_of_plan(plan)}
    if waits(steps[step.pk], steps):
        raise PlanFault("step_waits", step=step.after.words if step.after else "")


@transaction.atomic
def correct_step(*, step: Step, words: str, by: User, key: str) -> int:
    """Say in the journal what is wrong about a done step, which stays done; return the number of the entry.

    What remains to be done becomes a new step. Raises `PlanFault`.
    """

    def act() -> int:
        plan, fresh = locked_step(step.pk)
        if fresh.done_on is None:
            raise PlanFault("step_not_done")
        reason = text(words, "reason_missing", MOST_WORDS)
        details = {"file": plan.case_file.code, "plan": plan.pk}
        entry = write(
            actor=by.actor, verb=CORRECTED, kind="step", subject=str(fresh.pk), reason=reason, details=details
        )
        return entry.number

    return int(once(key=key, actor=by.actor, purpose=CORRECTED, body=[step.pk, words], act=act))


def corrections_of(steps: list[int]) -> dict[int, list[Entry]]:
    """Return what was said afterwards about each of these steps, the oldest first."""
    found: dict[int, list[Entry]] = {}
    subjects = [str(step) for step in steps]
    for entry in Entry.objects.filter(verb=CORRECTED, subject_kind="step", subject__in=subjects).order_by("number"):
        found.setdefault(int(entry.subject), []).append(entry)
    return found
