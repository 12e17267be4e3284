"""A sheet as a table: rows of named values, each with the faults of its cells."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Any

from hamdeli.sheets.cells import Cell, SheetRow
from hamdeli.sheets.columns import Column
from hamdeli.sheets.faults import CellFault, HeadingsFault
from hamdeli.sheets.headings import Headings, count_known, match_headings
from hamdeli.sheets.limits import Limits
from hamdeli.sheets.reading import rows

# A title and a few notes may stand above the headings.
HEADINGS_WITHIN = 10
PROGRESS_EVERY = 500


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the sheet: its number there (from 1), the values of the columns found (None if blank or faulty)."""

    number: int
    values: dict[str, Any]
    faults: list[CellFault] = field(default_factory=list)


@dataclass
class Table:
    """The rows below the headings; can be walked through once, as they are read."""

    headings: Headings
    heading_row: int
    _rows: Iterator[Row]

    def __iter__(self) -> Iterator[Row]:
        return self._rows


def read_table(
    path: Path,
    columns: Sequence[Column],
    *,
    limits: Limits | None = None,
    sheet: str | None = None,
    progress: Callable[[int], None] | None = None,
) -> Table:
    """Open a sheet and match its headings; raises SheetFault, at once or while the rows are walked through.

    `progress` is called with the number of rows read so far, every PROGRESS_EVERY rows and at the end.
    """
    source = rows(path, limits=limits, sheet=sheet)
    first = list(islice(source, HEADINGS_WITHIN))
    at = _heading_at(first, columns)
    try:
        headings = match_headings(first[at].cells if first else (), columns)
    except HeadingsFault:
        source.close()
        raise
    below = chain(first[at + 1 :], source)
    number = first[at].number if first else 1
    return Table(headings, number, _parsed(below, columns, headings, progress or (lambda count: None)))


def _heading_at(first: Sequence[SheetRow], columns: Sequence[Column]) -> int:
    """Which of the first rows has the most known headings; the first of equals."""
    return max(range(len(first)), key=lambda at: (count_known(first[at].cells, columns), -at), default=0)


def _parsed(
    source: Iterator[SheetRow], columns: Sequence[Column], headings: Headings, progress: Callable[[int], None]
) -> Iterator[Row]:
    placed = [(column, headings.positions[column.name]) for column in columns if column.name in headings.positions]
    seen: dict[str, dict[Any, int]] = {column.name: {} for column, _ in placed if column.unique}
    count = 0
    for count, (number, cells) in enumerate(source, 1):
        yield _row(number, cells, placed, seen)
        if count % PROGRESS_EVERY == 0:
            progress(count)
    progress(count)


def _row(
    number: int, cells: Sequence[Cell], placed: Sequence[tuple[Column, int]], seen: dict[str, dict[Any, int]]
) -> Row:
    row = Row(number, {})
    for column, at in placed:
        cell = cells[at] if at < len(cells) else None
        value, fault = column.read(cell)
        if fault is None and value is not None and column.unique:
            first = seen[column.name].setdefault(value, number)
            fault = column.fault(cell, "repeated", {"row": first}) if first != number else None
        row.values[column.name] = value
        if fault is not None:
            row.faults.append(fault)
    return row
