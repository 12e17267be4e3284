"""`./run check-long [NAME]`: the tests marked `long`, one after the other, each with its figure.

A long test tells its figure with pytest's own `record_property("figure", "0.31 s, bar 0.5 s")`.
"""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tests.support.run_tests import ROOT, say, surroundings


@dataclass(frozen=True)
class LongCheck:
    """What came of one long test."""

    name: str
    good: bool
    seconds: float
    figure: str

    def line(self) -> str:
        """Return the check as a row of the table."""
        return f"  {'ok  ' if self.good else 'FAIL'} {self.seconds:7.1f} s  {self.name}  {self.figure}"


def pytest(environment: dict[str, str], *arguments: str, quiet: bool = False) -> str:
    """Run pytest on the long tests and return what it printed, if it was to be quiet."""
    command = [sys.executable, "-m", "pytest", "-m", "long", "--tb=short", *arguments]
    output = subprocess.PIPE if quiet else None
    return subprocess.run(command, cwd=ROOT, env=environment, stdout=output, text=True, check=False).stdout or ""


def find(environment: dict[str, str], name: str) -> list[str]:
    """Return the addresses of the long tests whose address contains `name`."""
    listed = pytest(environment, "--collect-only", quiet=True).splitlines()
    return [line for line in listed if "::" in line and name in line]


def run_one(environment: dict[str, str], address: str) -> LongCheck:
    """Run one long test and read its figure from pytest's report."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="hamdeli-long-") as folder:
        report = Path(folder) / "report.xml"
        pytest(environment, "-o", "junit_family=xunit1", f"--junitxml={report}", address)
        case = ElementTree.parse(report).getroot().find(".//testcase") if report.exists() else None
    if case is None:
        return LongCheck(address, False, time.monotonic() - begun, "did not run")
    good = not any(case.findall(fault) for fault in ("failure", "error", "skipped"))
    figures = [str(found.get("value")) for found in case.iter("property") if found.get("name") == "figure"]
    return LongCheck(address, good, time.monotonic() - begun, "; ".join(figures))


def main(arguments: list[str]) -> int:
    """Run the long tests that are asked for and print what came of each."""
    kind = "postgresql" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "sqlite"
    with surroundings(kind) as environment:
        addresses = [address for name in arguments or [""] for address in find(environment, name)]
        if not addresses:
            say("There is no such long check. (چنین وارسی طولانی‌ای نیست.)")
            return 2
        checks = []
        for number, address in enumerate(addresses, start=1):
            say(f"[{number}/{len(addresses)}] {address}")
            checks.append(run_one(environment, address))
            say(checks[-1].line())
    say("\n== Long checks (وارسی‌های طولانی) ==")
    say("\n".join(check.line() for check in checks))
    return 0 if all(check.good for check in checks) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
