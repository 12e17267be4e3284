"""What the tests of visits start from: a family of Mehr, its social worker Dara and its volunteer."""

import io
from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from hamdeli.casework.models import CaseFile, Visit
from hamdeli.casework.visiting.photos import PhotoGiven
from hamdeli.casework.visiting.planning_visit import plan_visit
from hamdeli.casework.visiting.visiting import finish_visit
from tests.support.cast import Cast, case_file

TODAY = date(2025, 6, 1)
WEEK = timedelta(days=7)
FACTS = "خانه یک اتاق دارد؛ یخچال خاموش است."
SEEN: dict[str, Any] = {
    "facts": FACTS,
    "opinion": "خانواده امیدوار است.",
    "done_on": TODAY,
    "outcome": "continue",
    "reason": "stable",
    "today": TODAY,
}


def file_of(cast: Cast, code: str = "F-1", **fields: Any) -> CaseFile:
    """Return a file that Mehr carries, worked on by Dara, with the volunteer as its aide."""
    values = {"centre": cast.mehr, "worker": cast.worker, "aide": cast.volunteer}
    return case_file(code, cast.kashan, **{**values, **fields})


def planned(cast: Cast, file: CaseFile | None = None, *, day: date = TODAY, **more: Any) -> Visit:
    """Return a visit that Dara is to make."""
    file = file or file_of(cast)
    values: dict[str, Any] = {
        "today": min(day, TODAY),
        "visitor": cast.worker,
        "by": cast.worker,
        "key": f"plan {file.code} {day} {more}",
    }
    return plan_visit(case_file=file, planned_on=day, **{**values, **more})


def done(cast: Cast, visit: Visit | None = None, **more: Any) -> Visit:
    """Return a visit that Dara has made."""
    visit = visit or planned(cast)
    return finish_visit(visit=visit, **{**SEEN, "by": cast.worker, "key": f"done {visit.pk}", **more})


def bytes_of_picture(kind: str = "JPEG", *, size: tuple[int, int] = (64, 48), colour: int = 90, **more: Any) -> bytes:
    """Return a picture of one colour."""
    written = io.BytesIO()
    Image.new("RGB", size, (colour, 40, 40)).save(written, format=kind, **more)
    return written.getvalue()


def photo(content: bytes | None = None, **more: Any) -> PhotoGiven:
    """Return a photograph with consent."""
    values = {"shows": "سقف نمناک", "consent_by": "زهرا حسینی", **more}
    return PhotoGiven(ContentFile(content or bytes_of_picture(), name="p.jpg"), **values)
