"""`./run bench import`: a workbook of 22,485 rows, previewed and stored, on SQLite and on PostgreSQL."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil

from benchmarks.report import Report
from tests.support.postgres import database

MOST_SECONDS, MOST_MEGABYTES, LONGEST_SILENCE = 30, 400, 1.0
ROWS = 22_485
SAMPLE_SECONDS = 0.02


def main(arguments: list[str]) -> int:
    """Measure, print, and return 0 where every bar holds."""
    parser = argparse.ArgumentParser(prog="./run bench import", description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--db", choices=("sqlite", "postgresql", "both"), default="both")
    asked = parser.parse_args(arguments)
    report = Report("import")
    if asked.db in ("sqlite", "both"):
        measure(report, "SQLite", "")
    if asked.db in ("postgresql", "both"):
        with database(durable=True) as url:
            measure(report, "PostgreSQL", url)
    return report.finish(asked.json)


def measure(report: Report, name: str, url: str) -> None:
    """Prepare a province of its own, bring the list in, and note the figures."""
    with tempfile.TemporaryDirectory(prefix="hamdeli-bench-") as folder:
        environment = {**os.environ, "HAMDELI_VAR": folder, "DJANGO_SETTINGS_MODULE": "hamdeli.config.settings"}
        environment |= {"DATABASE_URL": url or f"sqlite:///{folder}/bench.sqlite3"}
        command = [sys.executable, "-m", "benchmarks.import_work"]
        subprocess.run([*command, "prepare", folder], env=environment, check=True)
        told, megabytes = watched([*command, "work", folder], environment)
    note(report, name, told, megabytes)


def watched(command: list[str], environment: dict[str, str]) -> tuple[dict[str, Any], float]:
    """Run a command; return the JSON that it prints, and the most memory of it and all its children (megabytes)."""
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as process:
        watcher = psutil.Process(process.pid)
        most = 0
        while process.poll() is None:
            most = max(most, memory(watcher))
            time.sleep(SAMPLE_SECONDS)
        assert process.stdout is not None
        printed = process.stdout.read()
    if process.returncode:
        raise SystemExit(f"the work failed: {process.returncode}")
    return json.loads(printed.splitlines()[-1]), most / 1024**2


def memory(process: psutil.Process) -> int:
    """Return the resident bytes of a process and of all its children."""
    total = 0
    try:
        for each in (process, *process.children(recursive=True)):
            total += each.memory_info().rss
    except psutil.Error:
        return total
    return total


def note(report: Report, name: str, told: dict[str, Any], megabytes: float) -> None:
    """Put the figures beside their bars."""
    seconds = told["preview_seconds"] + told["store_seconds"]
    report.add(f"{name}: preview", told["preview_seconds"], "s")
    report.add(f"{name}: store", told["store_seconds"], "s")
    report.add(f"{name}: preview and store", seconds, "s", bar=MOST_SECONDS)
    report.add(f"{name}: memory with the reading process", megabytes, "MB", bar=MOST_MEGABYTES)
    silence = max(told["preview_silence"], told["store_silence"])
    report.add(f"{name}: longest time without progress", silence, "s", bar=LONGEST_SILENCE)
    report.add(f"{name}: rows stored", told["stored"], "rows", bar=ROWS, at_least=True)
    report.add(f"{name}: mandates taken over in it", told["mandates"], "mandates")
    report.add(f"{name}: handing over the waiting rest", told["hand_over_rest"], "s")
    report.details[name] = told


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
