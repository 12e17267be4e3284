"""What is due for somebody: tasks, visits, steps of plans, onward referrals, checks to answer; one query a kind.

Every kind is a query set whose rows have `due` (a day) and `pressing`; `pressing_first` takes the first rows of each
span of days, and how many there are, in the same query.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When, Window
from django.db.models.functions import Coalesce, RowNumber

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import OWN_FILES_ROLES, Right
from hamdeli.accounts.scopes import scope
from hamdeli.casework.models import CaseFile, Check, Goal, Onward, Plan, Step, Task, Visit

WEEK = timedelta(days=7)
OVERDUE, TODAY, THIS_WEEK = 0, 1, 2
SPANS = (OVERDUE, TODAY, THIS_WEEK)


def tasks(user: User) -> QuerySet[Any]:
    """Return the open tasks of `user`, as far as a post still reaches their files."""
    mine = Task.objects.filter(reach(user, "case_file__"), owner=user, done_at__isnull=True)
    rows = mine.annotate(due=F("due_on"), pressing=F("urgent")).select_related("case_file__centre")
    return rows.only("title", "case_file", *brief("case_file__"))


def planned_visits(user: User) -> QuerySet[Any]:
    """Return the visits that `user` is to make."""
    mine = Visit.objects.filter(reach(user, "case_file__"), visitor=user, state=Visit.State.PLANNED)
    pressing = Case(When(purpose=Visit.Purpose.URGENT, then=Value(True)), default=Value(False))
    rows = mine.annotate(due=F("planned_on"), pressing=pressing).select_related("case_file__centre")
    return rows.only("purpose", "case_file", *brief("case_file__"))


def files_to_visit(user: User) -> QuerySet[Any]:
    """Return the files of `user` whose next visit is due and not planned."""
    planned = Visit.objects.filter(case_file=OuterRef("pk"), state=Visit.State.PLANNED)
    mine = CaseFile.objects.active().filter(own(user, ""), reach(user, ""), next_visit_on__isnull=False)
    mine = mine.filter(~Exists(planned))
    return mine.annotate(due=F("next_visit_on"), pressing=Value(False)).select_related("centre").only(*brief(""))


def plan_steps(user: User) -> QuerySet[Any]:
    """Return the open steps of the open plans of the files of `user`."""
    path = "goal__plan__case_file__"
    # Written as expressions, so that both databases begin with the few files of `user`: by the days of steps they would
    # read what is due in the whole province.
    rows = Step.objects.annotate(ended=Coalesce("done_on", "dropped_on"), due=Coalesce("due_on", Value(date.max)))
    mine = rows.filter(own(user, path), reach(user, path), ended__isnull=True)
    mine = mine.filter(goal__plan__state=Plan.State.OPEN, goal__state=Goal.State.OPEN)
    rows = mine.annotate(pressing=Value(False)).select_related("goal__plan__case_file__centre")
    return rows.only("title", "goal__plan__case_file", *brief(path))


def onward_to_answer(user: User) -> QuerySet[Any]:
    """Return the referrals that wait for a word of the centres of `user`."""
    centres = {"province": "", "county": ""}
    received = scope(user, Right.REFER_ON, centre="receiver__code", **centres) & Q(state=Onward.State.SENT)
    asked = scope(user, Right.REFER_ON, centre="sender__code", **centres) & Q(state=Onward.State.ASKED)
    mine = Onward.objects.filter(received | asked)
    return mine.annotate(due=F("answer_by"), pressing=Value(False)).select_related("sender", "receiver")


def checks_to_answer(user: User) -> QuerySet[Any]:
    """Return the files of `user` that a supervisor returned with a comment."""
    returned = Check.objects.filter(found=Check.Found.RETURNED, answered_at__isnull=True)
    mine = returned.filter(own(user, "case_file__"), reach(user, "case_file__"))
    return mine.annotate(due=F("checked_at__date"), pressing=Value(True)).select_related("case_file__centre")


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


KINDS: dict[str, DueKind] = {
    kind.key: kind
    for kind in (
        DueKind("checks", checks_to_answer),
        DueKind("tasks", tasks),
        DueKind("visits", planned_visits),
        DueKind("files", files_to_visit),
        DueKind("steps", plan_steps),
        DueKind("onward", onward_to_answer, Right.REFER_ON),
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


def pressing_first(rows: QuerySet[Any], today: date, each: int, of_today: int | None = None) -> list[Any]:
    """Return the first `each` rows of every span up to a week ahead, and the first `of_today` of what is due today.

    `span`, and `many` in that span, stand on every row.
    """
    spans = Case(
        When(due__lt=today, then=Value(OVERDUE)),
        When(due=today, then=Value(TODAY)),
        default=Value(THIS_WEEK),
        output_field=IntegerField(),
    )
    order = [F("pressing").desc(), F("due").asc(), F("pk").asc()]
    counted = rows.filter(due__lte=today + WEEK).annotate(
        span=spans,
        many=Window(Count("pk"), partition_by=[F("span")]),
        place=Window(RowNumber(), partition_by=[F("span")], order_by=order),
    )
    most = {OVERDUE: each, TODAY: of_today or each, THIS_WEEK: each}
    # By places, with a limit: a condition on the place itself would be a query in a query, slow to compose.
    found = counted.order_by("place", "span")[: len(SPANS) * max(most.values())]
    return sorted((row for row in found if row.place <= most[row.span]), key=lambda row: (row.span, row.place))
