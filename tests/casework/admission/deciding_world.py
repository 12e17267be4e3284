"""A family ready to be decided on."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from hamdeli.casework.admission.steps import STEPS
from hamdeli.casework.models import Admission, AdmissionStep, CaseFile, Decision, DecisionDraft, State, Visit
from hamdeli.casework.scoring.scoring import score_file
from tests.support.cast import Cast, case_file

TODAY = timezone.localdate()
WAITING: dict[str, Any] = {"outcome": "waiting", "reason": "no_quota"}
CLIENT: dict[str, Any] = {"outcome": "client", "reason": "poverty"}
TICKED = [step.key for step in STEPS if not step.record]


def ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)


def family(code: str, cast: Cast, **fields: Any) -> CaseFile:
    """Return a file in admission whose members are known."""
    file = case_file(code, cast.kashan, **({"state": State.ADMISSION} | fields))
    head = file.household.members.get()
    head.birth_date, head.work, head.income, head.health = date(1980, 5, 1), "casual", 20_000_000, "well"
    head.education, head.insurance = "primary", "none"
    head.save()
    file.household.tenure, file.household.rooms = "rented", 1
    file.household.save()
    return file


def admitted(file: CaseFile, cast: Cast, *, steps: bool = True) -> Admission:
    """Return an admission all of whose ticked steps are done."""
    admission = Admission.objects.create(
        case_file=file, state="decision", begun_at=ago(20), begun_by=cast.admission_worker
    )
    for step in TICKED if steps else []:
        AdmissionStep.objects.create(admission=admission, step=step, done_at=ago(15), done_by=cast.admission_worker)
    return admission


def visited(file: CaseFile, cast: Cast, *, outcome: str = "commission", days: int = 10, **fields: Any) -> Visit:
    """Return a done visit (of enquiry, unless `fields` say otherwise) with its decision."""
    usual = {"purpose": "enquiry", "visitor": cast.enquiring_worker, "facts": "one room"}
    visit = Visit.objects.create(
        case_file=file,
        state="done",
        planned_on=TODAY - timedelta(days=days),
        done_on=TODAY - timedelta(days=days),
        done_at=ago(days),
        made_by=cast.county_head,
        made_at=ago(days),
        **usual | fields,
    )
    Decision.objects.create(
        case_file=file,
        visit=visit,
        outcome=outcome,
        reason="seen",
        digest="0" * 64,
        decided_at=ago(days),
        author=cast.enquiring_worker,
    )
    return visit


def ready(code: str, cast: Cast) -> CaseFile:
    """Return a file on which the commission may decide."""
    file = family(code, cast)
    admitted(file, cast)
    visited(file, cast)
    score_file(case_file=file, by=cast.admission_worker, today=TODAY)
    return file


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


def draft_of(file: CaseFile) -> DecisionDraft:
    return DecisionDraft.objects.filter(case_file=file).latest("pk")
