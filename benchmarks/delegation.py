"""`./run bench delegation`: approving 22,485 mandates on both databases, and how evenly the demonstration is filled."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.report import Report
from tests.support.postgres import database

MOST_SECONDS, MANDATES = 10, 22_485
BRIM, LONGER = 0.60, 0.015
EVEN = "even"
"""The preset of evenness that the bars are about."""


def main(arguments: list[str]) -> int:
    """Measure, print, and return 0 where every bar holds."""
    parser = argparse.ArgumentParser(prog="./run bench delegation", description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--db", choices=("sqlite", "postgresql", "both"), default="both")
    parser.add_argument("--part", choices=("approvals", "evenness", "both"), default="both")
    asked = parser.parse_args(arguments)
    report = Report("delegation")
    if asked.part != "evenness" and asked.db != "postgresql":
        note_approvals(report, "SQLite", told("approvals", ""))
    if asked.part != "evenness" and asked.db != "sqlite":
        with database(durable=True) as url:
            note_approvals(report, "PostgreSQL", told("approvals", url))
    if asked.part != "approvals":
        note_evenness(report, told("evenness", ""))
    return report.finish(asked.json)


def told(part: str, url: str) -> dict[str, Any]:
    """Run one part in a process and a database of its own; return what it prints."""
    with tempfile.TemporaryDirectory(prefix="hamdeli-bench-") as folder:
        environment = {**os.environ, "HAMDELI_VAR": folder, "DJANGO_SETTINGS_MODULE": "hamdeli.config.settings"}
        environment |= {"DATABASE_URL": url or f"sqlite:///{folder}/bench.sqlite3", "HAMDELI_DEMO": "true"}
        command = [sys.executable, "-m", "benchmarks.delegation_work", part]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def note_approvals(report: Report, name: str, answer: dict[str, Any]) -> None:
    """Put the seconds of the acts beside their bar."""
    report.add(f"{name}: proposing for all waiting files", answer["waiting_proposed"], "s")
    report.add(f"{name}: mandates approved", answer["waiting_mandates"], "mandates", bar=MANDATES, at_least=True)
    report.add(f"{name}: approving them", answer["waiting_approved"], "s", bar=MOST_SECONDS)
    report.add(f"{name}: undoing them as one", answer["undo"], "s")
    report.add(f"{name}: files transferred by a rebalance", answer["transferred"], "files")
    report.add(f"{name}: approving the rebalance", answer["moving_approved"], "s", bar=MOST_SECONDS)
    report.details[name] = answer


def note_evenness(report: Report, answer: dict[str, Any]) -> None:
    """Put brim and distance of each preset beside those without tiers."""
    plain = answer["presets"]["none"]
    for preset, found in answer["presets"].items():
        longer = found["metres"] / plain["metres"] - 1
        bars = {"brim": BRIM, "longer": LONGER} if preset == EVEN else {}
        report.add(f"evenness {preset}: centres filled to the brim", found["brim"], "", bar=bars.get("brim"))
        report.add(f"evenness {preset}: mean distance longer by", longer, "", bar=bars.get("longer"))
        report.add(f"evenness {preset}: proved", found["optimal"], "", bar=1, at_least=True)
    report.details["evenness"] = answer


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
