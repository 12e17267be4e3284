"""One kind of work that waits for somebody, and how much of it waits."""

from dataclasses import dataclass
from typing import Any

from hamdeli.accounts.roles import Right
from hamdeli.accounts.standing import Question


@dataclass(frozen=True)
class Task:
    """One kind of work: how much of it waits, and where it is done."""

    label: Any
    url: str
    icon: str
    count: int
    urgent: bool = False


@dataclass(frozen=True)
class Kind:
    """How one kind of work is counted, and for whose rights it is shown."""

    label: Any
    name: str
    icon: str
    rights: tuple[Right, ...]
    rows: Question
    query: str = ""
    urgent: bool = False
