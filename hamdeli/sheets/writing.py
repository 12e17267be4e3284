"""Workbooks and text files for people: right-to-left, with nothing in them that a spreadsheet would execute."""

import csv
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from hamdeli.sheets.cells import Cell, Flagged, SheetRow

Value = str | int | float | Decimal | bool | date | None
LONGEST_CELL = 32_767
LONGEST_TITLE = 31
# Spreadsheets keep fifteen digits of a number; longer ones are written as text.
EXACT = 10**15
ACCENT = "#1F5F7A"
FAULTY = "#F8C9C4"
_FORBIDDEN_IN_TITLE = re.compile(r"[\[\]:*?/\\]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class Heading:
    """A column of a sheet that is written: its heading and its width in characters."""

    text: str
    width: float = 16


@dataclass
class Sheet:
    """One sheet: rows come from an iterator and are written as they come; notes stand below the last row."""

    title: str
    headings: Sequence[Heading]
    rows: Iterable[Sequence[Value]]
    right_to_left: bool = True
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class Mark:
    """A faulty cell: its position in the row (from 0; None for the row as a whole) and the reason as a sentence."""

    position: int | None
    reason: str


def is_risky(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula, also after it trimmed or widened the letters."""
    bare = "".join(sign for sign in text if unicodedata.category(sign) not in {"Cf", "Cc"}).strip()
    return text[:1] in ("\t", "\r", "\n") or unicodedata.normalize("NFKC", bare[:1]) in ("=", "+", "-", "@")


def write_workbook(path: Path, sheets: Iterable[Sheet]) -> None:
    """Write the sheets one after another with constant memory: headings styled, frozen and with filters."""
    with _Book(path) as book:
        for sheet in sheets:
            _write_sheet(book, sheet)


def write_csv(path: Path, headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """Write a text file that spreadsheets open rightly: UTF-8 with its mark, every text quoted, formulas disarmed."""
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC)
        for row in _with_first(headings, rows):
            writer.writerow([_for_csv(value) for value in row])


@dataclass
class MarkedSheet:
    """A sheet as it was read, with what is wrong in it: `marks` by row number, the reasons go into a last column."""

    rows: Iterable[SheetRow]
    marks: Mapping[int, Sequence[Mark]]
    title: str
    reasons_heading: str
    heading_row: int = 1
    right_to_left: bool = True


def mark_faults(
    rows: Iterable[SheetRow],
    marks: Mapping[int, Sequence[Mark]],
    out: Path,
    *,
    title: str,
    reasons_heading: str,
    heading_row: int = 1,
    right_to_left: bool = True,
) -> None:
    """Copy a sheet as it was read, each row at its number, faulty cells in red and the reasons in a last column.

    `marks` by row number. The copy can be corrected and read again: the column of reasons is not known to anyone.
    """
    mark_sheets([MarkedSheet(rows, marks, title, reasons_heading, heading_row, right_to_left)], out)


def mark_sheets(sheets: Iterable[MarkedSheet], out: Path) -> None:
    """Copy several sheets into one workbook, as `mark_faults` does with one."""
    with _Book(out) as book:
        for sheet in sheets:
            _mark_sheet(book, sheet)


def _mark_sheet(book: "_Book", sheet: MarkedSheet) -> None:
    page = book.page(sheet.title, sheet.right_to_left)
    last = 0
    for number, cells in sheet.rows:
        last = max(last, len(cells)) if number <= sheet.heading_row else last
        if number == sheet.heading_row:
            page.freeze_panes(number, 0)
            book.write_row(page, number, [*_plain(cells), sheet.reasons_heading], book.heading)
        else:
            _write_marked(book, page, number, cells, sheet.marks.get(number, ()), max(last, len(cells)))


def _write_marked(book: "_Book", page: Any, number: int, cells: Sequence[Cell], marks: Sequence[Mark], at: int) -> None:
    faulty = {mark.position for mark in marks}
    for position in range(at):
        value = _plain(cells[position : position + 1])[0] if position < len(cells) else None
        style = book.faulty if position in faulty or None in faulty else None
        book.write(page, number, position, value, style)
    if marks:
        book.write(page, number, at, "؛ ".join(mark.reason for mark in marks), book.faulty)


def _plain(cells: Iterable[Cell]) -> list[Value]:
    return [cell.shown if isinstance(cell, Flagged) else cell for cell in cells]


def _write_sheet(book: "_Book", sheet: Sheet) -> None:
    page = book.page(sheet.title, sheet.right_to_left)
    for position, heading in enumerate(sheet.headings):
        page.set_column(position, position, heading.width)
    page.freeze_panes(1, 0)
    book.write_row(page, 1, [heading.text for heading in sheet.headings], book.heading)
    last = 1
    for last, row in enumerate(sheet.rows, 2):
        book.write_row(page, last, row, None)
    page.autofilter(0, 0, last - 1, max(len(sheet.headings) - 1, 0))
    for number, note in enumerate(sheet.notes, last + 2):
        book.write(page, number, 0, note, book.note)


def _with_first(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[Sequence[Value]]:
    yield headings
    yield from rows


def _for_csv(value: Value) -> Value:
    if isinstance(value, bool | date):
        return str(value)
    if not isinstance(value, str):
        return value
    text = _CONTROL.sub("", value)
    return f"'{text}" if is_risky(text) else text


class _Book:
    """A workbook being written, with its few styles. Rows are counted from 1, columns from 0."""

    def __init__(self, path: Path) -> None:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(str(path), {**options, "strings_to_numbers": False})
        style = self._book.add_format
        self.heading = style({"bold": True, "font_color": "#FFFFFF", "bg_color": ACCENT, "text_wrap": True})
        self.faulty = style({"bg_color": FAULTY})
        self.note = style({"italic": True})
        self._day = style({"num_format": "yyyy-mm-dd"})
        self._faulty_day = style({"num_format": "yyyy-mm-dd", "bg_color": FAULTY})
        # Keeps a text a text when somebody edits its cell.
        self._guarded = style({"quote_prefix": True})
        self._guarded_faulty = style({"quote_prefix": True, "bg_color": FAULTY})

    def __enter__(self) -> "_Book":
        return self

    def __exit__(self, *failure: object) -> None:
        self._book.close()

    def page(self, title: str, right_to_left: bool) -> Any:
        """A new sheet."""
        page = self._book.add_worksheet(_FORBIDDEN_IN_TITLE.sub(" ", title).strip("' ")[:LONGEST_TITLE] or None)
        if right_to_left:
            page.right_to_left()
        return page

    def write_row(self, page: Any, number: int, values: Sequence[Value], style: Any) -> None:
        """One row of values in one style."""
        for position, value in enumerate(values):
            self.write(page, number, position, value, style)

    def write(self, page: Any, number: int, position: int, value: Value, style: Any) -> None:
        """One cell, by the kind of the value; never as a formula or a link."""
        at = (number - 1, position)
        match value:
            case None:
                if style is not None:
                    page.write_blank(*at, None, style)
            case bool():
                page.write_boolean(*at, value, style)
            case int() | float() | Decimal():
                self._write_number(page, at, value, style)
            case date():
                page.write_datetime(*at, value, self._faulty_day if style is self.faulty else self._day)
            case _:
                self._write_text(page, at, _CONTROL.sub("", str(value))[:LONGEST_CELL], style)

    def _write_number(self, page: Any, at: tuple[int, int], value: int | float | Decimal, style: Any) -> None:
        if math.isfinite(value) and abs(float(value)) < EXACT:
            page.write_number(*at, value, style)
        else:
            page.write_string(*at, str(value), style)

    def _write_text(self, page: Any, at: tuple[int, int], text: str, style: Any) -> None:
        if is_risky(text):
            style = self._guarded_faulty if style is self.faulty else style or self._guarded
        page.write_string(*at, text, style)
