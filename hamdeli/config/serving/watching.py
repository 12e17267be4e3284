"""Looking after the site until somebody asks to stop."""

import logging
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from django.db import Error, connection
from django.utils import timezone

from hamdeli.casework.daily.drafts import forget_old_drafts
from hamdeli.casework.onward.converting import convert_due
from hamdeli.casework.onward.expiring import tend_onward
from hamdeli.centres.founding.approving import lapse_late_foundings
from hamdeli.centres.licensing.passing import tend_licences
from hamdeli.config.serving.children import Family
from hamdeli.config.serving.site import may_be_many
from hamdeli.insight.jobs import compute_nightly
from hamdeli.jobs.forgetting import forget_now
from hamdeli.jobs.running import revive_the_dead
from hamdeli.proposals.closing import tend_closings

TEND_SECONDS = 0.5
REVIVE_EVERY = 10
FORGET_EVERY = round(24 * 60 * 60 / TEND_SECONDS)
log = logging.getLogger(__name__)


@contextmanager
def stop_asked() -> Iterator[threading.Event]:
    """Return what is set by Ctrl-C and by SIGTERM, until the end of the block."""
    asked = threading.Event()

    def note(number: int, frame: FrameType | None) -> None:
        asked.set()

    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def watch(family: Family, asked: threading.Event) -> None:
    """Tend the processes, revive dead jobs, and forget old uploads until `asked`. Raises `children.DiesAgain`."""
    rounds = 0
    while not asked.wait(TEND_SECONDS):
        family.tend()
        if may_be_many():
            tidy(rounds)
        rounds += 1


def tidy(rounds: int) -> None:
    """Do what is due at this round: dead jobs every five seconds, old uploads and late referrals daily."""
    if rounds % REVIVE_EVERY == 0:
        attempt(revive_the_dead)
    if rounds % FORGET_EVERY == 0:
        tend_daily()


def tend_daily() -> None:
    """Do what is due once a day: forget old uploads, let what is late expire, compute the indicators."""
    late = (tend_onward, tend_licences, tend_closings, lapse_late_foundings, convert_due)
    for deed in (forget_now, forget_drafts, *late, compute_nightly):
        attempt(deed)


def forget_drafts() -> int:
    """Forget drafts that nobody came back to; return how many."""
    return forget_old_drafts(timezone.now())


def attempt(deed: Callable[[], int]) -> None:
    """Do it; a database or a disk that is away for a moment is no reason to stop."""
    try:
        deed()
    except (Error, OSError):
        log.exception("%s did not succeed", deed.__name__)
    finally:
        connection.close()
