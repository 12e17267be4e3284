"""Planning a visit, moving it to another day or visitor, and cancelling it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.access import as_of_now
from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.models import CaseFile, Visit
from hamdeli.casework.visiting.faults import VisitFault
from hamdeli.casework.visiting.outcomes import FITS
from hamdeli.casework.visiting.visitors import require_by, require_supervisor, require_visitor
from hamdeli.journal.changing import change
from hamdeli.journal.once import once
from hamdeli.journal.writing import write
from hamdeli.persian.letters import clean

FARTHEST = timedelta(days=366)
KIND = "visit"
REGULAR = Visit.Purpose.REGULAR


def plan_visit(
    *,
    case_file: CaseFile,
    visitor: User,
    planned_on: date,
    by: User,
    key: str,
    today: date,
    purpose: str = REGULAR,
    supervisor: User | None = None,
    official: str = "",
) -> Visit:
    """Plan one visit and return it. Raises `VisitFault`, or `KeyUsedOtherwise`."""
    (visit,) = plan_visits(
        case_files=[case_file],
        visitor=visitor,
        planned_on=planned_on,
        by=by,
        key=key,
        today=today,
        purpose=purpose,
        supervisor=supervisor,
        official=official,
    )
    return visit


@transaction.atomic
def plan_visits(
    *,
    case_files: Sequence[CaseFile],
    visitor: User,
    planned_on: date,
    by: User,
    key: str,
    today: date,
    purpose: str = REGULAR,
    supervisor: User | None = None,
    official: str = "",
) -> list[Visit]:
    """Plan a visit of `visitor` to each family on one day, all or none; asked again with the same key, once.

    `supervisor` is named where the visitor is a volunteer; `official` is who comes along: name and post.
    """
    codes = sorted({case_file.code for case_file in case_files})
    if not codes:
        raise VisitFault("nothing")
    check_day(planned_on, today)
    told = {"official": clean(official)[:120], "purpose": purpose, "planned_on": planned_on}
    keys = once(
        key=key,
        actor=by.actor,
        purpose="plan_visits",
        body=[codes, visitor.pk, supervisor.pk if supervisor else None, *map(str, told.values())],
        act=lambda: plan_each(codes, visitor, supervisor, by, told),
    )
    found = Visit.objects.in_bulk(keys)
    return [found[pk] for pk in keys]


def plan_each(codes: list[str], visitor: User, supervisor: User | None, by: User, told: dict[str, Any]) -> list[int]:
    """Store the visits of locked files and return their primary keys."""
    files = locked_files(codes)
    people = as_of_now(visitor), as_of_now(supervisor) if supervisor else None, as_of_now(by)
    for case_file in files:
        check(case_file, *people, told)
    at = timezone.now()
    common = {"visitor": visitor, "supervisor": supervisor, "made_by": by, "made_at": at, **told}
    visits = [Visit.objects.create(case_file=case_file, **common) for case_file in files]
    details: dict[str, Any] = {
        "visitor": visitor.username,
        "planned_on": str(told["planned_on"]),
        "purpose": str(told["purpose"]),
    }
    details |= {"subjects": codes} if len(codes) > 1 else {}
    subject = codes[0] if len(codes) == 1 else str(len(codes))
    write(actor=by.actor, verb="visit_planned", kind="case_file", subject=subject, details=details)
    return [visit.pk for visit in visits]


def locked_files(codes: Sequence[str]) -> list[CaseFile]:
    """Lock the files with these codes, in the order of the codes, and return them with their centres."""
    rows = CaseFile.objects.filter(code__in=codes).select_for_update(of=("self",), no_key=True)
    return list(rows.select_related("centre").order_by("code"))


def check(case_file: CaseFile, visitor: User, supervisor: User | None, by: User, told: dict[str, Any]) -> None:
    """Refuse a visit that cannot be planned for this file."""
    require_planner(by, visitor, case_file)
    require_visitor(visitor, case_file)
    require_supervisor(visitor, supervisor, case_file)
    if case_file.state not in FITS.get(told["purpose"], ()):
        raise VisitFault("purpose_state", file=case_file.code)
    require_free(case_file, told["planned_on"])


def require_planner(by: User, visitor: User, case_file: CaseFile) -> None:
    """Refuse unless `by` plans for himself, or says who works on the file."""
    own = by.pk == visitor.pk
    require_by(by, case_file, *((Right.WORK, Right.ASSIGN) if own else (Right.ASSIGN,)))


def require_free(case_file: CaseFile, day: date) -> None:
    """Refuse a second planned visit to the family on one day."""
    if Visit.objects.filter(case_file=case_file, planned_on=day, state=Visit.State.PLANNED).exists():
        raise VisitFault("planned_already", file=case_file.code)


def check_day(day: date, today: date) -> None:
    """Refuse a day that is over, or more than a year away."""
    if day < today:
        raise VisitFault("day_past")
    if day > today + FARTHEST:
        raise VisitFault("day_far")


@transaction.atomic
def move_visit(
    *,
    visit: Visit,
    planned_on: date,
    by: User,
    seen_version: int,
    today: date,
    visitor: User | None = None,
    supervisor: User | None = None,
) -> Visit:
    """Move a planned visit to another day and, if given, to another visitor. Raises `VisitFault` or `Conflict`.

    With a new visitor the supervisor is asked for anew; without, the old one stays.
    """
    check_day(planned_on, today)
    fresh = opened(visit)
    now, goes = as_of_now(by), as_of_now(visitor) if visitor else fresh.visitor
    handed_on = goes.pk != fresh.visitor_id
    for visitor_of in {fresh.visitor, goes}:
        require_planner(now, visitor_of, fresh.case_file)
    watches = supervisor if handed_on else fresh.supervisor
    if handed_on:
        require_visitor(goes, fresh.case_file)
        require_supervisor(goes, as_of_now(supervisor) if supervisor else None, fresh.case_file)
    if planned_on != fresh.planned_on:
        require_free(fresh.case_file, planned_on)
    values = {"planned_on": planned_on, "visitor": goes, "supervisor": watches, "order": None}
    return changed(fresh, values, by=by, seen_version=seen_version, verb="visit_moved")


@transaction.atomic
def cancel_visit(*, visit: Visit, why: str, by: User, seen_version: int) -> Visit:
    """Cancel a planned visit, with the reason. Raises `VisitFault` or `Conflict`."""
    why = clean(why)[:200]
    if not why:
        raise VisitFault("why_missing")
    fresh = opened(visit)
    require_planner(as_of_now(by), fresh.visitor, fresh.case_file)
    values = {"state": Visit.State.CANCELLED, "cancelled_why": why}
    return changed(fresh, values, by=by, seen_version=seen_version, verb="visit_cancelled", reason=why)


def opened(visit: Visit) -> Visit:
    """Lock the file and its visit, and return the visit; refuse one that is not planned any more."""
    locked_files([visit.case_file.code])
    rows = Visit.objects.select_for_update(of=("self",)).select_related("case_file__centre", "visitor", "supervisor")
    fresh = rows.get(pk=visit.pk)
    require_planned(fresh)
    return fresh


def require_planned(visit: Visit) -> None:
    """Refuse a visit that is done or cancelled, and say who and when, or why."""
    if visit.state == Visit.State.DONE:
        at = visit.done_at.isoformat(timespec="minutes") if visit.done_at else ""
        raise VisitFault("done_already", by=visit.visitor.username, at=at)
    if visit.state == Visit.State.CANCELLED:
        raise VisitFault("cancelled", why=visit.cancelled_why)


def changed(visit: Visit, values: dict[str, Any], *, by: User, seen_version: int, verb: str, reason: str = "") -> Visit:
    """Save `values` into a visit that was seen as it is, and tell the journal."""
    return change(
        visit,
        seen_version=seen_version,
        values=values,
        actor=by.actor,
        verb=verb,
        kind=KIND,
        subject=str(visit.pk),
        reason=reason,
    )
