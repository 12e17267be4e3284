"""Today: what is overdue, due today and due in the next seven days, by urgency, on the first page of who works."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.daily.due import KINDS, OVERDUE, SPANS, THIS_WEEK, TODAY, pressing_first
from hamdeli.casework.daily.names import names_of
from hamdeli.desk.casework.daily.lines import MANNERS, Line, line
from hamdeli.journal.writing import record_look

SHOWN = {OVERDUE: 5, TODAY: 10, THIS_WEEK: 5}
# Steps of plans are dated roughly, and often the family's own: what somebody waits for comes before them.
LAST = "steps"
TITLES = {OVERDUE: _("Overdue"), TODAY: _("Today"), THIS_WEEK: _("Next seven days")}
WORDS = {OVERDUE: "overdue", TODAY: "today", THIS_WEEK: "week"}
NONE = {
    OVERDUE: _("Nothing is overdue."),
    TODAY: _("Nothing is due today."),
    THIS_WEEK: _("Nothing is due in the next seven days."),
}


@dataclass(frozen=True)
class Count:
    """How much of one kind there is in a span, and the list of it."""

    label: Any
    icon: str
    count: int
    url: str


@dataclass
class Span:
    """One span of days: its most pressing lines, and how much of each kind there is."""

    key: str
    title: Any
    empty: Any
    counts: list[Count] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How much there is altogether."""
        return sum(each.count for each in self.counts)

    @property
    def more(self) -> int:
        """How much is not shown here."""
        return self.total - len(self.lines)


def today_for(user: User, today: date) -> list[Span]:
    """Return what is due for `user`, one query a kind, and note the look at the names; nothing for who does no work."""
    if not user.has(Right.WORK):
        return []
    rows = {
        key: list(pressing_first(kind.rows(user), today, SHOWN[OVERDUE], SHOWN[TODAY]))
        for key, kind in KINDS.items()
        if user.has(kind.right)
    }
    spans = {span: Span(WORDS[span], TITLES[span], NONE[span]) for span in SPANS}
    files = [file for key, some in rows.items() for row in some if (file := MANNERS[key].file(row))]
    names = names_of(files, user)
    for key, some in rows.items():
        count(spans, key, some)
        for row in some:
            spans[row.span].lines.append(line(key, row, names))
    for place, span in spans.items():
        span.lines = sorted(span.lines, key=lambda each: (not each.pressing, each.kind == LAST, each.due))[
            : SHOWN[place]
        ]
    shown = {each.code for span in spans.values() for each in span.lines if each.name}
    record_look(actor=user.actor, kind="case_file", subjects=sorted(shown))
    return list(spans.values())


def count(spans: dict[int, Span], key: str, rows: list[Any]) -> None:
    """Add to each span how much of one kind there is in it."""
    many = {row.span: row.many for row in rows}
    for span, number in many.items():
        url = f"{reverse('desk:due', kwargs={'kind': key})}?when={WORDS[span]}"
        spans[span].counts.append(Count(MANNERS[key].label, MANNERS[key].icon, number, url))
