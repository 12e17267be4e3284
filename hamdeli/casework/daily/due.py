"""What is due for somebody: tasks, visits, steps of plans, referrals, admissions, checks to answer; one query a kind.

Every kind is a query set whose rows have `due` (a day) and `pressing`. The first page asks for days and keys only
(`due_this_week`), chooses, and then reads the few rows that it shows (`rows_of`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from hamdeli.accounts import standing
from hamdeli.accounts.models import User
from hamdeli.accounts.roles import OWN_FILES_ROLES, Right
from hamdeli.accounts.scopes import scope
from hamdeli.casework.daily import admission_due
from hamdeli.casework.models import CaseFile, Check, Goal, Plan, Step, Task, Visit
from hamdeli.casework.onward.access import waiting_for

WEEK = timedelta(days=7)
OVERDUE, TODAY, THIS_WEEK = 0, 1, 2
SPANS = (OVERDUE, TODAY, THIS_WEEK)


def tasks(user: User) -> QuerySet[Any]:
    """Return the open tasks of `user`, as far as a post still reaches their files."""
    mine = Task.objects.filter(reach(user, "case_file__"), owner=user, done_at__isnull=True)
    rows = mine.annotate(due=F("due_on"), pressing=F("urgent")).select_related("case_file__centre")
    return rows.only("title", "title_en", "case_file", *brief("case_file__"))


def planned_visits(user: User) -> QuerySet[Any]:
    """Return the visits that `user` is to make."""
    mine = Visit.objects.filter(reach(user, "case_file__"), visitor=user, state=Visit.State.PLANNED)
    pressing = Case(When(purpose=Visit.Purpose.URGENT, then=Value(True)), default=Value(False))
    rows = mine.annotate(due=F("planned_on"), pressing=pressing).select_related("case_file__centre")
    return rows.only("purpose", "case_file", *brief("case_file__"))


def files_to_visit(user: User) -> QuerySet[Any]:
    """Return the files of `user` whose next visit is due and not planned; never visited counts from the opening."""
    planned = Visit.objects.filter(case_file=OuterRef("pk"), state=Visit.State.PLANNED)
    mine = CaseFile.objects.active().filter(own(user, ""), reach(user, "")).filter(~Exists(planned))
    return (
        mine.annotate(due=Coalesce("next_visit_on", "opened_on"), pressing=Value(False))
        .select_related("centre")
        .only(*brief(""))
    )


def plan_steps(user: User) -> QuerySet[Any]:
    """Return the open steps of the open plans of the files of `user`."""
    path = "goal__plan__case_file__"
    mine = Step.objects.filter(own(user, path), reach(user, path), done_on__isnull=True, dropped_on__isnull=True)
    mine = mine.filter(goal__plan__state=Plan.State.OPEN, goal__state=Goal.State.OPEN)
    rows = mine.annotate(due=F("due_on"), pressing=Value(False)).select_related("goal__plan__case_file__centre")
    return rows.only("title", "title_en", "goal__plan__case_file", *brief(path))


def onward_to_answer(user: User) -> QuerySet[Any]:
    """Return the referrals that wait for a word of `user`."""
    rows = waiting_for(user).annotate(due=F("answer_by"), pressing=Value(False)).select_related("sender", "receiver")
    return rows.only("code", "speciality", "state", "sender__name", "receiver__name")


def checks_to_answer(user: User) -> QuerySet[Any]:
    """Return the files of `user` that a supervisor returned with a comment."""
    returned = Check.objects.filter(found=Check.Found.RETURNED, answered_at__isnull=True)
    mine = returned.filter(own(user, "case_file__"), reach(user, "case_file__"))
    rows = mine.annotate(due=F("checked_at__date"), pressing=Value(True)).select_related("case_file__centre")
    return rows.only("comment", "case_file", *brief("case_file__"))


def brief(path: str) -> list[str]:
    """Return the fields of the file at `path` that a line needs; a row with all of them costs a busy page its bar."""
    names = ("code", "household", "discreet", "keeper", "worker", "aide", "province", "county", "centre__code")
    return [f"{path}{name}" for name in names]


def own(user: User, path: str) -> Q:
    """Return the condition that the file at `path` is one on which `user` works or helps.

    Which of the two is read from the posts held now, so that one index answers.
    """
    helps = {post.role in OWN_FILES_ROLES for post in user.posts_now}
    mine = Q(**{f"{path}worker": user}) if helps != {True} else Q()
    return mine | Q(**{f"{path}aide": user}) if True in helps else mine


def reach(user: User, path: str) -> Q:
    """Return the condition that `user` sees the file at `path` now."""
    names = {name: f"{path}{name}" for name in ("province", "county", "aide")}
    return scope(user, Right.SEE_FILES, centre=f"{path}centre__code", **names)


@dataclass(frozen=True)
class DueKind:
    """One kind of what is due: its rows, and the right without which there are none."""

    key: str
    rows: Callable[[User], QuerySet[Any]]
    right: Right = Right.WORK
    last: bool = False
    """Whether it comes after all else in its span."""

    def this_week(self, user: User) -> QuerySet[Any]:
        """Return the keys, days, pressure and spans of what is overdue for `user`, due today or in seven days."""
        today = timezone.localdate()
        span = Case(When(due__lt=today, then=OVERDUE), When(due=today, then=TODAY), default=THIS_WEEK)
        due = self.rows(user).filter(due__lte=today + WEEK).annotate(span=span, last=Value(self.last))
        keys: QuerySet[Any] = due.values_list("pk", "due", "pressing", "span", "last")
        return keys


KINDS: dict[str, DueKind] = {
    kind.key: kind
    for kind in (
        DueKind("checks", checks_to_answer),
        DueKind("tasks", tasks),
        DueKind("visits", planned_visits),
        DueKind("files", files_to_visit),
        # Steps of plans are dated roughly, and often the family's own: what somebody waits for comes before them.
        DueKind("steps", plan_steps, last=True),
        DueKind("onward", onward_to_answer, Right.REFER_ON),
        DueKind("appeals", admission_due.appeals, Right.DECIDE),
        DueKind("drafts", admission_due.drafts, Right.DECIDE),
        DueKind("referrals", admission_due.referrals, Right.ADMIT),
        DueKind("admissions", admission_due.admissions, Right.REFER),
        DueKind("enquiries", admission_due.enquiries),
    )
}


def within(rows: QuerySet[Any], span: str, today: date) -> QuerySet[Any]:
    """Return the rows that are overdue, due today, due in the next week, or all (any other `span`)."""
    conditions = {
        "overdue": Q(due__lt=today),
        "today": Q(due=today),
        "week": Q(due__gt=today, due__lte=today + WEEK),
    }
    return rows.filter(conditions[span]) if span in conditions else rows


class Due(NamedTuple):
    """One thing that is due: its kind, the primary key of its row, and its span of days."""

    kind: str
    pk: int
    span: int


@dataclass(frozen=True)
class Day:
    """How much of each kind is due in each span of days, and the most pressing of each span in their order."""

    counts: dict[tuple[int, str], int]
    first: list[Due]


DAYS = frozenset({Right.WORK, Right.ADMIT, Right.DECIDE})
"""Whose day has a list: who works with families, and who leads or decides on admissions."""


CHOSEN = """
WITH due(kind, pk, day, pressing, span, last) AS ({rows}),
placed AS (
    SELECT kind, pk, span, ROW_NUMBER() OVER (PARTITION BY span ORDER BY pressing DESC, last, day, kind, pk) AS place
    FROM due
)
SELECT span, 0 AS place, kind, COUNT(*) FROM due GROUP BY span, kind
UNION ALL
SELECT span, place, kind, pk FROM placed WHERE place <= CASE span WHEN 1 THEN 10 ELSE 5 END
"""
"""Counts, and chooses ten of today and five of each other span: what presses comes first, then the oldest.

In the database, for somebody with many files has more due than a busy page can read."""


def due_this_week(user: User) -> Day:
    """Return what is overdue for `user`, due today or in the next seven days, of every kind that they may see."""
    kinds = [kind for kind in KINDS.values() if user.has(kind.right)]
    found = sorted(standing.rows(user, [kind.this_week for kind in kinds], CHOSEN))
    counts = {(span, kinds[at].key): many for span, place, at, many in found if not place}
    return Day(counts, [Due(kinds[at].key, pk, span) for span, place, at, pk in found if place])


def rows_of(user: User, chosen: Iterable[Due]) -> list[tuple[Due, Any]]:
    """Return the rows of what was chosen, in the order given: one query for each kind that is among them."""
    wanted = list(chosen)
    keys: dict[str, list[int]] = defaultdict(list)
    for each in wanted:
        keys[each.kind].append(each.pk)
    asked = {kind: standing.kept(user, KINDS[kind].rows).filter(pk__in=some) for kind, some in keys.items()}
    rows = {(kind, row.pk): row for kind, found in asked.items() for row in found}
    return [(each, rows[each.kind, each.pk]) for each in wanted if (each.kind, each.pk) in rows]
