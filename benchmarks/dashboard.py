"""`./run bench dashboard`: the dashboard of a province at 20 requests a second, on both databases.

The whole demonstration with its indicators computed, served by the real server; the deputy's dashboard is visited over
the loopback, open-loop. What the computing took is told beside it. Bar: that of issue 4.
"""

from benchmarks.load import Visitor
from benchmarks.pages import DATABASES, WARM_SECONDS, note, parse
from benchmarks.report import Report
from benchmarks.world import prepare, served, surroundings

BAR = 150.0


def main(arguments: list[str]) -> int:
    """Measure on the databases that are asked for, and return 0 where the bar holds."""
    asked = parse(arguments, "./run bench dashboard", __doc__)
    report = Report("dashboard")
    for kind in asked.databases:
        with surroundings(kind) as environment:
            print(f"Making the demonstration on {DATABASES[kind]} ...", flush=True)
            prepared = prepare(environment, asked.scale, maker="making_dashboard")
            for name in ("files", "periods", "readings"):
                report.details[f"{name} on {DATABASES[kind]}"] = prepared[name]
            report.add(f"{DATABASES[kind]}, computing {prepared['periods']} periods", prepared["seconds"], "s")
            with served(environment) as base:
                visitor = Visitor(base, prepared["cookie"], asked.rate)
                visitor.visit_all(prepared["addresses"], WARM_SECONDS)
                answers = visitor.visit_all(prepared["addresses"], asked.seconds)
                note(report, f"{DATABASES[kind]}, province dashboard", answers, BAR)
    return report.finish(asked.out)
