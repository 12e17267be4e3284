"""Today: what is overdue, due today and due in the next seven days, by urgency, on the first page of who works."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.casework.daily.due import DAYS, KINDS, OVERDUE, SPANS, THIS_WEEK, TODAY, Day, due_this_week, rows_of
from hamdeli.desk.casework.daily.lines import MANNERS, Line, lines_of

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


def today_for(user: User) -> list[Span]:
    """Return what is due for `user`, and note the look at the names; nothing for who does no work."""
    if not any(user.has(right) for right in DAYS):
        return []
    day = due_this_week(user)
    spans = [Span(WORDS[span], TITLES[span], NONE[span], counts(day, span)) for span in SPANS]
    rows = rows_of(user, day.first)
    lines = lines_of([(each.kind, row) for each, row in rows], user)
    for (each, _row), line in zip(rows, lines, strict=True):
        spans[each.span].lines.append(line)
    return spans


def counts(day: Day, span: int) -> list[Count]:
    """Return how much of each kind there is in a span."""
    return [
        Count(
            MANNERS[kind].label,
            MANNERS[kind].icon,
            day.counts[span, kind],
            f"{reverse('desk:due', kwargs={'kind': kind})}?when={WORDS[span]}",
        )
        for kind in KINDS
        if (span, kind) in day.counts
    ]
