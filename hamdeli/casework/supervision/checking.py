"""Checking files: the month's sample is drawn, each file found in order or returned, and the worker answers."""

from datetime import date, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.access import has_right
from hamdeli.casework.daily.tasks import finish_task, set_task
from hamdeli.casework.models import CaseFile, Check, State, Task
from hamdeli.casework.models.wording import in_both
from hamdeli.casework.supervision.access import supervised
from hamdeli.casework.supervision.faults import CheckFault
from hamdeli.casework.supervision.sampling import draw, month_of
from hamdeli.journal.changing import conflict
from hamdeli.journal.writing import write
from hamdeli.places.models import Place

ANSWER_WITHIN = timedelta(days=14)
KIND = "check"
RESULT = 200
RETURNED = gettext_noop("Put right what the supervisor found, and answer")


@transaction.atomic
def draw_sample(*, by: User, today: date) -> int:
    """Draw this month's sample of every county that `by` supervises; return how many files were added.

    What was drawn stays drawn: the second time nothing is added, unless the county has grown.
    """
    month = month_of(today)
    rows = supervised(by).filter(state=State.ACTIVE).values_list("code", "county__code", "pk")
    by_county: dict[str, dict[str, int]] = {}
    for code, county, pk in rows:
        by_county.setdefault(county, {})[code] = pk
    counties = Place.objects.select_for_update().filter(code__in=by_county).order_by("pk")
    list(counties)
    drawn = Check.objects.filter(month=month, case_file__in=supervised(by))
    known = set(drawn.values_list("case_file_id", flat=True))
    made = []
    for county, files in sorted(by_county.items()):
        for code in draw(files, month=month, place=county, percent=settings.SUPERVISION_SHARE):
            if files[code] not in known:
                made.append(Check(case_file_id=files[code], supervisor=by, month=month))
    Check.objects.bulk_create(made, ignore_conflicts=True)
    write(
        actor=by.actor,
        verb="drew_sample",
        kind="check",
        subject="list",
        details={"month": month.isoformat(), "files": len(made)},
    )
    return len(made)


@transaction.atomic
def choose_file(*, case_file: CaseFile, by: User, today: date) -> Check:
    """Put a file that the supervisor chose among the month's checks. Raises `CheckFault`."""
    require_supervisor(by, case_file)
    try:
        with transaction.atomic():
            return Check.objects.create(case_file=case_file, supervisor=by, month=month_of(today), sampled=False)
    except IntegrityError as there:
        raise CheckFault("chosen_already") from there


@transaction.atomic
def check_file(*, check: Check, found: str, by: User, today: date, seen_version: int, comment: str = "") -> Check:
    """Say what was found; a returned file gives its worker a task. Raises `CheckFault` or `Conflict`."""
    fresh = fresh_check(check, seen_version)
    require_supervisor(by, fresh.case_file)
    if fresh.found:
        raise CheckFault("checked")
    if found not in Check.Found.values:
        raise CheckFault("found_unknown")
    if found == Check.Found.RETURNED and not comment.strip():
        raise CheckFault("comment_missing")
    fresh.found, fresh.comment, fresh.supervisor = found, comment.strip(), by
    fresh.checked_at = timezone.now()
    store(fresh, by, "checked_file")
    if found == Check.Found.RETURNED:
        set_task(
            case_file=fresh.case_file,
            **in_both(RETURNED),
            owner=worker_of(fresh.case_file),
            due_on=today + ANSWER_WITHIN,
            by=by,
            today=today,
            source=Task.Source.SUPERVISION,
            source_id=fresh.pk,
        )
    return fresh


@transaction.atomic
def answer_check(*, check: Check, answer: str, by: User, seen_version: int) -> Check:
    """Answer a returned file; the task of it is done with that. Raises `CheckFault` or `Conflict`."""
    fresh = fresh_check(check, seen_version)
    if fresh.found != Check.Found.RETURNED:
        raise CheckFault("not_returned")
    if fresh.answered_at:
        raise CheckFault("answered")
    if not answer.strip():
        raise CheckFault("answer_missing")
    fresh.answer, fresh.answered_at, fresh.answered_by = answer.strip(), timezone.now(), by
    store(fresh, by, "answered_check")
    tasks = Task.objects.filter(source=Task.Source.SUPERVISION, source_id=fresh.pk, done_at__isnull=True)
    for task in tasks:
        finish_task(task=task, result=fresh.answer[:RESULT], by=by, seen_version=task.version)
    return fresh


def worker_of(case_file: CaseFile) -> User:
    """Return who answers for the work on a file: its social worker, else its volunteer, if they may work on it now."""
    for person in (case_file.worker, case_file.aide):
        if person is not None and has_right(person, case_file, Right.WORK):
            return person
    raise CheckFault("nobody")


def require_supervisor(by: User, case_file: CaseFile) -> None:
    """Raise `CheckFault` unless `by` supervises the file and does not work on it."""
    if not has_right(by, case_file, Right.SUPERVISE):
        raise CheckFault("not_supervisor")
    if by.pk in (case_file.worker_id, case_file.aide_id):
        raise CheckFault("own_file")


def fresh_check(check: Check, seen_version: int) -> Check:
    """Return the check, locked, as it was seen; raises `Conflict` where it changed."""
    rows = Check.objects.select_for_update(of=("self",))
    fresh = rows.select_related("case_file__centre", "case_file__worker", "case_file__aide").get(pk=check.pk)
    if fresh.version != seen_version:
        raise conflict(fresh, seen_version=seen_version, values={}, kind=KIND, subject=str(check.pk))
    return fresh


def store(check: Check, by: User, verb: str) -> None:
    """Save the check and tell the journal; the words stay out of it."""
    check.version += 1
    check.save()
    details = {"check": check.pk, "found": check.found, "version": check.version}
    write(actor=by.actor, verb=verb, kind="case_file", subject=check.case_file.code, details=details)
