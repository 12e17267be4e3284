"""Processes that belong to this one: started, watched, started again when they die, stopped together."""

import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

PATIENCE_SECONDS = 10.0
QUICK_DEATH_SECONDS = 5.0
MOST_QUICK_DEATHS = 5


class DiesAgain(Exception):
    """A process ended again and again right after its start."""

    def __init__(self, name: str, code: int) -> None:
        super().__init__(name)
        self.name, self.code = name, code


@dataclass
class Child:
    """One process, kept alive. It has a session of its own, so that Ctrl-C reaches only whoever looks after it."""

    name: str
    arguments: Sequence[str]
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    quick_deaths: int = 0

    def start(self) -> None:
        """Start the process."""
        self.started = time.monotonic()
        command = [sys.executable, "-m", *self.arguments]
        self.process = subprocess.Popen(command, start_new_session=True, stdin=subprocess.DEVNULL)  # noqa: S603

    def tend(self) -> bool:
        """Start the process again if it has ended; say whether it had. Raises `DiesAgain` when that does not help."""
        code = self.process.poll() if self.process else None
        if code is None:
            return False
        quick = time.monotonic() - self.started < QUICK_DEATH_SECONDS
        self.quick_deaths = self.quick_deaths + 1 if quick else 0
        if self.quick_deaths >= MOST_QUICK_DEATHS:
            raise DiesAgain(self.name, code)
        self.start()
        return True


@dataclass
class Family:
    """All processes of the site."""

    children: list[Child] = field(default_factory=list)

    def start(self) -> None:
        """Start all."""
        for child in self.children:
            child.start()

    def tend(self) -> None:
        """Look after all once."""
        for child in self.children:
            if child.tend():
                print(f"{child.name} had stopped and was started again.", file=sys.stderr, flush=True)

    def stop(self) -> None:
        """Ask all to stop, and end those that do not within ten seconds."""
        running = [child.process for child in self.children if child.process and child.process.poll() is None]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + PATIENCE_SECONDS
        for process in running:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
