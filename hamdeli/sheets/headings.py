"""Which column of a sheet is which: Persian or English headings, in any order and spelling."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hamdeli.persian.letters import squeeze
from hamdeli.sheets.cells import Cell, text_of
from hamdeli.sheets.columns import Column
from hamdeli.sheets.faults import HeadingsFault

_IN_BRACKETS = re.compile(r"[(\[（].*?[)\]）]")


@dataclass(frozen=True)
class Headings:
    """Where each known column stands (from 0), and the headings that nobody knows."""

    positions: dict[str, int]
    unknown: tuple[str, ...]


def match_headings(cells: Sequence[Cell], columns: Sequence[Column]) -> Headings:
    """Find the columns by their headings; raises HeadingsFault with all that is missing or there twice."""
    known = {heading: column.name for column in columns for heading in column.headings()}
    positions: dict[str, int] = {}
    duplicate: list[str] = []
    unknown: list[str] = []
    for at, cell in enumerate(cells):
        shown = text_of(cell)
        name = known.get(squeeze(shown)) or known.get(squeeze(_IN_BRACKETS.sub("", shown)))
        if name is None:
            unknown += [shown] if shown.strip() else []
        elif positions.setdefault(name, at) != at:
            duplicate.append(name)
    missing = tuple(column.name for column in columns if column.required and column.name not in positions)
    if missing or duplicate:
        raise HeadingsFault(missing, tuple(dict.fromkeys(duplicate)))
    return Headings(positions, tuple(unknown))


def count_known(cells: Sequence[Cell], columns: Sequence[Column]) -> int:
    """How many cells of a row are headings of these columns."""
    known = {heading for column in columns for heading in column.headings()}
    return sum(squeeze(_IN_BRACKETS.sub("", text_of(cell))) in known for cell in cells)
