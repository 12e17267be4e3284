"""What the makers of a province's life share: its files, their rounds, the people, and the day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hamdeli.accounts.models import User
from hamdeli.casework.models import CaseFile
from hamdeli.centres.models import Centre
from hamdeli.config.demo.life.visits import Rounds
from hamdeli.config.demo.seeds import Chance


@dataclass(frozen=True)
class Scene:
    """One province. `lively` is the centre where the demonstration's `staff` work: in one province alone.

    `heads`: the sign-in names of the heads of centres, by the centre's code.
    """

    files: Sequence[CaseFile]
    rounds: Mapping[int, Rounds]
    centres: Sequence[Centre]
    staff: Mapping[str, User]
    heads: Mapping[str, str]
    today: date
    chance: Chance
    lively: Centre | None = None

    def visited(self) -> Iterator[tuple[CaseFile, list[date]]]:
        """Yield the files that somebody works on, with the days of their visits."""
        for at, rounds in self.rounds.items():
            if rounds.days and self.files[at].worker_id:
                yield self.files[at], rounds.days

    def of_lively(self) -> list[CaseFile]:
        """Return the files that the lively centre works on, the oldest first."""
        if self.lively is None:
            return []
        files = [file for file, _days in self.visited() if file.centre_id == self.lively.pk]
        return sorted(files, key=lambda file: (file.opened_on, file.pk))
