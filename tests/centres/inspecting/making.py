"""What the tests about inspections start from."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from hamdeli.centres.inspecting.finding import find
from hamdeli.centres.inspecting.inspecting import Report, form_for, inspect
from hamdeli.centres.inspecting.planning import plan
from hamdeli.centres.inspecting.signing import sign
from hamdeli.centres.models import Centre, Finding, Inspection
from hamdeli.questionnaires.loading import load_defaults
from hamdeli.questionnaires.models import Edition
from tests.matrix.inspections import ANSWERS
from tests.support.cast import Cast

__all__ = ["ANSWERS", "done", "edition", "found", "planned", "report", "signed", "today"]


def today() -> date:
    """The day on which the tests run."""
    return timezone.localdate()


def edition() -> Edition:
    """The form that the product brings along."""
    load_defaults(at=timezone.now())
    found = form_for(0)
    assert found is not None
    return found


def planned(cast: Cast, centre: Centre | None = None, **more: Any) -> Inspection:
    """An inspection of Mehr by the inspector, planned for today."""
    told = {"inspector": cast.inspector, "planned_on": today(), "by": cast.inspector, "today": today(), **more}
    return plan(centre=centre or cast.mehr, **told)


def report(**more: Any) -> Report:
    """A whole report of today."""
    told = {"done_on": today(), "edition": edition(), "answers": ANSWERS, "facts": "seen", **more}
    return Report(**told)


def done(cast: Cast, centre: Centre | None = None, **more: Any) -> Inspection:
    """An inspection that was done today."""
    row = planned(cast, centre)
    by = row.inspector
    return inspect(inspection=row, report=report(**more), by=by, today=today(), seen_version=row.version)


def signed(cast: Cast, centre: Centre | None = None) -> Inspection:
    """An inspection that was done today, and that the centre has signed."""
    row = done(cast, centre)
    return sign(inspection=row, by=cast.centre_head, seen_version=row.version)


def found(cast: Cast, inspection: Inspection | None = None, **more: Any) -> Finding:
    """A finding that is due in ten days."""
    told = {"severity": "major", "words": "w", "demand": "d", "due_on": today() + timedelta(days=10), **more}
    return find(inspection=inspection or done(cast), by=cast.inspector, today=today(), **told)
