"""Rows of a workbook; runs in the reading process.

The values come from calamine. It does not tell formulas from values and shows error values as empty cells, so the XML
of the sheet is looked through for these two beside it.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers import expat

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from hamdeli.sheets.cells import Cell, Flagged, simplify
from hamdeli.sheets.faults import SheetFault
from hamdeli.sheets.limits import Limits

Position = tuple[int, int]
_WORTH_A_LOOK = re.compile(rb"<(?:\w+:)?f[\s/>]|t=[\"']e[\"']|^(?:\xff\xfe|\xfe\xff)")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
LONGEST_SPREAD = 1_000_000


def workbook_rows(path: Path, limits: Limits, wanted: str | None) -> Iterator[list[Cell]]:
    """The rows of the first visible sheet (or of the one `wanted`), from row 1, blank ones as empty lists."""
    try:
        with CalamineWorkbook.from_path(path) as book:
            name = _sheet_name(book, wanted)
            sheet = book.get_sheet_by_name(name)
            _check_shape(sheet, limits)
            flags = {**_marked(path, name), **_merged(sheet, limits)}
            yield from _rows(sheet, flags, limits)
    except PasswordError as locked:
        raise SheetFault("encrypted") from locked


def _sheet_name(book: CalamineWorkbook, wanted: str | None) -> str:
    visible = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]
    chosen = [name for name in visible if wanted is None or name == wanted]
    if not chosen:
        raise SheetFault("no_sheet", wanted=wanted or "")
    return chosen[0]


def _check_shape(sheet: CalamineSheet, limits: Limits) -> None:
    if sheet.end is not None and sheet.end[1] >= limits.columns:
        raise SheetFault("too_many_columns", limit=limits.columns)
    if len(sheet.merged_cell_ranges or ()) > limits.merges:
        raise SheetFault("too_many_merges", limit=limits.merges)


def _rows(sheet: CalamineSheet, flags: dict[Position, str], limits: Limits) -> Iterator[list[Cell]]:
    by_row = _by_row(flags, limits)
    offset: list[Cell] = [None] * (sheet.start[1] if sheet.start else 0)
    height = 0
    for row, values in enumerate(sheet.iter_rows()):
        cells = offset + [simplify(value) for value in values]
        yield _flagged(cells, by_row[row]) if row in by_row else cells
        height = row + 1
    # Formulas without a kept result lie outside of what calamine takes for the sheet.
    for row in range(height, max(by_row, default=0) + 1):
        yield _flagged([], by_row.get(row, {}))


def _by_row(flags: dict[Position, str], limits: Limits) -> dict[int, dict[int, str]]:
    rows: dict[int, dict[int, str]] = {}
    for (row, column), code in flags.items():
        if column < limits.columns:
            rows.setdefault(row, {})[column] = code
    return rows


def _flagged(cells: list[Cell], codes: dict[int, str]) -> list[Cell]:
    padded = cells + [None] * (max(codes, default=0) + 1 - len(cells))
    return [_flag(cell, codes.get(column)) for column, cell in enumerate(padded)]


def _flag(cell: Cell, code: str | None) -> Cell:
    return cell if code is None or isinstance(cell, Flagged) else Flagged(code, cell)


def _merged(sheet: CalamineSheet, limits: Limits) -> dict[Position, str]:
    """The cells of merged areas, as far as the sheet has data."""
    if sheet.end is None:
        return {}
    last_row, last_column = sheet.end
    spread: dict[Position, str] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        rows, columns = range(top, min(bottom, last_row) + 1), range(left, min(right, last_column) + 1)
        if len(spread) + len(rows) * len(columns) > LONGEST_SPREAD:
            raise SheetFault("too_many_merges", limit=limits.merges)
        spread.update(((row, column), "merged") for row in rows for column in columns)
    return spread


def _marked(path: Path, name: str) -> dict[Position, str]:
    """Where the sheet holds formulas and error values."""
    with zipfile.ZipFile(path) as archive:
        content = archive.read(_part_of(archive, name))
    return _scan(content) if _WORTH_A_LOOK.search(content) else {}


def _part_of(archive: zipfile.ZipFile, name: str) -> str:
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - DTDs are refused before
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    wanted = next(
        value
        for element in book.iter()
        if element.tag.endswith("}sheet") and element.get("name") == name
        for key, value in element.items()
        if key.endswith("}id")
    )
    target = next(link.get("Target", "") for link in links if link.get("Id") == wanted)
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")


def _scan(content: bytes) -> dict[Position, str]:
    scanner = _Scanner()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler = scanner.start
    parser.Parse(content, True)
    return scanner.found


class _Scanner:
    """Follows rows and cells, whether or not they say where they are."""

    def __init__(self) -> None:
        self.found: dict[Position, str] = {}
        self._row = self._column = -1

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Note the position of a cell, and of a formula or an error in it."""
        match tag.rpartition("}")[2]:
            case "row":
                self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
                self._column = -1
            case "c":
                self._move(attributes.get("r", ""))
                if attributes.get("t") == "e":
                    self.found[self._row, self._column] = "error"
            case "f":
                self.found[self._row, self._column] = "formula"

    def _move(self, reference: str) -> None:
        if place := _REFERENCE.fullmatch(reference):
            self._row, self._column = int(place[2]) - 1, _column_number(place[1])
        else:
            self._column += 1


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
