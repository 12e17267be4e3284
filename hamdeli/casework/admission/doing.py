"""Doing a step of an admission. A step done again is another row; what was found before stays."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.access import has_right, may_know
from hamdeli.casework.admission.faults import AdmissionFault
from hamdeli.casework.admission.needs import NEEDS
from hamdeli.casework.admission.steps import BY_KEY, QUESTIONS, SEALED, Step
from hamdeli.casework.admission.way import done_steps, next_step
from hamdeli.casework.models import Admission, AdmissionStep, CaseFile
from hamdeli.journal.changing import Conflict
from hamdeli.journal.once import once
from hamdeli.journal.sealing import seal, unseal
from hamdeli.journal.writing import write


def do_step(
    admission: Admission,
    step: str,
    *,
    user: User,
    at: datetime,
    today: date,
    answers: Mapping[str, Any] | None = None,
    seen_version: int | None = None,
    key: str = "",
) -> AdmissionStep:
    """Do the step with `answers` (plain values; a day as a date). With a `key` it is done once, however often asked.

    Raises `AdmissionFault`, and `Conflict` when the admission went on since `seen_version`.
    """
    told = dict(answers or {})

    def act() -> int:
        return done(admission.pk, step, told, user=user, at=at, today=today, seen_version=seen_version).pk

    if not key:
        with transaction.atomic():
            return AdmissionStep.objects.get(pk=act())
    body = [admission.pk, step, seen_version]
    return AdmissionStep.objects.get(pk=once(key=key, actor=user.actor, purpose="admission", body=body, act=act))


def done(
    pk: int, key: str, answers: dict[str, Any], *, user: User, at: datetime, today: date, seen_version: int | None
) -> AdmissionStep:
    """Write the step down and move the admission on."""
    admission = locked(pk)
    step = allowed(admission, key, user)
    if seen_version is not None and admission.version != seen_version:
        last = admission.steps.select_related("done_by").order_by("id").last()
        raise Conflict(admission, [], last.done_by.username if last else "")
    require_answers(step, answers, today)
    require_not_before(step, answers, admission.case_file)
    require_way(admission, step)
    if step.key == "form":
        put_into_file(admission.case_file, answers)
    row = AdmissionStep.objects.create(
        admission=admission, step=step.key, answers=kept(answers), done_at=at, done_by=user
    )
    admission.state = next_step(admission)
    admission.version += 1
    admission.save(update_fields=["state", "version"])
    code = admission.case_file.code
    write(actor=user.actor, verb="did_step", kind="case_file", subject=code, details={"step": step.key})
    return row


def locked(pk: int) -> Admission:
    """Return the admission, locked; raises when it has ended."""
    admission = Admission.objects.select_for_update().get(pk=pk)
    if admission.ended_at:
        raise AdmissionFault("ended")
    return admission


def allowed(admission: Admission, key: str, user: User) -> Step:
    """Return the step; raises unless `user` may do it."""
    step = BY_KEY.get(key)
    if step is None:
        raise AdmissionFault("unknown_step")
    case_file = admission.case_file
    if not may_do(user, case_file, step):
        keeps = step.by_keeper and case_file.discreet and may_know(user, case_file)
        raise AdmissionFault("keeper_only" if keeps else "not_allowed")
    if step.record:
        raise AdmissionFault("done_elsewhere")
    return step


def may_do(user: User, case_file: CaseFile, step: Step) -> bool:
    """Say whether the step is of `user`: by right, and in a discreet family for the interview by being its keeper."""
    if step.by_keeper and case_file.discreet:
        return case_file.keeper_id == user.pk and has_right(user, case_file, Right.SEE_FILES)
    return has_right(user, case_file, step.right) and may_know(user, case_file)


def require_answers(step: Step, answers: Mapping[str, Any], today: date) -> None:
    """Raise unless every question of the step has its answer."""
    for question in step.asks:
        if answers.get(question) in (None, ""):
            raise AdmissionFault("answers", question=QUESTIONS[question])
    if "on" in step.asks and answers["on"] > today:
        raise AdmissionFault("day_future")
    if "consent" in step.asks and answers["consent"] is not True:
        raise AdmissionFault("consent")


def require_not_before(step: Step, answers: Mapping[str, Any], case_file: CaseFile) -> None:
    """Raise for a talk before anybody had told of the family."""
    if "on" not in step.asks:
        return
    referral = case_file.referrals.order_by("received_at").first()
    told_on = min(case_file.opened_on, timezone.localdate(referral.received_at)) if referral else case_file.opened_on
    if answers["on"] < told_on:
        raise AdmissionFault("day_before")


def require_way(admission: Admission, step: Step) -> None:
    """Raise unless the steps before are done and nothing is missing."""
    finished = done_steps(admission)
    for before in step.after:
        if before not in finished:
            raise AdmissionFault("before", step=BY_KEY[before].label)
    for need in step.needs:
        NEEDS[need](admission)


def put_into_file(case_file: CaseFile, answers: Mapping[str, Any]) -> None:
    """Write need and cause, as the admission form has them, into the file."""
    CaseFile.objects.filter(pk=case_file.pk).update(
        need=answers["need"], cause=answers["cause"], version=case_file.version + 1
    )
    case_file.refresh_from_db()


def kept(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers as they are stored: what the family said is sealed."""
    return {
        name: seal(value).hex() if name in SEALED else (value.isoformat() if isinstance(value, date) else value)
        for name, value in answers.items()
    }


def answers_of(row: AdmissionStep) -> dict[str, Any]:
    """Return the answers of a step, unsealed."""
    return {name: unseal(bytes.fromhex(value)) if name in SEALED else value for name, value in row.answers.items()}
