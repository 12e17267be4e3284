"""How far the work is: one line that grows on a terminal, plain lines elsewhere."""

import sys
import time
from typing import TextIO

from hamdeli.config.allocate.words import Words
from hamdeli.config.allocate.words import gettext_noop as _

WIDTH = 24
STAGES = {
    "read_centres": _("Reading the centres"),
    "read_files": _("Reading the files"),
    "prepare": _("Preparing"),
    "levels": _("Solving samples first"),
    "candidates": _("Looking for candidates"),
    "raise": _("Finding prices"),
    "chains": _("Moving along chains"),
    "lower": _("Lowering prices"),
    "certify": _("Proving the optimum"),
    "explain": _("Finding reasons"),
    "write": _("Writing the workbook"),
}


class Bar:
    """Progress by stages; keeps how many seconds each took."""

    def __init__(self, words: Words, out: TextIO | None = None) -> None:
        self.words = words
        self.out = out or sys.stderr
        self.terminal = self.out.isatty()
        self.stage = ""
        self.begun = self.drawn = 0.0
        self.seconds: dict[str, float] = {}

    def __call__(self, stage: str, share: float = 0.0) -> None:
        """Say that `stage` has come to `share` (0 to 1)."""
        if stage != self.stage:
            self.close()
            self.stage, self.begun, self.drawn = stage, time.monotonic(), 0.0
            if not self.terminal and stage in STAGES:
                self.write(f"{self.words(STAGES[stage])} ...\n")
        if self.terminal and stage in STAGES and time.monotonic() - self.drawn > 0.05:
            self.drawn = time.monotonic()
            self.draw(min(max(share, 0.0), 1.0))

    def rows(self, stage: str, count: int) -> None:
        """Say how many rows were read, where nobody knows how many there will be."""
        self(stage)
        if self.terminal:
            self.write(f"\r\x1b[K{self.words(STAGES[stage])}: {self.words.shown(count)}")

    def draw(self, share: float) -> None:
        """Write the line over."""
        full = round(WIDTH * share)
        self.write(f"\r\x1b[K[{'█' * full}{'·' * (WIDTH - full)}] {self.words(STAGES[self.stage])}")

    def close(self) -> None:
        """End the stage and note how long it took."""
        if self.stage:
            self.seconds[self.stage] = round(time.monotonic() - self.begun, 4)
            if self.terminal:
                self.write("\r\x1b[K")
        self.stage = ""

    def write(self, text: str) -> None:
        """Write at once, so that a reader of a pipe sees it too."""
        self.out.write(text)
        self.out.flush()
