"""Progress, told through the cache: a great transaction could not tell it through the database."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from django.conf import settings
from django.core.cache import cache
from django.db import connection

BEAT_SECONDS = 0.4
KEPT_SECONDS = 60 * 60


class Cancelled(Exception):
    """Somebody asked that the job be stopped."""


@dataclass
class Told:
    """What is told of a running job: the stage (a message id), and how much of it is done."""

    stage: str = ""
    done: int = 0
    total: int = 0
    at: float = 0.0


class Progress:
    """Given to the function that works: it says how far it is, and learns that it should stop."""

    def __init__(self, job_id: int | None = None) -> None:
        self.job_id = job_id
        self.told = Told(at=time.time())
        self.cancelled = False

    def step(self, stage: str, done: int = 0, total: int = 0) -> None:
        """Say where the work is. Raises `Cancelled` when somebody asked to stop."""
        self.told = Told(stage, done, total, time.time())
        if self.cancelled:
            raise Cancelled

    def fraction(self, stage: str, share: float) -> None:
        """Say where the work is, as a share between 0 and 1."""
        self.step(stage, round(share * 1000), 1000)

    def beat(self) -> None:
        """Publish what was told, as a sign of life, and look whether somebody asked to stop."""
        self.told.at = time.time()
        cache.set(key(self.job_id, "told"), asdict(self.told), KEPT_SECONDS)
        self.cancelled = self.cancelled or bool(cache.get(key(self.job_id, "cancel")))


def key(job_id: int | None, what: str) -> str:
    """Return the name under which the cache keeps `what` of a job."""
    return f"job-{job_id}-{what}"


def told_of(job_id: int) -> Told | None:
    """Return what was last told of a job, or None."""
    kept = cache.get(key(job_id, "told"))
    return Told(**kept) if kept else None


def alive(job_id: int) -> bool:
    """Say whether the job gave a sign of life within its lease."""
    told = told_of(job_id)
    return told is not None and time.time() - told.at < settings.JOB_LEASE_SECONDS


@contextmanager
def beating(progress: Progress) -> Iterator[Progress]:
    """Publish the progress from a thread of its own while the work goes on."""
    stop = threading.Event()

    def beat_until_stopped() -> None:
        while not stop.wait(BEAT_SECONDS):
            progress.beat()
        connection.close()

    progress.beat()
    thread = threading.Thread(target=beat_until_stopped, daemon=True)
    thread.start()
    try:
        yield progress
    finally:
        stop.set()
        thread.join()
