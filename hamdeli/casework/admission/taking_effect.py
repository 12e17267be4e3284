"""What follows from a decision of the commission: the state and coverage of the file, and the end of its admission."""

from datetime import date, datetime
from typing import Any

from hamdeli.accounts.models import User
from hamdeli.casework.admission.rulings import RULINGS
from hamdeli.casework.admission.steps import ENDED
from hamdeli.casework.models import Admission, CaseFile, Decision, State
from hamdeli.journal.changing import change
from hamdeli.persian.calendar import months_after

FIRST_VISIT_MONTHS = 6


def take_effect(decision: Decision, by: User, today: date) -> CaseFile:
    """Bring the file into the state of the decision, and end the admission on which it was made."""
    case_file = decision.case_file
    if decision.admission is not None:
        end_admission(decision.admission, decision.decided_at)
    return change(
        case_file,
        seen_version=case_file.version,
        values=values_of(decision, case_file, today),
        actor=by.actor,
        verb="decided",
        kind="case_file",
        subject=case_file.code,
        reason=decision.reason,
    )


def values_of(decision: Decision, case_file: CaseFile, today: date) -> dict[str, Any]:
    """Return the fields of the file that the decision sets. A family under support is visited within six months."""
    ruling = RULINGS[decision.outcome]
    values: dict[str, Any] = {"state": ruling.state, "closed_on": today if ruling.state == State.CLOSED else None}
    if ruling.coverage is not None:
        values["coverage"] = ruling.coverage
    if ruling.state == State.ACTIVE:
        values["next_visit_on"] = case_file.next_visit_on or months_after(today, FIRST_VISIT_MONTHS)
    else:
        values["next_visit_on"] = None
    return values


def end_admission(admission: Admission, at: datetime) -> None:
    """End the admission, unless an earlier decision has ended it."""
    for row in Admission.objects.select_for_update().filter(pk=admission.pk, ended_at__isnull=True):
        row.state, row.ended_at = ENDED, at
        row.version += 1
        row.save(update_fields=["state", "ended_at", "version"])
