"""What every chapter of the story knows: the file, the people of the office, and which day is which."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hamdeli.accounts.models import User
from hamdeli.casework.models import CaseFile
from hamdeli.centres.models import Centre
from hamdeli.config.demo.calendar_of_work import moment

FRAME = 1000
"""The story is written for so many days between the handover and today, and stretched to those that there are."""
SINCE = 1040
"""Days before today at which the season of the handover must have begun."""
WAY = 75
"""Days between the neighbour's word and the handover."""


@dataclass(frozen=True)
class Story:
    """The file of the family, the demonstration's staff by sign-in name, the day of the handover, and today."""

    file: CaseFile
    staff: dict[str, User]
    handover: date
    today: date

    def day(self, number: int) -> date:
        """The day of the story with that number: 0 is the handover, 1000 is today, below 0 the admission."""
        if number < 0:
            return self.handover + timedelta(days=number)
        return self.handover + timedelta(days=(self.today - self.handover).days * number // FRAME)

    def at(self, number: int, hour: int = 7) -> datetime:
        """A moment of that day."""
        return moment(self.day(number), hour)

    @property
    def now(self) -> datetime:
        """The moment under which things of today stand: its first minutes in Iran, whatever the clock."""
        return moment(self.today - timedelta(days=1), 20) + timedelta(minutes=31)

    @property
    def centre(self) -> Centre:
        """The centre that carries the file."""
        if self.file.centre is None:
            raise LookupError(self.file.code)
        return self.file.centre

    @property
    def worker(self) -> User:
        """The social worker."""
        return self.staff["social-worker"]
