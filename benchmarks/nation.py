"""`./run bench nation [--files N --events M]`: the dashboard of the country on PostgreSQL.

A country of synthetic rows made in SQL: N files, M events (visits and aid, half each), 7,500 centres. They are
computed from nothing at half of it and at all of it; the dashboard is then visited from the readings. Bar: issue 4.
"""

import argparse
from pathlib import Path

from benchmarks.load import Visitor
from benchmarks.pages import WARM_SECONDS, note
from benchmarks.report import Report
from benchmarks.world import prepare, served, surroundings

BAR = 200.0
FILES, EVENTS = 200_000, 1_000_000


def main(arguments: list[str]) -> int:
    """Measure, and return 0 where the bar holds."""
    parser = argparse.ArgumentParser("./run bench nation", description=__doc__)
    parser.add_argument("--json", type=Path, dest="out")
    parser.add_argument("--files", type=int, default=FILES, help="the country has 2,337,393")
    parser.add_argument("--events", type=int, default=EVENTS, help="the country has 50 million")
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--rate", type=float, default=20.0, help="requests a second")
    asked = parser.parse_args(arguments)
    report = Report("nation")
    report.details |= {"files": asked.files, "events": asked.events}
    with surroundings("postgresql") as environment:
        print(f"Making a country of {asked.files:,} files and {asked.events:,} events ...", flush=True)
        prepared = prepare(environment, asked.files, asked.events, maker="making_nation")
        report.details["readings"] = prepared["readings"]
        report.add(f"from nothing, {asked.files // 2:,} files", prepared["half"], "s")
        report.add(f"from nothing, {asked.files:,} files", prepared["whole"], "s")
        report.add("growth when data double", prepared["whole"] / max(0.01, prepared["half"]), "times")
        with served(environment) as base:
            visitor = Visitor(base, prepared["cookie"], asked.rate)
            visitor.visit_all(prepared["addresses"], WARM_SECONDS)
            note(report, "dashboard of the nation", visitor.visit_all(prepared["addresses"], asked.seconds), BAR)
    return report.finish(asked.out)
