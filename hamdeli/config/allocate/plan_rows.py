"""The sheet of the plan: one row for each file, with its reason."""

from collections.abc import Iterator, Sequence

from hamdeli.allocation.explaining import Explanations, explain_all
from hamdeli.allocation.problem import NOBODY
from hamdeli.config.allocate.columns import GENERAL
from hamdeli.config.allocate.outcome import Outcome
from hamdeli.config.allocate.reasons import matched, reason, why_not
from hamdeli.config.allocate.reporting import costs_of
from hamdeli.config.allocate.words import gettext_noop as _
from hamdeli.sheets.writing import Heading, Sheet, Value

HEADINGS = (
    (_("File code"), 14),
    (_("Centre code"), 12),
    (_("Centre"), 28),
    (_("Cost (km)"), 10),
    (_("Distance (km)"), 10),
    (_("Speciality met"), 12),
    (_("Today"), 12),
    (_("Nearest centre"), 12),
    (_("its distance (km)"), 10),
    (_("Why not the nearest"), 40),
    (_("Next best"), 12),
    (_("Difference (km)"), 10),
    (_("Reason"), 70),
)


def plan_sheet(outcome: Outcome) -> Sheet:
    """Return the sheet of the plan."""
    words = outcome.words
    headings = [Heading(words(text), width) for text, width in HEADINGS]
    return Sheet(words("Plan"), headings, plan_rows(outcome), words.right_to_left)


def plan_rows(outcome: Outcome) -> Iterator[Sequence[Value]]:
    """Yield one row for each file, in the order of the list."""
    costs, told = costs_of(outcome.problem, outcome.solution), explain_all(outcome.problem, outcome.solution)
    for number, row in enumerate(outcome.files):
        centre = int(outcome.solution.assignment[number])
        yield (
            row.values["code"],
            code(outcome, centre),
            outcome.centre_name(centre),
            costs[number] / 1000,
            None if centre == NOBODY else int(told.metres[number]) / 1000,
            met(outcome, number, centre),
            row.values["carried_by"],
            *beside(outcome, told, number),
            int(told.difference[number]) / 1000,
            reason(outcome, told, number),
        )


def beside(outcome: Outcome, told: Explanations, number: int) -> Sequence[Value]:
    """Return the nearest centre, its distance, why not, and the next best."""
    nearest = int(told.nearest[number])
    return (
        code(outcome, nearest),
        int(told.nearest_metres[number]) / 1000,
        why_not(outcome, number, nearest) or None,
        code(outcome, int(told.next_best[number])),
    )


def code(outcome: Outcome, centre: int) -> Value:
    """Return the code of a centre; of nobody, an empty cell."""
    return None if centre == NOBODY else str(outcome.centres[centre].values["code"])


def met(outcome: Outcome, number: int, centre: int) -> Value:
    """Return whether the centre knows what the family needs."""
    if centre == NOBODY or outcome.files[number].values["need"] == GENERAL:
        return None
    return outcome.words("yes") if matched(outcome, number, centre) else outcome.words("no")
