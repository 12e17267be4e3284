"""Warnings from the data: what the records of a centre say that somebody should look at.

Each count is one query over all the centres that are asked for, so 421 centres cost what one does. The ledger of money
comes later: until then "money without use" is aid that was approved for a family and not handed out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import models
from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import Post
from hamdeli.accounts.roles import Role
from hamdeli.casework.models import AidProposal, CaseFile, Plan, Visit
from hamdeli.centres.models import Centre
from hamdeli.delegation.models import Mandate, MandateState


class Kind(models.TextChoices):
    """What is warned of."""

    NO_VISIT = "no_visit", _("no visit for a long time")
    NO_PLAN = "no_plan", _("files without a plan")
    VISITS_LATE = "visits_late", _("visits overdue")
    UNANSWERED = "unanswered", _("handovers not answered")
    MONEY = "money", _("money approved and not handed out")
    NO_WORKER = "no_worker", _("no social worker with a post")
    OVER_CAPACITY = "over_capacity", _("more files than places")


@dataclass(frozen=True)
class Thresholds:
    """When a count becomes a warning: the one place where this is said, in days, and a share in percent."""

    no_visit_days: int = 90
    plan_days: int = 60
    plan_percent: int = 75
    late_days: int = 14
    late_percent: int = 20
    answer_days: int = 14
    money_days: int = 60


THRESHOLDS = Thresholds()


@dataclass(frozen=True)
class Counts:
    """What was counted at one centre. `last_visit` is that of the families that it carries now."""

    capacity: int
    files: int = 0
    late: int = 0
    last_visit: date | None = None
    since: date | None = None
    """Since when a visit could be expected: its first acceptance of what it carries, or its opening if later."""
    planless: int = 0
    carried: int = 0
    unanswered: int = 0
    unpaid: int = 0
    unpaid_rials: int = 0
    workers: int = 0


@dataclass(frozen=True)
class Warning:
    """One warning with its numbers: `count` of `of`; `days` without a visit (None: never), `rials` without use."""

    kind: Kind
    count: int = 0
    of: int = 0
    days: int | None = None
    rials: int = 0


def warnings_of(counts: Counts, today: date, than: Thresholds = THRESHOLDS) -> list[Warning]:
    """Return the warnings that the counts of one centre give. Plain Python."""
    return list(judged(counts, today, than))


def judged(counts: Counts, today: date, than: Thresholds) -> Iterator[Warning]:
    """Yield them in the order of `Kind`."""
    days = (today - counts.last_visit).days if counts.last_visit else None
    known = max([day for day in (counts.last_visit, counts.since) if day], default=None)
    if counts.files and known and (today - known).days > than.no_visit_days:
        yield Warning(Kind.NO_VISIT, of=counts.files, days=days)
    if exceeds(counts.planless, counts.files, than.plan_percent):
        yield Warning(Kind.NO_PLAN, counts.planless, counts.files)
    if exceeds(counts.late, counts.files, than.late_percent):
        yield Warning(Kind.VISITS_LATE, counts.late, counts.files)
    if counts.unanswered:
        yield Warning(Kind.UNANSWERED, counts.unanswered, counts.carried)
    if counts.unpaid:
        yield Warning(Kind.MONEY, counts.unpaid, rials=counts.unpaid_rials)
    if counts.files and not counts.workers:
        yield Warning(Kind.NO_WORKER, of=counts.files)
    if counts.carried > counts.capacity:
        yield Warning(Kind.OVER_CAPACITY, counts.carried, counts.capacity)


def exceeds(count: int, of: int, percent: int) -> bool:
    """Say whether `count` is something, and at least so many percent of `of`."""
    return count > 0 and 100 * count >= percent * of


def warnings_for(centres: QuerySet[Centre], today: date, than: Thresholds = THRESHOLDS) -> dict[int, list[Warning]]:
    """Return the warnings of those of `centres` that have any, by primary key, in seven queries."""
    counted = {key: warnings_of(counts, today, than) for key, counts in count(centres, today, than).items()}
    return {key: found for key, found in counted.items() if found}


def count(centres: QuerySet[Centre], today: date, than: Thresholds = THRESHOLDS) -> dict[int, Counts]:
    """Return what is counted at each of `centres`, by primary key."""
    rows = list(centres.order_by().values_list("pk", "code", "capacity", "opened_on"))
    keys = centres.order_by().values("pk")
    files, visits = files_of(keys, today, than), visits_of(keys)
    plans, mandates = planless_of(keys, today, than), mandates_of(keys, today, than)
    money, workers = money_of(keys, today, than), workers_of()
    return {
        key: Counts(
            capacity,
            **files.get(key, {}),
            **since_when(mandates.get(key, {}), opened_on),
            **money.get(key, {}),
            last_visit=visits.get(key),
            planless=plans.get(key, 0),
            workers=workers.get(code, 0),
        )
        for key, code, capacity, opened_on in rows
    }


def files_of(keys: QuerySet[Centre, Any], today: date, than: Thresholds) -> dict[int, dict[str, Any]]:
    """Return by centre: the active files, and those whose next visit is overdue."""
    late = Q(next_visit_on__lt=today - timedelta(days=than.late_days))
    rows = CaseFile.objects.active().filter(centre__in=keys).order_by().values("centre")
    rows = rows.annotate(files=Count("pk"), late=Count("pk", filter=late))
    return {row["centre"]: {"files": row["files"], "late": row["late"]} for row in rows}


def visits_of(keys: QuerySet[Centre, Any]) -> dict[int, date]:
    """Return by centre the day of the last visit to a family that it carries now."""
    done = Visit.objects.filter(state=Visit.State.DONE, case_file__centre__in=keys, case_file__state="active")
    return dict(done.order_by().values_list("case_file__centre").annotate(last=Max("done_on")))


def planless_of(keys: QuerySet[Centre, Any], today: date, than: Thresholds) -> dict[int, int]:
    """Return by centre how many files it carries for longer than a plan may take to make, without an open plan."""
    plans = Plan.objects.filter(case_file=OuterRef("pk"), state=Plan.State.OPEN)
    carried = Mandate.objects.open().filter(case_file=OuterRef("pk"), begun_at__lt=before(today, than.plan_days))
    rows = CaseFile.objects.active().filter(~Exists(plans), Exists(carried), centre__in=keys)
    return dict(rows.order_by().values_list("centre").annotate(many=Count("pk")))


def mandates_of(keys: QuerySet[Centre, Any], today: date, than: Thresholds) -> dict[int, dict[str, Any]]:
    """Return by centre: the open mandates, and those that were offered long ago and not answered."""
    late = Q(state=MandateState.OFFERED, begun_at__lt=before(today, than.answer_days))
    rows = Mandate.objects.open().filter(centre__in=keys).order_by().values("centre")
    rows = rows.annotate(carried=Count("pk"), unanswered=Count("pk", filter=late), accepted=Min("answered_at"))
    told = rows.values_list("centre", "carried", "unanswered", "accepted")
    return {key: {"carried": many, "unanswered": late, "accepted": first} for key, many, late, first in told}


def since_when(counted: dict[str, Any], opened_on: date | None) -> dict[str, Any]:
    """Return what was counted of the mandates of one centre, with the day since which a visit could be expected."""
    counted = dict(counted)
    accepted = counted.pop("accepted", None)
    since = max([timezone.localdate(accepted), opened_on or date.min]) if accepted else None
    return counted | {"since": since}


def money_of(keys: QuerySet[Centre, Any], today: date, than: Thresholds) -> dict[int, dict[str, Any]]:
    """Return by centre: how much aid was approved long ago and not handed out, and its worth in rials."""
    waiting = AidProposal.objects.filter(centre__in=keys, state=AidProposal.State.APPROVED)
    rows = waiting.filter(answered_at__lt=before(today, than.money_days)).order_by().values("centre")
    rows = rows.annotate(unpaid=Count("pk"), rials=Sum("worth"))
    return {row["centre"]: {"unpaid": row["unpaid"], "unpaid_rials": row["rials"]} for row in rows}


def workers_of() -> dict[str, int]:
    """Return by the code of the centre how many social workers hold a post there now."""
    held = Post.objects.held_at(timezone.now()).filter(role=Role.SOCIAL_WORKER)
    return dict(held.order_by().values_list("centre_code").annotate(many=Count("user", distinct=True)))


def before(today: date, days: int) -> datetime:
    """Return the moment at which the day `days` before `today` began."""
    return timezone.make_aware(datetime.combine(today - timedelta(days=days), time.min))
