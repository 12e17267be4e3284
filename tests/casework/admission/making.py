"""Admissions on their way: what a step needs, made in one line."""

import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

from PIL import Image

from hamdeli.accounts.models import User
from hamdeli.casework.admission.documents import Paper, bring
from hamdeli.casework.admission.doing import do_step
from hamdeli.casework.models import Admission, AdmissionStep, CaseFile, Decision, Document, Score, ScoreTable, Visit
from hamdeli.households.models import Household

BEGUN, TODAY = datetime(2026, 3, 1, 9, tzinfo=UTC), date(2026, 3, 1)
ANSWERS: dict[str, dict[str, Any]] = {
    "interview": {"on": TODAY, "words": "نان‌آور از دنیا رفته است"},
    "form": {"need": "health", "cause": "death", "supported_by": "none", "consent": True},
}


def after(minutes: int) -> datetime:
    """Return the moment so many minutes after the admission began."""
    return BEGUN + timedelta(minutes=minutes)


def step(admission: Admission, name: str, user: User, *, at: int = 1, **how: Any) -> AdmissionStep:
    """Do a step with good answers, `at` minutes after the beginning."""
    answers = how.pop("answers", ANSWERS.get(name, {}))
    return do_step(admission, name, user=user, at=after(at), today=TODAY, answers=answers, **how)


def picture(shade: int = 200, kind: str = "PNG") -> bytes:
    """Return a small picture; another shade is another picture."""
    written = io.BytesIO()
    Image.new("L", (8, 8), shade).save(written, kind)
    return written.getvalue()


def paper(file: CaseFile, kind: str, user: User, shade: int = 200) -> Document:
    """Keep a small picture as a paper of `kind`."""
    return bring(file, Paper(kind), picture(shade), user=user, at=after(1))


def settle(file: CaseFile) -> None:
    """Write down what the step `household` needs."""
    file.household.members.update(birth_date=date(1980, 1, 1))
    Household.objects.filter(pk=file.household_id).update(tenure="rented")


def enquired(file: CaseFile, visitor: User, *, at: int, outcome: str = "commission") -> Visit:
    """Write down a visit of enquiry that is done and decided."""
    visit = Visit.objects.create(
        case_file=file,
        purpose="enquiry",
        state="done",
        planned_on=TODAY,
        visitor=visitor,
        facts="یک اتاق",
        done_on=TODAY,
        done_at=after(at),
        made_by=visitor,
        made_at=after(at),
    )
    Decision.objects.create(
        case_file=file,
        visit=visit,
        outcome=outcome,
        reason="enquiry_done",
        digest="0" * 64,
        decided_at=after(at),
        author=visitor,
    )
    return visit


def scored(file: CaseFile, user: User, *, at: int) -> Score:
    """Write down a score."""
    table, _ = ScoreTable.objects.get_or_create(
        number=999, defaults={"title": "t", "rules": {}, "digest": "", "in_force_from": TODAY, "made_at": BEGUN}
    )
    return Score.objects.create(
        case_file=file, table=table, inputs={}, lines=[], total=50, made_at=after(at), made_by=user
    )
