"""What a score reads of a family: plain values, without names, without Django, without a clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

HEAD = "head"
ABSENT = frozenset({"death", "divorce", "prison"})
"""Causes of support that say that the head is gone, whoever leads the family now."""
EARNING = frozenset({"employed", "casual", "pension", ""})
"""Work of which an income is expected; an empty one is not known."""
ILL = frozenset({"chronic", "special"})


@dataclass(frozen=True)
class Member:
    """One member: the words of `households.models`, the age in full years, the income in rials a month."""

    kinship: str
    age: int | None = None
    education: str = ""
    health: str = ""
    work: str = ""
    income: int | None = None
    insurance: str = ""


@dataclass(frozen=True)
class Trouble:
    """A temporary hardship that counts on the day of the score; `until` is an ISO date."""

    kind: str
    until: str


@dataclass(frozen=True)
class Family:
    """A family on the day of its score. Rent in rials a month."""

    members: tuple[Member, ...]
    tenure: str = ""
    rooms: int | None = None
    rent: int | None = None
    assets: tuple[str, ...] = ()
    cause: str = ""
    troubles: tuple[Trouble, ...] = ()

    def plain(self) -> dict[str, Any]:
        """Return the family as JSON keeps it."""
        kept = asdict(self)
        return kept | {name: list(kept[name]) for name in ("members", "assets", "troubles")}

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Family:
        """Return the family that `plain` kept."""
        values = dict(kept)
        values["members"] = tuple(Member(**member) for member in kept["members"])
        values["assets"] = tuple(kept["assets"])
        values["troubles"] = tuple(Trouble(**trouble) for trouble in kept["troubles"])
        return cls(**values)
