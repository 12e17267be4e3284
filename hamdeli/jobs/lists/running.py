"""Running a list: look through it without writing anything, or store it in one transaction."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext_noop

from hamdeli.jobs.lists.judging import Fate, Listing, Verdict
from hamdeli.jobs.lists.samples import sample
from hamdeli.jobs.progress import Progress
from hamdeli.jobs.references import check_references
from hamdeli.jobs.running import JobFault
from hamdeli.journal.actors import Actor
from hamdeli.journal.chain import digest_of
from hamdeli.journal.once import once
from hamdeli.journal.writing import write
from hamdeli.sheets.faults import CellFault, SheetFault
from hamdeli.sheets.limits import MEGABYTE, Limits
from hamdeli.sheets.table import Row, Table, read_table

Item = TypeVar("Item")
CHUNK = 500
SAMPLES = 50
SELDOM = 100_000
LIMITS = Limits(file_bytes=20 * MEGABYTE)
READING = gettext_noop("reading the rows")
CHECKING = gettext_noop("checking the rows")
STORING = gettext_noop("storing the rows")
CLOSING = gettext_noop("writing it into the journal")


@dataclass
class Tally:
    """What a list would do, or has done: counts by fate, first rows of each, and the faults by row."""

    headings: dict[str, int] = field(default_factory=dict)
    heading_row: int = 1
    unknown: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: {fate.value: 0 for fate in Fate})
    samples: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {fate.value: [] for fate in Fate})
    faults: dict[int, list[CellFault]] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """How many rows were judged."""
        return sum(self.counts.values())

    def add(self, verdict: Verdict) -> None:
        """Count one row."""
        self.counts[verdict.fate] += 1
        if verdict.faults:
            self.faults[verdict.row.number] = verdict.faults
        if len(self.samples[verdict.fate]) < SAMPLES:
            self.samples[verdict.fate].append(sample(verdict))


def look_through(listing: Listing, path: Path, progress: Progress) -> Tally:
    """Judge every row of the file at `path`, as it is read; nothing is written. Raises JobFault."""
    with spoken_faults(), seldom_collecting():
        table = open_table(listing, path)
        progress.step(READING)
        tally = tally_of(table)
        for rows in chunks(table, CHUNK):
            for verdict in listing.judge(rows):
                tally.add(verdict)
            progress.step(CHECKING, tally.rows)
    return not_empty(tally)


def take_in(
    listing: Listing, path: Path, progress: Progress, *, actor: Actor, key: str, digest: str, leave_out: int
) -> dict[str, Any]:
    """Store the file at `path` in one transaction, once for each `key`, and return the counts.

    The rows are judged anew. More than `leave_out` faulty ones: JobFault, and nothing is stored.
    """
    with spoken_faults(), seldom_collecting():
        table = open_table(listing, path)
        progress.step(READING)
        rows = all_rows(table, progress)

    def act() -> dict[str, Any]:
        return store(listing, rows, not_empty_rows(rows, tally_of(table)), progress, actor, digest, leave_out)

    body = [listing.kind, digest, leave_out]
    with seldom_collecting():
        outcome: dict[str, Any] = once(key=key, actor=actor, purpose=f"import {listing.kind}", body=body, act=act)
    return outcome


@transaction.atomic
def store(
    listing: Listing,
    rows: Sequence[Row],
    tally: Tally,
    progress: Progress,
    actor: Actor,
    digest: str,
    leave_out: int,
) -> dict[str, Any]:
    """Judge and write the rows, and tell the journal once."""
    told: list[str] = []
    listing.locking = True
    for part in chunks(rows, CHUNK):
        verdicts = listing.judge(part)
        for verdict in verdicts:
            tally.add(verdict)
        refuse_faults(tally, leave_out)
        good = [verdict for verdict in verdicts if verdict.fate in (Fate.CREATED, Fate.CHANGED)]
        listing.store(good)
        check_references()
        told += [digest_of([v.code, v.fate, [[c.field, c.old, c.new] for c in v.changes]]) for v in good]
        progress.step(STORING, tally.rows, len(rows))
    more = listing.finish(progress)
    progress.step(CLOSING, len(rows), len(rows))
    outcome = {"counts": tally.counts, "rows": tally.rows, **more}
    details = {"file": digest, "changes": digest_of(told), **outcome}
    write(actor=actor, verb="imported", kind=f"list_of_{listing.kind}", subject=digest[:16], details=details)
    return outcome


def refuse_faults(tally: Tally, leave_out: int) -> None:
    """Raise JobFault where more rows are faulty than may be left out."""
    faulty = tally.counts[Fate.FAULTY]
    if faulty > leave_out:
        raise JobFault("more_faults" if leave_out else "rows_faulty", faulty=faulty, expected=leave_out)


def open_table(listing: Listing, path: Path) -> Table:
    """Open the file as a table with the columns of the list."""
    return read_table(path, listing.columns, limits=LIMITS)


def tally_of(table: Table) -> Tally:
    """Return an empty tally for `table`."""
    return Tally(table.headings.positions, table.heading_row, list(table.headings.unknown))


def not_empty(tally: Tally) -> Tally:
    """Return `tally`; raises JobFault for a list without rows."""
    if not tally.rows:
        raise JobFault("no_rows")
    return tally


def not_empty_rows(rows: Sequence[Row], tally: Tally) -> Tally:
    """Return `tally`; raises JobFault where there are no rows to store."""
    if not rows:
        raise JobFault("no_rows")
    return tally


def all_rows(table: Table, progress: Progress) -> list[Row]:
    """Return the rows of `table`, and say how many were read."""
    rows: list[Row] = []
    for part in chunks(table, CHUNK):
        rows += part
        progress.step(READING, len(rows))
    return rows


def chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield the items in lists of `size`."""
    source = iter(items)
    while part := list(islice(source, size)):
        yield part


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Look for circles of garbage seldom: a list makes many objects and few circles, and the looking took a fifth."""
    usual = gc.get_threshold()
    gc.set_threshold(SELDOM, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


class spoken_faults:  # noqa: N801 - read as a word: with spoken_faults()
    """Turn the faults of a file as a whole into faults that the user of a job is told."""

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: object, fault: object, trace: object) -> None:
        """Translate."""
        if isinstance(fault, SheetFault):
            raise JobFault(fault.code, **plain(fault.params)) from fault


def plain(params: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a fault as JSON keeps them."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in params.items()}
