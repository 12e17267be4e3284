"""Stages of a run: how long each took, how far it is, whether the caller has had enough."""

from collections.abc import Callable
from time import perf_counter

from .faults import Cancelled


class Stages:
    """`seconds` by stage; tells `progress(stage, share)`; raises Cancelled when `cancelled()` says so."""

    def __init__(self, progress: Callable[[str, float], None] | None, cancelled: Callable[[], bool] | None) -> None:
        self.seconds: dict[str, float] = {}
        self._progress, self._cancelled = progress, cancelled
        self._stage, self._since = "", perf_counter()

    def enter(self, stage: str) -> None:
        """End the present stage and begin another."""
        now = perf_counter()
        if self._stage:
            self.seconds[self._stage] = self.seconds.get(self._stage, 0.0) + now - self._since
        self._stage, self._since = stage, now
        self.reach(1.0 if stage == "done" else 0.0)

    def reach(self, share: float) -> None:
        """Say how far the present stage is."""
        if self._cancelled is not None and self._cancelled():
            raise Cancelled
        if self._progress is not None:
            self._progress(self._stage, min(1.0, max(0.0, share)))
