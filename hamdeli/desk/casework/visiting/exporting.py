"""The lists of this room as workbooks, without names: what leaves the house identifies nobody by itself."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.casework.models import CaseFile, Visit
from hamdeli.casework.visiting.access import planned_for
from hamdeli.casework.visiting.candidates import workers_under
from hamdeli.desk.casework.visiting.assignments import chosen as chosen_files
from hamdeli.desk.casework.visiting.forms import AssignFilter, DueFilter, MineFilter
from hamdeli.desk.casework.visiting.mine import SHOWN, chosen, due_files
from hamdeli.desk.requests import Request
from hamdeli.desk.workbooks import workbook
from hamdeli.journal.writing import write
from hamdeli.persian.calendar import format_date


@require_safe
def visits_export(request: Request) -> FileResponse:
    """Hand out one's own planned visits."""
    require_right(request.user, Right.WORK)
    rows = chosen(planned_for(request.user).select_related(*SHOWN), MineFilter(request.GET), timezone.localdate())
    write(actor=request.user.actor, verb="exported", kind="visit", subject="list", details={"rows": rows.count()})
    columns = [gettext("File"), gettext("Day of the visit"), gettext("Purpose"), gettext("County")]
    return workbook("visits.xlsx", gettext("My visits"), columns, visit_cells(rows))


def visit_cells(rows: QuerySet[Visit]) -> Iterator[list[Any]]:
    """Yield the cells of each visit."""
    language = get_language() or "fa"
    for row in rows.order_by("planned_on", "pk").iterator(2000):
        day = format_date(row.planned_on, language)
        yield [row.case_file.code, day, row.get_purpose_display(), row.case_file.county.name]


@require_safe
def due_export(request: Request) -> FileResponse:
    """Hand out one's own families whose visit is due."""
    require_right(request.user, Right.WORK)
    rows = due_files(request, DueFilter(request.GET), timezone.localdate())
    write(actor=request.user.actor, verb="exported", kind="case_file", subject="list", details={"rows": rows.count()})
    columns = [gettext("File"), gettext("Visit due"), gettext("County")]
    return workbook("visits-due.xlsx", gettext("Visits due"), columns, due_cells(rows))


def due_cells(rows: QuerySet[Any]) -> Iterator[list[Any]]:
    """Yield the cells of each file that is due."""
    language = get_language() or "fa"
    for row in rows.order_by("due", "code").iterator(2000):
        day = row.next_visit_on or row.opened_on
        yield [row.code, format_date(day, language) if day else "", row.county.name]


@require_safe
def assignments_export(request: Request) -> FileResponse:
    """Hand out the files with those who work on them."""
    require_right(request.user, Right.ASSIGN)
    rows = chosen_files(request, AssignFilter(request.GET, workers=workers_under(request.user)))
    write(actor=request.user.actor, verb="exported", kind="case_file", subject="list", details={"rows": rows.count()})
    columns = [gettext("File"), gettext("Carried by"), gettext("Social worker"), gettext("Visit due")]
    return workbook("assignments.xlsx", gettext("Who works on which file"), columns, file_cells(rows))


def file_cells(rows: QuerySet[CaseFile]) -> Iterator[list[Any]]:
    """Yield the cells of each file."""
    language = get_language() or "fa"
    for row in rows.order_by("code").iterator(2000):
        due = format_date(row.next_visit_on, language) if row.next_visit_on else ""
        centre = row.centre.code if row.centre else ""
        yield [row.code, centre, row.worker.display_name if row.worker else "", due]
