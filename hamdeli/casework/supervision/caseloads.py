"""What a supervisor sees at a glance, counted by grouped queries: as many for twenty files as for two thousand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.admission.decision_access import visible_drafts
from hamdeli.casework.models import CaseFile, DecisionDraft, Plan, Review, State, Step, Task
from hamdeli.casework.supervision.access import supervised, through_file

STILL_DAYS = 90
"""A plan in which nothing moved for so many days."""


@dataclass
class Load:
    """What one worker has: files under support, visits overdue, plans that stand still, tasks overdue."""

    worker: User | None
    files: int = 0
    overdue: int = 0
    still: int = 0
    tasks: int = 0


@dataclass
class Overview:
    """The whole of what a supervisor answers for."""

    loads: list[Load] = field(default_factory=list)
    to_approve: int = 0

    def total(self, name: str) -> int:
        """Return the sum of one column."""
        return sum(getattr(load, name) for load in self.loads)

    @property
    def totals(self) -> dict[str, int]:
        """The sums of all columns."""
        return {name: self.total(name) for name in ("files", "overdue", "still", "tasks")}


def overview(user: User, today: date) -> Overview:
    """Return the caseloads of all workers whose files `user` supervises."""
    files = supervised(user).filter(state=State.ACTIVE)
    loads: dict[int | None, Load] = {}
    for key, number, late in (
        files.order_by()
        .values_list("worker")
        .annotate(files=Count("pk"), overdue=Count("pk", filter=Q(next_visit_on__lt=today)))
    ):
        loads[key] = Load(None, files=number, overdue=late)
    count_into(loads, "still", still_plans(user, today).order_by().values_list("case_file__worker"))
    count_into(loads, "tasks", overdue_tasks(user, today).order_by().values_list("owner"))
    named = User.objects.in_bulk([key for key in loads if key])
    for key, load in loads.items():
        load.worker = named.get(key) if key else None
    ordered = sorted(loads.values(), key=lambda load: (load.worker is not None, -load.overdue, -load.files))
    waiting = visible_drafts(user).filter(state=DecisionDraft.State.OPEN).count()
    return Overview(ordered, waiting)


def count_into(loads: dict[int | None, Load], name: str, rows: QuerySet[Any, Any]) -> None:
    """Add the number of `rows` of each worker to their load."""
    for key, number in rows.annotate(number=Count("pk")):
        setattr(loads.setdefault(key, Load(None)), name, number)


def still_plans(user: User, today: date) -> QuerySet[Plan]:
    """Return the open plans in which no step was done and no review held for ninety days."""
    since = today - timedelta(days=STILL_DAYS)
    done = Step.objects.filter(goal__plan=OuterRef("pk"), done_on__gte=since)
    looked = Review.objects.filter(plan=OuterRef("pk"), on__gte=since)
    plans = Plan.objects.filter(
        through_file(user, Right.SUPERVISE),
        state=Plan.State.OPEN,
        exempt="",
        begun_on__lt=since,
        case_file__state=State.ACTIVE,
    )
    return plans.filter(~Exists(done), ~Exists(looked))


def overdue_tasks(user: User, today: date) -> QuerySet[Task]:
    """Return the tasks on supervised files that should be done."""
    return Task.objects.filter(through_file(user, Right.SUPERVISE), done_at__isnull=True, due_on__lt=today)


def overdue_files(user: User, today: date) -> QuerySet[CaseFile]:
    """Return the supervised files whose visit is overdue."""
    return supervised(user).filter(state=State.ACTIVE, next_visit_on__lt=today)
