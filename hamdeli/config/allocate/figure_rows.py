"""The sheet of figures: the plan beside "nearest first" and today."""

from collections.abc import Callable, Iterator, Sequence

from hamdeli.allocation.figuring import Figures
from hamdeli.config.allocate.outcome import Outcome
from hamdeli.config.allocate.words import gettext_noop as _
from hamdeli.sheets.writing import Heading, Sheet, Value

Measure = Callable[[Figures], int | float]
FIGURES: tuple[tuple[str, Measure], ...] = (
    (_("Files with a centre"), lambda told: told.placed),
    (_("Files that stay with their county office"), lambda told: told.unplaced),
    (_("Mean distance (km)"), lambda told: round(told.mean_distance_all / 1000, 3)),
    (_("Nine of ten families have at most (km)"), lambda told: round(told.p90_distance / 1000, 3)),
    (_("Worst distance (km)"), lambda told: round(told.worst_distance_all / 1000, 3)),
    (_("Files whose centre lacks the speciality they need"), lambda told: told.mismatches),
    (_("Files that change their centre"), lambda told: told.moved),
    (_("Share of centres filled to the brim"), lambda told: round(told.brim, 3)),
    (_("Total cost (km)"), lambda told: round(told.cost / 1000, 3)),
)


def figure_sheet(outcome: Outcome) -> Sheet:
    """Return the sheet of figures."""
    words = outcome.words
    headings = (_("Figure"), _("This plan"), _("Nearest first"), _("Today"))
    return Sheet(
        words("Figures"),
        [Heading(words(text), 48 if text == headings[0] else 18) for text in headings],
        figure_rows(outcome),
        words.right_to_left,
        [
            words(
                "“Nearest first” takes the files in the order of the list and gives each to the nearest centre with a "
                "free place. “Today” is what the column “Carried by” says."
            ),
            words(
                "Total cost is in kilometres and what weighs as much: a lacking speciality, a change of centre, "
                "another county, a late place, staying with the county office."
            ),
        ],
    )


def figure_rows(outcome: Outcome) -> Iterator[Sequence[Value]]:
    """Yield one row for each figure."""
    for text, measure in FIGURES:
        yield (outcome.words(text), *(measure(told) for told in (outcome.figures, outcome.nearest, outcome.today)))
