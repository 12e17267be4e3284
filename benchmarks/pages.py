"""`./run bench pages`: list, search, file and assignment at 20 requests a second, as an ordinary user.

The whole demonstration, served by the real server on SQLite and on PostgreSQL (durable: fsync on), visited by the
deputy from a process of its own over the loopback. The load is open-loop: a request is timed from when it was due.
Bars: the 95th percentiles that OpenCRVS publishes for its list, its search and one record (there on 12 cores).
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

from benchmarks.load import Answers, Visitor
from benchmarks.report import Report
from benchmarks.world import prepare, served, surroundings

BARS = {"list of files": 39.0, "search by name": 57.0, "one file": 171.0, "one assignment": 171.0}
DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
WARM_SECONDS = 3.0
SHOWN = 5


@dataclass(frozen=True)
class Asked:
    """How much to measure."""

    scale: float
    seconds: float
    rate: float
    databases: list[str]
    out: Path | None


def main(arguments: list[str]) -> int:
    """Measure on the databases that are asked for, and return 0 where every bar holds."""
    asked = parse(arguments)
    report = Report("pages")
    for kind in asked.databases:
        with surroundings(kind) as environment:
            print(f"Making the demonstration on {DATABASES[kind]} ...", flush=True)
            prepared = prepare(environment, asked.scale)
            report.details[f"files on {DATABASES[kind]}"] = prepared["files"]
            with served(environment) as base:
                visit(report, kind, Visitor(base, prepared["cookie"], asked.rate), prepared["addresses"], asked)
    return report.finish(asked.out)


def visit(report: Report, kind: str, visitor: Visitor, addresses: dict[str, list[str]], asked: Asked) -> None:
    """Visit each kind of page, and note its figures."""
    for name, bar in BARS.items():
        visitor.visit_all(addresses[name], WARM_SECONDS)
        answers = visitor.visit_all(addresses[name], asked.seconds)
        note(report, f"{DATABASES[kind]}, {name}", answers, bar)


def note(report: Report, what: str, answers: Answers, bar: float) -> None:
    """Note the percentiles and what went wrong."""
    report.add(f"{what}: p50", answers.quantile(0.50), "ms")
    report.add(f"{what}: p95", answers.quantile(0.95), "ms", bar=bar)
    report.add(f"{what}: p99", answers.quantile(0.99), "ms")
    report.add(f"{what}: errors of {len(answers.seconds)}", len(answers.faults), "", bar=0)
    for fault in answers.faults[:SHOWN]:
        print(f"    {fault}", flush=True)


def parse(arguments: list[str], program: str = "./run bench pages", description: str | None = __doc__) -> Asked:
    """Read what to measure."""
    parser = argparse.ArgumentParser(program, description=description)
    parser.add_argument("--json", type=Path, dest="out")
    parser.add_argument("--db", choices=[*DATABASES, "both"], default="both")
    parser.add_argument("--scale", type=float, default=1.0, help="1 is 22,485 files")
    parser.add_argument("--seconds", type=float, default=30.0, help="for each kind of page")
    parser.add_argument("--rate", type=float, default=20.0, help="requests a second")
    parser.add_argument("--small", action="store_true", help="a twentieth of the files, five seconds each")
    given = parser.parse_args(arguments)
    scale, seconds = (0.05, 5.0) if given.small else (given.scale, given.seconds)
    databases = list(DATABASES) if given.db == "both" else [given.db]
    return Asked(scale, seconds, given.rate, databases, given.out)
