"""Today: what is overdue, due today and due in the next seven days, by urgency, on the first page of who works."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from heapq import nsmallest
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.casework.daily.due import DAYS, KINDS, OVERDUE, SPANS, THIS_WEEK, TODAY, Due, due_this_week, rows_of
from hamdeli.desk.casework.daily.lines import MANNERS, Line, lines_of

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
    """Return what is due for `user`, and note the look at the names; nothing for who does no work."""
    if not any(user.has(right) for right in DAYS):
        return []
    found: dict[int, list[Due]] = {span: [] for span in SPANS}
    for each in due_this_week(user):
        found[each.span(today)].append(each)
    chosen = [each for span, some in found.items() for each in nsmallest(SHOWN[span], some, key=urgency)]
    rows = rows_of(user, chosen)
    lines = lines_of([(each.kind, row) for each, row in rows], user)
    spans = {span: Span(WORDS[span], TITLES[span], NONE[span], counts(span, some)) for span, some in found.items()}
    for (each, _row), line in zip(rows, lines, strict=True):
        spans[each.span(today)].lines.append(line)
    return list(spans.values())


def urgency(each: Due) -> tuple[Any, ...]:
    """Return the place of something due in its span: what presses first, steps of plans last, the oldest first."""
    return (not each.pressing, each.kind == LAST, each.on, each.kind, each.pk)


def counts(span: int, some: Iterable[Due]) -> list[Count]:
    """Return how much of each kind there is in a span."""
    many = Counter(each.kind for each in some)
    return [
        Count(
            MANNERS[kind].label,
            MANNERS[kind].icon,
            many[kind],
            f"{reverse('desk:due', kwargs={'kind': kind})}?when={WORDS[span]}",
        )
        for kind in KINDS
        if many[kind]
    ]
