"""Delivery lists: who is to receive the same thing at one door, made by one person and approved by another."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.casework.aiding.codes import new_codes
from hamdeli.casework.aiding.doubling import standing, within_period
from hamdeli.casework.aiding.faults import AidFault
from hamdeli.casework.aiding.giving import MOST_WORTH
from hamdeli.casework.models import Aid, AidKind, CaseFile, Delivery, DeliveryLine
from hamdeli.centres.models import Centre
from hamdeli.journal.writing import write

BATCH = 1000


@dataclass(frozen=True)
class Whom:
    """Which of a centre's families: main need, lowest priority, members, and who got nothing of `kind` since a day."""

    need: str = ""
    priority: int | None = None
    members_from: int | None = None
    members_to: int | None = None
    nothing_since: date | None = None


@dataclass(frozen=True)
class What:
    """What is delivered: worth of each in rials, from which source (a word), on which day."""

    title: str
    kind: AidKind
    worth: int
    source: str
    on: date


def families(centre: Centre, whom: Whom, kind: AidKind) -> QuerySet[CaseFile]:
    """Return the active files that `centre` carries and that fit `whom`."""
    files = CaseFile.objects.active().filter(centre=centre)
    wanted = {
        "need": whom.need or None,
        "priority__gte": whom.priority,
        "household__members_count__gte": whom.members_from,
        "household__members_count__lte": whom.members_to,
    }
    files = files.filter(**{name: value for name, value in wanted.items() if value is not None})
    if whom.nothing_since is None:
        return files
    had = standing().filter(kind=kind, given_on__gte=whom.nothing_since, household=OuterRef("household"))
    return files.exclude(Exists(had))


def doubled(files: QuerySet[CaseFile], kind: AidKind, on: date) -> QuerySet[CaseFile]:
    """Return those of `files` whose household has had `kind` within its period."""
    return files.filter(Exists(within_period(kind, on).filter(household=OuterRef("household"))))


@transaction.atomic
def make_list(*, centre: Centre, whom: Whom, what: What, keep_doubled: str = "", author: User) -> Delivery:
    """Make the list. Families that have had the same kind are left out; with `keep_doubled`, a reason, they stay."""
    if not what.source.strip() or not what.title.strip():
        raise AidFault("reason_missing")
    if not (1 if what.kind.money else 0) <= what.worth <= MOST_WORTH:
        raise AidFault("nothing" if what.worth < 1 else "too_much")
    files = families(centre, whom, what.kind)
    twice = set(doubled(files, what.kind, what.on).values_list("pk", flat=True))
    chosen = [
        pk for pk in files.order_by("code").values_list("pk", flat=True) if keep_doubled.strip() or pk not in twice
    ]
    if not chosen:
        raise AidFault("list_empty")
    delivery = Delivery.objects.create(
        title=what.title.strip(),
        centre=centre,
        kind=what.kind,
        worth=what.worth,
        source=what.source.strip(),
        on=what.on,
        author=author,
        made_at=timezone.now(),
    )
    add_lines(delivery, chosen, twice, keep_doubled.strip())
    details = {"rows": len(chosen), "doubled": len(twice), "aid_kind": what.kind.code}
    note(delivery, "made_list", author, details, reason=keep_doubled.strip() if twice else "")
    return delivery


def add_lines(delivery: Delivery, files: list[int], twice: set[int], reason: str) -> None:
    """Add a line with a code for each of `files`."""
    lines = (
        DeliveryLine(delivery=delivery, case_file_id=pk, code=code, override_reason=reason[:200] if pk in twice else "")
        for pk, code in zip(files, new_codes(len(files)), strict=True)
    )
    DeliveryLine.objects.bulk_create(lines, batch_size=BATCH)


@transaction.atomic
def approve_list(*, delivery: Delivery, by: User) -> Delivery:
    """Approve the list: another than who made it."""
    fresh = locked(delivery, Delivery.State.DRAFT)
    if fresh.author_id == by.pk:
        raise AidFault("list_own")
    fresh.approver, fresh.state = by, Delivery.State.APPROVED
    return keep(fresh, "approved_list", by)


@transaction.atomic
def close_list(*, delivery: Delivery, by: User) -> Delivery:
    """Close the list: from now on nobody receives anything by it. The journal keeps who did not come, by file code."""
    fresh = locked(delivery, Delivery.State.APPROVED)
    fresh.state, fresh.closed_at = Delivery.State.CLOSED, timezone.now()
    absent = list(not_come(fresh).order_by("case_file__code").values_list("case_file__code", flat=True))
    return keep(fresh, "closed_list", by, {"absent": len(absent), "files": absent})


@transaction.atomic
def discard_list(*, delivery: Delivery, by: User) -> None:
    """Throw a list away that nobody has approved."""
    fresh = locked(delivery, Delivery.State.DRAFT)
    note(fresh, "discarded_list", by, {})
    fresh.lines.all().delete()
    fresh.delete()


def served(delivery: Delivery) -> QuerySet[DeliveryLine]:
    """Return the lines whose families received it."""
    return delivery.lines.filter(Exists(standing().filter(line=OuterRef("pk"))))


def not_come(delivery: Delivery) -> QuerySet[DeliveryLine]:
    """Return the lines whose families have not received it."""
    return delivery.lines.exclude(Exists(standing().filter(line=OuterRef("pk"))))


def locked(delivery: Delivery, state: str) -> Delivery:
    """Return the list as it is now, held until the end; `AidFault` unless it is in `state`."""
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("kind", "centre")
    fresh = rows.filter(pk=delivery.pk).first()
    if fresh is None or fresh.state != state:
        raise AidFault("list_state", state=fresh.state if fresh else Delivery.State.CLOSED.value)
    return fresh


def keep(delivery: Delivery, verb: str, by: User, details: dict[str, Any] | None = None) -> Delivery:
    """Save the list and tell the journal."""
    delivery.version += 1
    delivery.save()
    note(delivery, verb, by, details or {})
    return delivery


def note(delivery: Delivery, verb: str, by: User, details: dict[str, Any], reason: str = "") -> None:
    """Tell the journal about the list."""
    told = {"centre": delivery.centre.code, **details}
    write(actor=by.actor, verb=verb, kind="delivery", subject=f"{delivery.pk}", reason=reason, details=told)


def aid_of(line: DeliveryLine) -> Aid | None:
    """Return what the family of `line` received by it, or None."""
    return standing(line.aid.all()).select_related("giver").first()
