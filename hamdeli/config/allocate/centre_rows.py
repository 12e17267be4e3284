"""The sheet of centres: what each carries, how well it fits, and what one more place there would save."""

from collections.abc import Iterator, Sequence

from hamdeli.config.allocate.outcome import Outcome
from hamdeli.config.allocate.words import gettext_noop as _
from hamdeli.sheets.writing import Heading, Sheet, Value

HEADINGS = (
    (_("Centre code"), 14),
    (_("Name"), 30),
    (_("County"), 16),
    (_("Licence"), 14),
    (_("Capacity"), 10),
    (_("Files of the plan"), 12),
    (_("Share of the capacity"), 12),
    (_("Files today"), 12),
    (_("Files that need a speciality"), 14),
    (_("of them, it has the speciality"), 14),
    (_("Mean distance (km)"), 12),
    (_("Worst distance (km)"), 12),
    (_("One more place would save (km)"), 16),
)


def centre_sheet(outcome: Outcome) -> Sheet:
    """Return the sheet of centres."""
    words = outcome.words
    return Sheet(
        words("Centres"),
        [Heading(words(text), width) for text, width in HEADINGS],
        centre_rows(outcome),
        words.right_to_left,
        [
            words(
                "“One more place would save” is the shadow price: what all families together would travel less, "
                "or be matched better, if this centre had one more place without extra cost."
            )
        ],
    )


def centre_rows(outcome: Outcome) -> Iterator[Sequence[Value]]:
    """Yield one row for each centre, in the order of the list."""
    told, words = outcome.figures, outcome.words
    for number, row in enumerate(outcome.centres):
        values = row.values
        yield (
            values["code"],
            values["name"],
            values["county"],
            values["licence"] or words("active"),
            values["capacity"],
            int(told.load[number]),
            round(float(told.filled[number]), 3),
            int(outcome.today.load[number]),
            int(told.needed[number]),
            int(told.matched[number]),
            round(float(told.mean_distance[number]) / 1000, 2),
            round(int(told.worst_distance[number]) / 1000, 2),
            round(int(outcome.solution.prices[number]) / 1000, 2),
        )
