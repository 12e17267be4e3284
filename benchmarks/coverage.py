"""`./run bench coverage`: where the next centres should open, beside HiGHS on the same instance.

Bars as in issue 4: 10,000 points, 2,000 sites, k = 50 within 10 s; 99% of what HiGHS finds in its time (400 s unless
said otherwise). Each side runs in a process of its own; the machine's other load is printed with the figures.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

from benchmarks.report import Report

LARGE, SMALL = (10_000, 2_000, 50), (500, 200, 10)
REACHES = (12_000, 20_000, 30_000)
TIGHTNESS, SEEDS = (4.0, 1.0), (1, 2, 3)
SECONDS, SHARE = 10.0, 0.99

Side = dict[str, float | bool | int | str]


def side(name: str, *values: object) -> Side:
    """Run one side in a fresh process and read what it prints."""
    command = [sys.executable, "-m", "benchmarks.coverage_side", name, *map(str, values)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    answer: Side = json.loads(done.stdout.splitlines()[-1])
    return answer


def compare(report: Report, tightness: float, seed: int, limit: float) -> None:
    """One large instance: time, what is reached, what is proved, and HiGHS."""
    name = f"10,000 x 2,000, k 50, tightness {tightness}, seed {seed}"
    ours = side("ours", *LARGE, tightness, seed)
    theirs = side("highs", limit, *LARGE, tightness, seed) if limit else {}
    report.details[name] = {"ours": ours, "highs": theirs, "highs_limit": limit}
    report.add(f"{name}: seconds", float(ours["seconds"]), "s", bar=SECONDS)
    report.add(f"{name}: reached", float(ours["reached"]), "people")
    report.add(f"{name}: proved bound", float(ours["bound"]), "people")
    report.add(f"{name}: gap", float(ours["gap"]) * 100, "%")
    report.add(f"{name}: memory", float(ours["mb"]), "MB")
    report.add(f"{name}: faults found by the independent check", len(ours["faults"]), "", bar=0)  # type: ignore[arg-type]
    if theirs and theirs["reached"]:
        share = float(ours["reached"]) / float(theirs["reached"])
        report.add(f"{name}: HiGHS reached in {limit:.0f} s", float(theirs["reached"]), "people")
        report.add(f"{name}: share of what HiGHS reached", share, "", bar=SHARE, at_least=True)


def small(report: Report, tightness: float, seed: int, reach: int, limit: float) -> None:
    """One instance of 500 points and 200 sites: whether it was searched to the end, and HiGHS."""
    name = f"500 x 200, k 10, reach {reach // 1000} km, tightness {tightness}, seed {seed}"
    ours = side("ours", *SMALL, tightness, seed, reach)
    theirs = side("highs", limit, *SMALL, tightness, seed, reach) if limit else {}
    report.details[name] = {"ours": ours, "highs": theirs}
    report.add(f"{name}: seconds", float(ours["seconds"]), "s")
    report.add(f"{name}: proved optimal (1 is yes)", float(bool(ours["optimal"])), "", bar=1, at_least=True)
    report.add(f"{name}: gap", float(ours["gap"]) * 100, "%")
    if theirs:
        report.add(f"{name}: people fewer than HiGHS", float(theirs["reached"]) - float(ours["reached"]), "people")


def main(argv: list[str]) -> int:
    """Measure; print the table; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(prog="./run bench coverage", description=__doc__)
    parser.add_argument("--json", type=Path, help="write the figures to this file as well")
    parser.add_argument("--small", action="store_true", help="one large instance and one small one")
    parser.add_argument("--highs-seconds", type=float, default=400.0, help="how long HiGHS may look; 0 leaves it out")
    chosen = parser.parse_args(argv)
    report, limit = Report("coverage"), chosen.highs_seconds
    side("warm")
    for tightness in TIGHTNESS[:1] if chosen.small else TIGHTNESS:
        for seed in SEEDS[:1] if chosen.small else SEEDS:
            compare(report, tightness, seed, limit)
            for reach in REACHES[:1] if chosen.small else REACHES:
                small(report, tightness, seed, reach, min(limit, 60.0))
    return report.finish(chosen.json)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
