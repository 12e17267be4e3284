"""`./run test`: the whole suite on SQLite, then on PostgreSQL, and what came of it."""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from tests.support.browsers import MISSING, chromium
from tests.support.postgres import database

ROOT = Path(__file__).resolve().parent.parent.parent
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
AT_ONCE = ("-n", str(min(4, os.cpu_count() or 1)), "--dist", "load")
"""A process for each core, each with a database of its own; `-n 0` among the arguments takes it back.

In the order of the collection, never stolen from the end: tests with real transactions come last, and lower the guards.
"""


@dataclass(frozen=True)
class Outcome:
    """What one run of the suite on one database ended with."""

    database: str
    code: int
    passed: int
    failed: int
    skipped: int
    seconds: float

    @property
    def good(self) -> bool:
        """Tell whether something ran and nothing failed."""
        return self.code == 0 and self.passed > 0 and self.failed == 0

    def line(self) -> str:
        """Return the outcome in words."""
        counts = f"passed {self.passed:5}   failed {self.failed:3}   skipped {self.skipped:3}"
        return f"  {'ok  ' if self.good else 'FAIL'} {self.database:10}  {counts}   {self.seconds:6.0f} s"


def say(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)


@contextmanager
def surroundings(kind: str) -> Iterator[dict[str, str]]:
    """Yield an environment with a folder of its own and the database `kind`."""
    with tempfile.TemporaryDirectory(prefix="hamdeli-test-") as folder:
        plain = {name: value for name, value in os.environ.items() if not name.startswith("HAMDELI_")}
        plain |= {"HAMDELI_VAR": folder, "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT)}
        if kind == "sqlite":
            plain.pop("DATABASE_URL", None)
            yield plain
            return
        with database() as url:
            yield {**plain, "DATABASE_URL": url}


def count(report: Path) -> tuple[int, int, int]:
    """Return how many tests passed, failed and were skipped, as pytest's XML report counts them."""
    if not report.exists():
        return 0, 0, 0
    suite: Any = ElementTree.parse(report).getroot().find("testsuite")
    total, skipped = int(suite.get("tests")), int(suite.get("skipped"))
    failed = int(suite.get("failures")) + int(suite.get("errors"))
    return total - failed - skipped, failed, skipped


def run_on(kind: str, arguments: list[str]) -> Outcome:
    """Run the suite on one database."""
    say(f"\n== Tests on {NAMES[kind]} (آزمون‌ها روی {NAMES[kind]}) ==")
    begun = time.monotonic()
    with surroundings(kind) as environment:
        report = Path(environment["HAMDELI_VAR"]) / "report.xml"
        command = [sys.executable, "-m", "pytest", "--tb=short", f"--junitxml={report}", *AT_ONCE, *arguments]
        code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        return Outcome(NAMES[kind], code, *count(report), seconds=time.monotonic() - begun)


def summarise(outcomes: list[Outcome]) -> int:
    """Print the closing summary and return the exit code."""
    say("\n== Summary (خلاصه) ==")
    for outcome in outcomes:
        say(outcome.line())
    lacking = chromium() is None
    if lacking:
        say(f"  note: {MISSING}")
    if lacking and os.environ.get("CI") == "true":
        say("  FAIL browser     with CI=true the tests in a browser may not be left out")
        return 1
    good = all(outcome.good for outcome in outcomes)
    say("All tests passed. (همه آزمون‌ها گذشت.)" if good else "Some tests FAILED, or nothing ran. (آزمون‌ها نگذشت.)")
    return 0 if good else 1


def main(arguments: list[str]) -> int:
    """Run the suite on the databases that are asked for."""
    parser = argparse.ArgumentParser("./run test", description="The tests; other arguments go to pytest.")
    parser.add_argument("--db", choices=["sqlite", "postgresql", "both"], default="both")
    chosen, others = parser.parse_known_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    kinds = list(NAMES) if chosen.db == "both" else [chosen.db]
    return summarise([run_on(kind, others) for kind in kinds])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
