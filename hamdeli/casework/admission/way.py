"""Where an admission stands: which steps are done, by whom and when, and what is in the way of the others."""

from dataclasses import dataclass
from datetime import datetime

from hamdeli.accounts.models import User
from hamdeli.casework.admission.faults import AdmissionFault
from hamdeli.casework.admission.needs import NEEDS
from hamdeli.casework.admission.records import decision_of, enquiry_of, score_of
from hamdeli.casework.admission.steps import BY_KEY, ENDED, STEPS, Step
from hamdeli.casework.models import Admission


@dataclass(frozen=True)
class Done:
    """By whom and when a step was done, and who approved it where another must."""

    by: User
    at: datetime
    approved_by: User | None = None


@dataclass(frozen=True)
class Standing:
    """One step: done, or open with what hinders it (nothing, when it can be done now)."""

    step: Step
    done: Done | None
    hindrance: AdmissionFault | None


def way(admission: Admission) -> list[Standing]:
    """Return all steps in their order."""
    done = done_steps(admission)
    return [Standing(step, done.get(step.key), hindrance(admission, step, done)) for step in STEPS]


def done_steps(admission: Admission) -> dict[str, Done]:
    """Return the steps that are done: by the last row of each, or by its record."""
    rows = admission.steps.select_related("done_by").order_by("id")
    done = {row.step: Done(row.done_by, row.done_at) for row in rows}
    if (visit := enquiry_of(admission)) and visit.done_at:
        done["enquiry"] = Done(visit.visitor, visit.done_at)
    if score := score_of(admission):
        done["score"] = Done(score.made_by, score.made_at)
    if decision := decision_of(admission):
        done["decision"] = Done(decision.author, decision.decided_at, decision.approver)
    return {key: told for key, told in done.items() if not doubled(key, told.by, done)}


def doubled(key: str, by: User, done: dict[str, Done]) -> bool:
    """Say whether somebody did a step who did another that two people must do."""
    return any(other in done and done[other].by.pk == by.pk for other in BY_KEY[key].not_by)


def hindrance(admission: Admission, step: Step, done: dict[str, Done]) -> AdmissionFault | None:
    """Return why a step cannot be done now, whoever wishes to; None when nothing is in the way, or when it is done."""
    if step.key in done:
        return None
    for before in step.after:
        if before not in done:
            return AdmissionFault("before", step=BY_KEY[before].label)
    if step.key == "enquiry" and enquiry_of(admission):
        return AdmissionFault("same_person", step=BY_KEY["interview"].label)
    try:
        for need in step.needs:
            NEEDS[need](admission)
    except AdmissionFault as fault:
        return fault
    return None


def require_ready(admission: Admission) -> None:
    """Raise `AdmissionFault` unless the commission may decide: everything before its decision is done."""
    done = done_steps(admission)
    for step in STEPS:
        if step.key != "decision" and step.key not in done:
            raise AdmissionFault("before", step=step.label)


def next_step(admission: Admission) -> str:
    """Return the key of the first step that is not done."""
    done = done_steps(admission)
    return next((step.key for step in STEPS if step.key not in done), ENDED)
