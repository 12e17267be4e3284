"""`./run bench allocation`: the optimum beside OR-Tools' min-cost flow over all arcs, each in a process of its own.

Bars as in issue 2. Ratios are within one run on one machine; the machine's other load is printed with them.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

from benchmarks.report import Report

FILES, CENTRES = 22_485, 421
MANY_FILES, MANY_CENTRES = 2_337_393, 7_500
TIGHTNESS, SEEDS = (1.03, 1.10, 1.30), (1, 2, 3)
PUBLISHED_SECONDS, PUBLISHED_MB = 410.0, 4600.0
"""What OR-Tools needed for the 16 nearest arcs of the country, as issue 2 has it; measured with --large-oracle."""

Side = dict[str, float | bool | int | str]


def side(name: str, *values: object) -> Side:
    """Run one side in a fresh process and read what it prints."""
    command = [sys.executable, "-m", "benchmarks.allocation_side", name, *map(str, values)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    answer: Side = json.loads(done.stdout.splitlines()[-1])
    return answer


def compare(report: Report, tightness: float, seed: int, files: int, centres: int) -> None:
    """One province: the same optimum, how much faster, how much leaner."""
    name = f"{files:,} x {centres}, tightness {tightness:.2f}, seed {seed}"
    ours, theirs = (side(who, files, centres, tightness, seed) for who in ("ours", "ortools"))
    report.details[name] = {"ours": ours, "ortools": theirs}
    report.add(f"{name}: cost less OR-Tools' optimum", float(ours["cost"]) - float(theirs["cost"]), "m", bar=0)
    report.add(f"{name}: cost less its bound", float(ours["cost"]) - float(ours["bound"]), "m", bar=0)
    report.add(f"{name}: our seconds", float(ours["seconds"]), "s")
    report.add(f"{name}: OR-Tools' seconds", float(theirs["seconds"]), "s")
    report.add(f"{name}: share of its time", float(ours["seconds"]) / float(theirs["seconds"]), "", bar=1 / 15)
    report.add(f"{name}: share of its memory", float(ours["mb"]) / float(theirs["mb"]), "", bar=1 / 3)
    again = float(ours["again_seconds"]) / float(ours["seconds"])
    report.add(f"{name}: again after 10 pins and a closure, share of the first run", again, "", bar=1 / 5)
    difference = float(ours["again_cost"]) - float(ours["afresh_cost"])
    report.add(f"{name}: again, cost less that from zero", abs(difference), "m", bar=0)
    report.add(f"{name}: one new file, median", float(ours["insert_ms"]), "ms", bar=20)
    report.add(f"{name}: one new file, others moved, most", float(ours["insert_moved"]), "files")
    report.add(f"{name}: at most 3 others, moved, most", float(ours["capped_moved"]), "files", bar=3)
    report.add(f"{name}: at most 3 others, gap, most", float(ours["capped_gap"]), "m")
    report.add(f"{name}: wrong plans refused", float(ours["refused"]), "of 4", bar=4, at_least=True)


def fresh(report: Report, files: int, centres: int) -> None:
    """No compiling in a request: the first call of a fresh process beside its second."""
    answer = side("fresh", files, centres, 1.1, 1)
    report.details["fresh process"] = answer
    report.add("fresh process: first call", float(answer["first"]), "s")
    report.add(
        "fresh process: first call more than the second", float(answer["first"]) - float(answer["second"]), "s", bar=3
    )


def country(report: Report, files: int, centres: int, *, oracle: bool) -> None:
    """The whole country, certified; beside OR-Tools on the 16 nearest arcs alone, measured here or as published."""
    name = f"{files:,} x {centres:,}"
    ours = side("large", files, centres, 1.1, 1)
    theirs: Side = {"seconds": PUBLISHED_SECONDS, "mb": PUBLISHED_MB, "published": True}
    if oracle:
        theirs = side("nearest16", files, centres, 1.1, 1)
    report.details[name] = {"ours": ours, "ortools on 16 arcs": theirs}
    report.add(f"{name}: cost less its bound", float(ours["cost"]) - float(ours["bound"]), "m", bar=0)
    report.add(f"{name}: our seconds", float(ours["seconds"]), "s")
    report.add(f"{name}: our memory", float(ours["mb"]), "MB")
    report.add(f"{name}: OR-Tools on 16 arcs, seconds", float(theirs["seconds"]), "s")
    report.add(f"{name}: share of its time", float(ours["seconds"]) / float(theirs["seconds"]), "", bar=1 / 4)
    report.add(f"{name}: share of its memory", float(ours["mb"]) / float(theirs["mb"]), "", bar=1 / 2)


def main(argv: list[str]) -> int:
    """Measure; print the table; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(prog="./run bench allocation", description=__doc__)
    parser.add_argument("--json", type=Path, help="write the figures to this file as well")
    parser.add_argument("--quick", action="store_true", help="one province instead of nine")
    parser.add_argument("--large", action="store_true", help="the country as well: minutes, 2 GB")
    parser.add_argument(
        "--large-oracle", action="store_true", help="and OR-Tools on its 16 nearest arcs: 10 minutes, 5 GB"
    )
    chosen = parser.parse_args(argv)
    report = Report("allocation")
    side("warm")
    for tightness in TIGHTNESS[:1] if chosen.quick else TIGHTNESS:
        for seed in SEEDS[:1] if chosen.quick else SEEDS:
            compare(report, tightness, seed, FILES, CENTRES)
    fresh(report, FILES, CENTRES)
    if chosen.large or chosen.large_oracle:
        country(report, MANY_FILES, MANY_CENTRES, oracle=chosen.large_oracle)
    return report.finish(chosen.json)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
