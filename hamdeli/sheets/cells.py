"""What a cell may hold, and how it travels from the reading process to ours."""

import math
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

Plain = str | int | float | bool | date | None


@dataclass(frozen=True, slots=True)
class Flagged:
    """A cell whose content is not to be trusted: code `formula`, `merged` or `error`, and what it shows."""

    code: str
    shown: Plain = None


Cell = Plain | Flagged


class SheetRow(NamedTuple):
    """One row that is not blank, with its number in the sheet (from 1)."""

    number: int
    cells: list[Cell]


def simplify(value: object) -> Plain:
    """A value as the parsers give it, as one of the plain kinds; whole floats become integers."""
    if isinstance(value, float):
        return _simplify_number(value)
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, time | timedelta):
        return str(value)
    return value if isinstance(value, bool | int | float | date) else None


def _simplify_number(value: float) -> Plain:
    if not math.isfinite(value):
        return str(value)
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def pack(cell: Cell) -> object:
    """The cell for JSON: dates and flagged cells as tagged lists."""
    if isinstance(cell, Flagged):
        return ["!", cell.code, pack(cell.shown)]
    return ["d", cell.isoformat()] if isinstance(cell, date) else cell


def unpack(packed: object) -> Cell:
    """The cell that `pack` was given."""
    match packed:
        case ["!", str(code), shown]:
            inner = unpack(shown)
            return Flagged(code, None if isinstance(inner, Flagged) else inner)
        case ["d", str(iso)]:
            return date.fromisoformat(iso)
        case str() | int() | float() | None:
            return packed
    raise ValueError("unknown cell")


def text_of(cell: Cell, longest: int = 100) -> str:
    """The cell as a person sees it, cut to `longest` characters."""
    plain = cell.shown if isinstance(cell, Flagged) else cell
    if plain is None:
        return ""
    return str(plain)[:longest]
