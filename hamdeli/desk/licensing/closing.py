"""What the page of a licence says of a centre that closes."""

from dataclasses import dataclass
from datetime import date

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.centres.access import has_right
from hamdeli.centres.licensing.revoking import appeal_open, last_appeal_day
from hamdeli.centres.models import Centre, Measure
from hamdeli.proposals.leaving import Leaving, leaving
from hamdeli.proposals.models import Proposal


@dataclass(frozen=True)
class Closing:
    """Where a centre that closes stands: its files, its appeal, and who goes on."""

    files: Leaving
    appealed: bool
    until: date | None
    """The last day for an appeal; None where one was made."""
    proposes: bool
    proposal: Proposal | None

    def due(self, today: date) -> bool:
        """Say whether nothing holds the revocation any more."""
        free = not self.files.carried and not self.files.waiting
        return free and not self.appealed and (self.until is None or today > self.until)


def closing_of(user: User, centre: Centre, measures: list[Measure]) -> Closing | None:
    """Return where the files of a centre that closes stand; None for a centre that stays."""
    wanted = (Measure.Kind.REVOCATION, Measure.State.IN_FORCE)
    measure = next((row for row in measures if (row.kind, row.state) == wanted), None)
    if measure is None:
        return None
    proposes = has_right(user, centre, Right.PROPOSE)
    proposal = Proposal.objects.filter(centre=centre).order_by("-pk").first() if proposes else None
    return Closing(leaving(measure), appeal_open(measure), last_appeal_day(measure), proposes, proposal)
