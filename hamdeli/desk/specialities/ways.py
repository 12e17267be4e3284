"""The tabs over the pages about specialities, and pages of lists that are computed and not stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.insight.access import sees_a_place

SIZE = 50
WAYS = (
    ("desk:specialities", _("Unserved demand"), (Right.SEE_FIGURES,)),
    ("desk:speciality_results", _("Results"), (Right.SEE_FIGURES, Right.RUN_CENTRE)),
    ("desk:conversions", _("Conversions"), (Right.SEE_CENTRES,)),
    ("desk:twins", _("Twins"), (Right.SEE_CENTRES,)),
)


class Keyed(Protocol):
    """A computed row with a key of its own."""

    @property
    def key(self) -> str:
        """What identifies the row."""


Row = TypeVar("Row", bound=Keyed)


@dataclass(frozen=True)
class Part(Generic[Row]):
    """The rows of one page, and the keys by which its neighbours are asked for (empty at an end)."""

    rows: Sequence[Row]
    before: str
    after: str


def tabs(user: User, here: str) -> list[dict[str, Any]]:
    """Return the tabs that `user` may open; `here` is the name of the open one."""
    open_to = [way for way in WAYS if any(user.has(right) for right in way[2])]
    if not sees_a_place(user):
        open_to = [way for way in open_to if way[0] != WAYS[0][0]]
    return [{"label": label, "url": reverse(name), "active": name == here} for name, label, _rights in open_to]


def part_of(rows: Sequence[Row], query: QueryDict) -> Part[Row]:
    """Return the part of `rows` that the address asks for; a key that is not there shows the first part."""
    keys = [row.key for row in rows]
    after, before = query.get("after", ""), query.get("before", "")
    if after in keys:
        start = keys.index(after) + 1
    elif before in keys:
        start = max(keys.index(before) - SIZE, 0)
    else:
        start = 0
    shown = rows[start : start + SIZE]
    return Part(
        rows=shown,
        before=shown[0].key if shown and start else "",
        after=shown[-1].key if shown and start + SIZE < len(rows) else "",
    )
