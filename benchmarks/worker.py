"""`./run bench worker`: the day of a social worker with 640 files, at 20 requests a second.

The whole demonstration with one worker who has 640 files, their tasks, planned visits, notes and plans; served by the
real server on SQLite and on PostgreSQL (durable: fsync on). The first page, the page of a file, and saving a visit with
its decision and a task: a form sent once, with the token of its session and a key of its own. The load is open-loop: a
request is timed from when it was due. Bars: those of issue 3.
"""

from urllib.parse import urlencode

from benchmarks.load import Visitor
from benchmarks.pages import DATABASES, WARM_SECONDS, Asked, note, parse
from benchmarks.report import Report
from benchmarks.world import prepare, served, surroundings

BARS = {"first page": 60.0, "file page": 80.0}
SAVING = "saving a visit"
SAVING_BAR = 200.0


class Writer(Visitor):
    """Sends forms with one session; each address has its form, and leads to another page when it is stored."""

    wanted = 302

    def __init__(self, base: str, cookie: str, rate: float, forms: dict[str, dict[str, str]]) -> None:
        super().__init__(base, cookie, rate)
        self.headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        self.bodies = {address: urlencode(form) for address, form in forms.items()}

    def asked(self, address: str) -> tuple[str, str, str | None]:
        """Return the form of an address, to be sent there."""
        return "POST", address, self.bodies[address]


def main(arguments: list[str]) -> int:
    """Measure on the databases that are asked for, and return 0 where every bar holds."""
    asked = parse(arguments, "./run bench worker", __doc__)
    report = Report("worker")
    for kind in asked.databases:
        with surroundings(kind) as environment:
            print(f"Making the demonstration on {DATABASES[kind]} ...", flush=True)
            prepared = prepare(environment, asked.scale, maker="making_worker")
            for name in ("files", "files of the worker"):
                report.details[f"{name} on {DATABASES[kind]}"] = prepared[name]
            with served(environment) as base:
                look(report, kind, Visitor(base, prepared["cookie"], asked.rate), prepared["pages"], asked)
                forms = dict(prepared["visits"])
                save(report, kind, Writer(base, prepared["cookie"], asked.rate, forms), list(forms), asked)
    return report.finish(asked.out)


def look(report: Report, kind: str, visitor: Visitor, pages: dict[str, list[str]], asked: Asked) -> None:
    """Visit each kind of page, and note its figures."""
    for name, bar in BARS.items():
        visitor.visit_all(pages[name], WARM_SECONDS)
        note(report, f"{DATABASES[kind]}, {name}", visitor.visit_all(pages[name], asked.seconds), bar)


def save(report: Report, kind: str, writer: Writer, addresses: list[str], asked: Asked) -> None:
    """Save visits, each once, as long as there are families that were not visited, and note the figures."""
    warm = min(len(addresses) // 10, round(writer.rate * WARM_SECONDS))
    writer.visit_all(addresses[:warm], warm / writer.rate)
    rest = addresses[warm:]
    seconds = min(asked.seconds, len(rest) / writer.rate)
    note(report, f"{DATABASES[kind]}, {SAVING}", writer.visit_all(rest, seconds), SAVING_BAR)
