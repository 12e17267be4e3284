"""The sheet of the plan: one row for each file."""

from collections.abc import Iterator, Sequence

from hamdeli.config.allocate.outcome import Outcome
from hamdeli.config.allocate.reporting import costs_of
from hamdeli.config.allocate.words import gettext_noop as _
from hamdeli.sheets.writing import Heading, Sheet, Value

HEADINGS = ((_("File code"), 16), (_("Centre code"), 14), (_("Cost (km)"), 12))


def plan_sheet(outcome: Outcome) -> Sheet:
    """Return the sheet of the plan."""
    words = outcome.words
    return Sheet(words("Plan"), [Heading(words(t), w) for t, w in HEADINGS], plan_rows(outcome), words.right_to_left)


def plan_rows(outcome: Outcome) -> Iterator[Sequence[Value]]:
    """Yield one row for each file, in the order of the list."""
    costs = costs_of(outcome.problem, outcome.solution)
    for number, row in enumerate(outcome.files):
        yield row.values["code"], outcome.centre_name(int(outcome.solution.assignment[number])), costs[number]
