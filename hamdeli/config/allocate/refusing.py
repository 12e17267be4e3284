"""Say what is wrong with the lists, in both languages, and write them again with the faults marked."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from hamdeli.config.allocate.reading import Listing, Lists
from hamdeli.config.allocate.sentences import heading, sentence
from hamdeli.config.allocate.storing import stored
from hamdeli.config.allocate.words import ENGLISH, PERSIAN, Words
from hamdeli.sheets.faults import CellFault
from hamdeli.sheets.reading import rows
from hamdeli.sheets.writing import Mark, MarkedSheet, mark_sheets

SHOWN = 20


def faults_path(out: Path) -> Path:
    """Return where the lists with their faults marked are written: beside the plan that was asked for."""
    return out.with_suffix(".faults.xlsx")


def lines(lists: Lists) -> Iterator[str]:
    """Yield one line in each language for each fault."""
    for listing in (lists.centres, lists.files):
        for row in listing.faulty:
            for fault in row.faults:
                yield f"{listing.path.name}: {told(ENGLISH, listing, row.number, fault)}"
                yield f"    {told(PERSIAN, listing, row.number, fault)}"


def told(words: Words, listing: Listing, number: int, fault: CellFault) -> str:
    """Return one fault with the row and column where it stands, and what stands there."""
    where = words("row %(number)s, %(column)s", number=number, column=heading(words, fault.column, listing.columns))
    shown = f" [{fault.shown}]" if fault.shown else ""
    return f"{where}{shown}: {sentence(words, fault.code, fault.params)}"


def first_lines(lists: Lists) -> list[str]:
    """Return the first faults, and how many rows there are in all."""
    found = list(islice(lines(lists), 2 * SHOWN))
    for words in (ENGLISH, PERSIAN):
        found.append(words("Faulty rows: %(rows)s. No plan was written.", rows=lists.faulty))
    return found


def write_faults(lists: Lists, out: Path, words: Words) -> Path:
    """Write the faulty lists beside `out`, each on a sheet of its own, with the reasons in a last column."""
    path = faults_path(out)
    faulty = [listing for listing in (lists.centres, lists.files) if listing.faulty]
    with stored(path) as part:
        mark_sheets([marked(listing, words) for listing in faulty], part)
    return path


def marked(listing: Listing, words: Words) -> MarkedSheet:
    """Return one list with its faults as a sheet to be written."""
    marks = {
        row.number: [
            Mark(listing.positions[fault.column], sentence(words, fault.code, fault.params)) for fault in row.faults
        ]
        for row in listing.faulty
    }
    return MarkedSheet(
        rows(listing.path),
        marks,
        title=listing.path.stem,
        reasons_heading=words("What is wrong"),
        heading_row=listing.heading_row,
        right_to_left=words.right_to_left,
    )
