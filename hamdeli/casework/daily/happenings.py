"""The kinds of events in the life of a file, and how each is read: one query a kind, bounded."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import DateTimeField, QuerySet
from django.utils import timezone

from hamdeli.casework.daily import told
from hamdeli.casework.models import (
    AdmissionStep,
    Aid,
    CaseFile,
    Counselling,
    Decision,
    Document,
    Exit,
    FollowUp,
    Note,
    Onward,
    Plan,
    Referral,
    Review,
    Score,
    Screening,
    Step,
    Task,
    Visit,
)

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Event:
    """One thing that happened: its day and moment, its kind, what it is called, what was written, and by whom."""

    on: date
    at: datetime
    kind: str
    subject_id: int
    title: Any
    text: str = ""
    by: Any = None


@dataclass(frozen=True)
class Happening:
    """How one kind is read.

    `when` names the field with the day or the moment, `moment` one that orders the events of a day, `by` the user who
    did it, `joined` what else is read along. `title` and `text` tell of a row; `text` for those who may read it.
    """

    kind: str
    rows: Callable[[CaseFile], QuerySet[Any]]
    when: str
    by: str
    title: Callable[[Any], Any]
    text: Callable[[Any], str] = told.nothing
    moment: str = ""
    joined: tuple[str, ...] = ()

    def read(self, case_file: CaseFile, *, before: date | None, on: date | None, most: int, reads: bool) -> list[Event]:
        """Return the newest events before a day, or those on one day alone; at most `most`."""
        rows = self.rows(case_file).select_related(*(name for name in (self.by, *self.joined) if name))
        dated = isinstance(rows.model._meta.get_field(self.when), DateTimeField)
        narrowed = rows.filter(**{f"{self.when}__isnull": False}, **days(self.when, dated, before, on))
        return [self.event(row, reads) for row in narrowed.order_by(f"-{self.when}", "-pk")[:most]]

    def event(self, row: Any, reads: bool) -> Event:
        """Return the event that `row` tells of."""
        happened = getattr(row, self.when)
        day = timezone.localdate(happened) if isinstance(happened, datetime) else happened
        at = getattr(row, self.moment) if self.moment else happened
        at = at if isinstance(at, datetime) else datetime.combine(day, time(), UTC)
        by = getattr(row, self.by) if self.by else None
        return Event(day, at, self.kind, row.pk, self.title(row), self.text(row) if reads else "", by)


def days(field: str, dated: bool, before: date | None, on: date | None) -> dict[str, Any]:
    """Return the conditions on a day (or, `dated`, a moment in local time): before a day, or on one."""
    if on is not None:
        return {f"{field}__gte": begun(on), f"{field}__lt": begun(on + DAY)} if dated else {field: on}
    if before is None:
        return {}
    return {f"{field}__lt": begun(before) if dated else before}


def begun(day: date) -> datetime:
    """Return the moment at which a day begins here."""
    return timezone.make_aware(datetime.combine(day, time()))


_ALL = (
    Happening(
        "referral", lambda file: Referral.objects.filter(case_file=file), "received_at", "received_by", told.referral
    ),
    Happening(
        "admission",
        lambda file: AdmissionStep.objects.filter(admission__case_file=file),
        "done_at",
        "done_by",
        told.step,
    ),
    Happening("document", lambda file: Document.objects.filter(case_file=file), "added_at", "added_by", told.document),
    Happening("score", lambda file: Score.objects.filter(case_file=file), "made_at", "made_by", told.score),
    Happening(
        "decision",
        lambda file: Decision.objects.filter(case_file=file),
        "decided_at",
        "author",
        told.decision,
        told.note_of,
    ),
    Happening(
        "visit",
        lambda file: Visit.objects.filter(case_file=file, state=Visit.State.DONE),
        "done_on",
        "visitor",
        told.visit,
        told.facts,
        moment="done_at",
    ),
    Happening(
        "screening",
        lambda file: Screening.objects.filter(case_file=file, restricted=False),
        "done_on",
        "made_by",
        told.screening,
        moment="made_at",
        joined=("edition__questionnaire",),
    ),
    Happening(
        "counselling",
        lambda file: Counselling.objects.filter(case_files=file),
        "held_on",
        "counsellor",
        told.counselling,
        moment="made_at",
    ),
    Happening(
        "plan", lambda file: Plan.objects.filter(case_file=file), "begun_on", "made_by", told.plan, moment="made_at"
    ),
    Happening(
        "plan_step",
        lambda file: Step.objects.filter(goal__plan__case_file=file),
        "done_on",
        "done_by",
        told.plan_step,
        told.evidence,
    ),
    Happening(
        "review",
        lambda file: Review.objects.filter(plan__case_file=file),
        "on",
        "made_by",
        told.review,
        told.words,
        moment="made_at",
    ),
    Happening(
        "aid",
        lambda file: Aid.objects.filter(case_file=file),
        "given_on",
        "giver",
        told.aid,
        moment="made_at",
        joined=("kind",),
    ),
    Happening(
        "onward",
        lambda file: Onward.objects.filter(case_file=file),
        "made_at",
        "made_by",
        told.onward,
        told.outcome,
        joined=("receiver",),
    ),
    Happening("task", lambda file: Task.objects.filter(case_file=file), "done_at", "done_by", told.task, told.result),
    Happening(
        "note",
        lambda file: Note.objects.filter(case_file=file),
        "about_on",
        "made_by",
        told.note,
        told.unsealed,
        moment="made_at",
    ),
    Happening(
        "exit",
        lambda file: Exit.objects.filter(case_file=file),
        "on",
        "author",
        told.end,
        told.note_of,
        moment="made_at",
    ),
    Happening(
        "follow_up",
        lambda file: FollowUp.objects.filter(exit__case_file=file),
        "done_on",
        "done_by",
        told.follow_up,
        told.note_of,
    ),
)
HAPPENINGS: dict[str, Happening] = {happening.kind: happening for happening in _ALL}
JUDGEMENTS = frozenset({"referral", "admission", "document", "score", "decision", "screening", "counselling"})
"""The kinds that tell how a family was judged, what was brought for it, or what harms were looked for."""
BESIDE_JUDGEMENTS: dict[str, Happening] = {
    **{kind: happening for kind, happening in HAPPENINGS.items() if kind not in JUDGEMENTS},
    "visit": replace(HAPPENINGS["visit"], text=told.facts_beside_weighing),
    "exit": replace(HAPPENINGS["exit"], title=told.ended, text=told.nothing),
    "follow_up": replace(HAPPENINGS["follow_up"], title=told.looked_after, text=told.nothing),
}
