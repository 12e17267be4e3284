"""What the day brings: reminders, and the end of referrals without an answer, a file or a receiver."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from hamdeli.casework.models import Onward, State
from hamdeli.casework.models.onward import OPEN
from hamdeli.casework.onward.answering import expire, withdraw
from hamdeli.casework.onward.faults import OnwardFault
from hamdeli.casework.onward.moves import WAITS
from hamdeli.centres.models import Licence

REMIND_BEFORE = timedelta(days=2)
REMIND_AGAIN = timedelta(days=7)


@dataclass(frozen=True)
class Tended:
    """How many referrals expired, how many were reminded of, how many were withdrawn with their file."""

    expired: int
    reminded: int
    withdrawn: int

    @property
    def all(self) -> int:
        """All that was done."""
        return self.expired + self.reminded + self.withdrawn


def expire_and_remind(today: date) -> Tended:
    """Do what is due on `today`. A second call on the same day does nothing."""
    without = Q(case_file__state=State.CLOSED) | Q(receiver__licence=Licence.REVOKED)
    withdrawn = sum(withdrawn_now(onward, today) for onward in Onward.objects.filter(without, state__in=OPEN))
    over = Onward.objects.filter(state__in=WAITS, answer_by__lt=today)
    expired = sum(expired_now(onward, today) for onward in over)
    reminded = due(today).update(reminded_on=today)
    return Tended(expired, reminded, withdrawn)


def due(today: date) -> QuerySet[Onward]:
    """Return the open referrals whose next word is due within two days, or is late, and not recalled this week."""
    silent = Q(reminded_on__isnull=True) | Q(reminded_on__lte=today - REMIND_AGAIN)
    return Onward.objects.filter(silent, state__in=OPEN, answer_by__lte=today + REMIND_BEFORE)


def expired_now(onward: Onward, today: date) -> bool:
    """Let it expire, unless it was answered this moment."""
    try:
        expire(onward=onward, today=today)
    except OnwardFault:
        return False
    return True


def withdrawn_now(onward: Onward, today: date) -> bool:
    """Withdraw it, as its file was closed or its receiver is no more, unless it ended this moment."""
    try:
        withdraw(onward=onward, by=None, today=today)
    except OnwardFault:
        return False
    return True


def tend_onward() -> int:
    """Do what is due today and return how much it was: once a day, by `./run serve`."""
    return expire_and_remind(timezone.localdate()).all
