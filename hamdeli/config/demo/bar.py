"""Telling how far long work is: a bar on a terminal, plain lines elsewhere."""

import sys
import time
from typing import Protocol, TextIO

from django.utils.translation import gettext

WIDTH = 30


class Tell(Protocol):
    """How the maker says where it is. A stage is an English message id."""

    def __call__(self, stage: str, done: int = 0, total: int = 0) -> None:
        """Say that `stage` has come to `done` of `total`; without a total, that it has begun."""


class Bar:
    """One line that is written over on a terminal; one line for each stage elsewhere. Keeps how long each took."""

    def __init__(self, out: TextIO | None = None) -> None:
        self.out = out or sys.stderr
        self.terminal = self.out.isatty()
        self.begun = self.stage_begun = time.monotonic()
        self.stage = ""
        self.seconds: dict[str, float] = {}

    def __call__(self, stage: str, done: int = 0, total: int = 0) -> None:
        """Say that `stage` has come to `done` of `total`; without a total, that it has begun."""
        if stage != self.stage:
            self.close_stage()
            self.stage, self.stage_begun = stage, time.monotonic()
            if not self.terminal:
                self.write(f"{gettext(stage)} ...\n")
        if self.terminal:
            self.draw(done / total if total else 0.0)

    def draw(self, share: float) -> None:
        """Write the line over."""
        full = round(WIDTH * min(share, 1.0))
        self.write(f"\r\x1b[K[{'█' * full}{'·' * (WIDTH - full)}] {share:4.0%}  {gettext(self.stage)}")

    def close_stage(self) -> None:
        """Note how long the stage took."""
        if not self.stage:
            return
        taken = time.monotonic() - self.stage_begun
        self.seconds[self.stage] = self.seconds.get(self.stage, 0.0) + taken
        if self.terminal:
            self.write(f"\r\x1b[K✓ {gettext(self.stage)}  {taken:.1f} s\n")
        self.stage = ""

    def close(self) -> float:
        """End the last stage; return the seconds since the start."""
        self.close_stage()
        return time.monotonic() - self.begun

    def write(self, text: str) -> None:
        """Write at once, so that a reader of a pipe sees it too."""
        self.out.write(text)
        self.out.flush()
