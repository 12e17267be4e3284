"""Looking after the site until somebody asks to stop."""

import logging
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from django.db import Error, connection

from hamdeli.config.serving.children import Family
from hamdeli.config.serving.site import may_be_many
from hamdeli.jobs.running import revive_the_dead

TEND_SECONDS = 0.5
REVIVE_EVERY = 10
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
    """Tend the processes and revive dead jobs until `asked`. Raises `children.DiesAgain`."""
    rounds = 0
    while not asked.wait(TEND_SECONDS):
        family.tend()
        rounds += 1
        if rounds % REVIVE_EVERY == 0 and may_be_many():
            revive()


def revive() -> None:
    """Queue the jobs of dead workers again; a database that is away for a moment is no reason to stop."""
    try:
        revive_the_dead()
    except Error:
        log.exception("dead jobs could not be looked for")
    finally:
        connection.close()
