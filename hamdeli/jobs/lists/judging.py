"""What becomes of one row of a list."""

import enum
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import QuerySet

from hamdeli.accounts.roles import Right
from hamdeli.jobs.progress import Progress
from hamdeli.sheets.columns import Column
from hamdeli.sheets.faults import CellFault
from hamdeli.sheets.table import Row

Records = TypeVar("Records", bound=QuerySet[Any])


class Fate(enum.StrEnum):
    """What storing the list would do with a row."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAULTY = "faulty"


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a record: what stands there now and what the list says, as plain JSON values."""

    field: str
    old: Any
    new: Any


@dataclass(slots=True)
class Verdict:
    """A row, its fate, and what the list needs to store it (`record`)."""

    row: Row
    fate: Fate
    changes: list[Change] = field(default_factory=list)
    faults: list[CellFault] = field(default_factory=list)
    record: Any = None

    @property
    def code(self) -> str:
        """The code of the record that the row is about."""
        return str(self.row.values.get("code") or "")

    @property
    def changed(self) -> set[str]:
        """The names of the fields that change."""
        return {change.field for change in self.changes}


class Listing(ABC):
    """One kind of list: its columns, and how its rows are judged and stored. One object lives for one run."""

    kind: str
    columns: Sequence[Column]
    right: Right
    # Set while the list is stored: the records that are compared stay as they are until the end.
    locking = False

    @abstractmethod
    def judge(self, rows: Sequence[Row]) -> list[Verdict]:
        """Compare rows with the records as they are now; nothing is written."""

    @abstractmethod
    def store(self, verdicts: Sequence[Verdict]) -> None:
        """Write the rows that are created or changed; called inside one transaction for the whole list."""

    def locked(self, records: Records) -> Records:
        """Return `records`, locked where the list is being stored."""
        return records.select_for_update(of=("self",)) if self.locking else records

    def finish(self, progress: Progress) -> dict[str, Any]:
        """Do what can be done only when all rows are stored; the outcome goes into the journal."""
        return {}


def differences(current: Mapping[str, Any], wanted: Mapping[str, Any]) -> list[Change]:
    """Return the fields of `wanted` that differ from `current`."""
    return [Change(name, current.get(name), value) for name, value in wanted.items() if current.get(name) != value]


def fault(row: Row, column: str, code: str, **params: object) -> CellFault:
    """Return a fault of `row` in `column`, with what stands in its cell."""
    value = row.values.get(column)
    return CellFault(column, code, params, "" if value is None else str(value)[:100])


def fate_of(changes: Sequence[Change], faults: Sequence[CellFault], *, known: bool) -> Fate:
    """Return the fate of a row: whether its record is `known`, what changes in it, and what is wrong."""
    if faults:
        return Fate.FAULTY
    if not known:
        return Fate.CREATED
    return Fate.CHANGED if changes else Fate.UNCHANGED
