"""Findings: written down with a deadline, answered by the centre, closed or given more time by an inspector."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.centres.inspecting.faults import InspectionFault
from hamdeli.centres.inspecting.moves import FINDING_MOVES, MOVES, Act
from hamdeli.centres.inspecting.steps import required
from hamdeli.centres.models import Finding, FindingMove, Inspection
from hamdeli.journal.changing import Conflict
from hamdeli.journal.writing import write

LONGEST = timedelta(days=365)
Acts = FindingMove.Act


@transaction.atomic
def find(
    *, inspection: Inspection, severity: str, words: str, demand: str, due_on: date, by: User, today: date
) -> Finding:
    """Write down what the centre has to put right until when. Raises `InspectionFault`."""
    locked = Inspection.objects.select_for_update(of=("self",)).select_related("centre").get(pk=inspection.pk)
    if locked.state not in MOVES[Act.FIND][0]:
        raise InspectionFault("findings_closed")
    require_time(due_on, today)
    made = Finding.objects.create(
        inspection=locked,
        centre=locked.centre,
        severity=Finding.Severity(severity),
        words=required(words),
        demand=required(demand),
        due_on=due_on,
        made_by=by,
        made_at=timezone.now(),
    )
    tell(made, "found", by, severity=severity, due_on=f"{due_on}")
    return made


@transaction.atomic
def answer(*, finding: Finding, words: str, by: User, seen_version: int) -> Finding:
    """Say what the centre has done."""
    return move(finding, Acts.ANSWER, words=words, by=by, seen_version=seen_version)


@transaction.atomic
def close(*, finding: Finding, words: str, by: User, today: date, seen_version: int) -> Finding:
    """Say by what one saw that it was put right."""
    return move(finding, Acts.CLOSE, words=words, by=by, seen_version=seen_version, closed_on=today)


@transaction.atomic
def send_back(*, finding: Finding, words: str, by: User, seen_version: int) -> Finding:
    """Say why the answer does not suffice: the finding is open again, and its deadline stays."""
    return move(finding, Acts.RETURN, words=words, by=by, seen_version=seen_version)


@transaction.atomic
def extend(*, finding: Finding, words: str, due_on: date, by: User, today: date, seen_version: int) -> Finding:
    """Give more time, with the reason; an answer that did not suffice is asked for again."""
    require_time(due_on, today)
    return move(finding, Acts.EXTEND, words=words, by=by, seen_version=seen_version, due_on=due_on)


def move(
    finding: Finding,
    act: str,
    *,
    words: str,
    by: User,
    seen_version: int,
    due_on: date | None = None,
    closed_on: date | None = None,
) -> Finding:
    """Move the finding as the table allows, keep what was said, and tell the journal."""
    fresh = Finding.objects.select_for_update(of=("self",)).select_related("centre", "inspection").get(pk=finding.pk)
    before, after, _right = FINDING_MOVES[act]
    if fresh.state not in before:
        raise InspectionFault("finding_moved_on", state=fresh.state)
    if fresh.version != seen_version:
        raise Conflict(fresh, [], "")
    if due_on and due_on <= fresh.due_on:
        raise InspectionFault("no_more_time")
    said, was = required(words), fresh.due_on
    fresh.state, fresh.due_on, fresh.closed_on = after, due_on or was, closed_on
    fresh.version += 1
    fresh.save()
    FindingMove.objects.create(
        finding=fresh, act=act, words=said, due_before=was, due_after=fresh.due_on, made_by=by, made_at=timezone.now()
    )
    tell(fresh, f"finding_{act}", by, said, due_on=f"{fresh.due_on}")
    return fresh


def overdue(rows: QuerySet[Finding], today: date) -> QuerySet[Finding]:
    """Return the findings whose day is over and that nobody closed; one that is answered waits for the inspector."""
    return rows.filter(state=Finding.State.OPEN, due_on__lt=today)


def require_time(due_on: date, today: date) -> None:
    """Refuse a deadline that is over, and one that is no deadline."""
    if due_on <= today:
        raise InspectionFault("past")
    if due_on > today + LONGEST:
        raise InspectionFault("too_far")


def tell(finding: Finding, verb: str, by: User, reason: str = "", **details: object) -> None:
    """Write the act into the journal of the centre."""
    known = {"finding": finding.pk, "inspection": finding.inspection.code, **details}
    write(actor=by.actor, verb=verb, kind="centre", subject=finding.centre.code, reason=reason, details=known)
