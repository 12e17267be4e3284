"""The list again, with its faults marked: to be corrected and brought once more."""

import tempfile
from pathlib import Path

from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import override

from hamdeli.jobs.asking import attach
from hamdeli.jobs.lists.running import LIMITS, Tally
from hamdeli.jobs.lists.sentences import sentence
from hamdeli.jobs.models import Job
from hamdeli.persian.digits import is_persian
from hamdeli.sheets.faults import CellFault
from hamdeli.sheets.reading import rows
from hamdeli.sheets.writing import Mark, mark_faults

ROLE = "faults"


def write_faults(path: Path, tally: Tally, out: Path, language: str) -> None:
    """Copy the list at `path` to `out` with the faulty cells marked and the reasons in a last column."""
    with override(language):
        marks = {number: [mark(each, tally) for each in faults] for number, faults in tally.faults.items()}
        mark_faults(
            rows(path, limits=LIMITS),
            marks,
            out,
            title=_("The list, faults marked"),
            reasons_heading=_("What is wrong"),
            heading_row=tally.heading_row,
            right_to_left=is_persian(language),
        )


def mark(fault: CellFault, tally: Tally) -> Mark:
    """Return the mark for one fault."""
    return Mark(tally.headings.get(fault.column), sentence(fault.code, fault.params))


def attach_faults(job: Job, path: Path, tally: Tally, language: str) -> None:
    """Keep the marked list with `job`, where there is anything to mark."""
    if not tally.faults:
        return
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "faults.xlsx"
        write_faults(path, tally, out, language)
        job.files.filter(role=ROLE).delete()
        with out.open("rb") as file:
            attach(job=job, role=ROLE, file=File(file, name="faults.xlsx"))
