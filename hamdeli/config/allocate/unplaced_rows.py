"""The sheets of what is missing: files that stay with their county office, and places beside files by county."""

from collections.abc import Iterator, Sequence

import numpy as np

from hamdeli.allocation.problem import NOBODY
from hamdeli.config.allocate.outcome import Outcome
from hamdeli.config.allocate.words import gettext_noop as _
from hamdeli.sheets.writing import Heading, Sheet, Value

STAYING = ((_("File code"), 16), (_("County"), 18), (_("Main need"), 16), (_("Priority"), 10), (_("Members"), 10))
COUNTIES = (
    (_("County"), 20),
    (_("Files"), 10),
    (_("Places of its open centres"), 16),
    (_("Missing places"), 14),
    (_("Files that stay with the county office"), 18),
)


def staying_sheet(outcome: Outcome) -> Sheet:
    """Return the sheet of files that no centre takes, the most urgent first."""
    words = outcome.words
    headings = [Heading(words(text), width) for text, width in STAYING]
    note = words("Every file has a centre.") if not outcome.figures.unplaced else ""
    notes = [note] if note else []
    return Sheet(words("Without a centre"), headings, staying_rows(outcome), words.right_to_left, notes)


def staying_rows(outcome: Outcome) -> Iterator[Sequence[Value]]:
    """Yield one row for each file that stays."""
    staying = np.flatnonzero(outcome.solution.assignment == NOBODY).tolist()
    staying.sort(key=lambda number: (-outcome.files[number].values["priority"], number))
    for number in staying:
        values = outcome.files[number].values
        need = NEEDS[values["need"]]
        yield values["code"], values["county"], outcome.words(need), values["priority"], values["members"]


def county_sheet(outcome: Outcome) -> Sheet:
    """Return the sheet of places beside files."""
    words = outcome.words
    headings = [Heading(words(text), width) for text, width in COUNTIES]
    return Sheet(words("Places by county"), headings, county_rows(outcome), words.right_to_left, [told(outcome)])


def county_rows(outcome: Outcome) -> Iterator[Sequence[Value]]:
    """Yield one row for each county, those that lack most first."""
    staying = outcome.problem.files.county[outcome.solution.assignment == NOBODY].tolist()
    for balance in outcome.shortage.counties:
        name = outcome.county_names[balance.county]
        yield name, balance.files, balance.places, balance.missing, staying.count(balance.county)


def told(outcome: Outcome) -> str:
    """Return whether there are enough places, in words."""
    words, lack = outcome.words, outcome.shortage
    if not lack.missing:
        return words("There are %(places)s places for %(files)s files.", places=lack.places, files=lack.files)
    return words(
        "There are %(places)s places for %(files)s files: %(missing)s are missing, most of them in: %(where)s.",
        places=lack.places,
        files=lack.files,
        missing=lack.missing,
        where=words.comma.join(where(outcome)),
    )


def where(outcome: Outcome, most: int = 5) -> Iterator[str]:
    """Yield the counties that lack most, with how many places."""
    for balance in outcome.shortage.counties[:most]:
        if balance.missing:
            name = outcome.county_names[balance.county]
            yield f"{name} ({outcome.words.shown(balance.missing)})"


NEEDS = {
    "general": _("general care"),
    "employment": _("employment"),
    "education": _("education"),
    "health": _("health"),
    "social work": _("social work"),
}
