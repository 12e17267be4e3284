"""The list of inspections, and its export."""

from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamdeli.accounts.roles import Right
from hamdeli.centres.inspecting.access import overseen, require_reader
from hamdeli.centres.models import Inspection
from hamdeli.desk.inspections.forms import InspectionFilter
from hamdeli.desk.inspections.narrowing import chosen, of_centre
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request
from hamdeli.desk.templatetags.formats import day
from hamdeli.desk.workbooks import workbook
from hamdeli.journal.writing import write


@require_safe
def inspection_list(request: Request) -> HttpResponse:
    """List the inspections that the reader may see, the newest day first."""
    require_reader(request.user)
    form = InspectionFilter(request.GET, user=request.user)
    page = page_by_key(asked_for(request, form), request.GET, "-planned_on", "-id")
    words = {
        "form": form,
        "page": page,
        "today": timezone.localdate(),
        "inspects": request.user.has(Right.INSPECT),
    }
    return render(request, f"desk/inspections/{'_rows' if request.htmx else 'list'}.html", words)


@require_safe
def inspection_export(request: Request) -> FileResponse:
    """Hand out the same list as a workbook."""
    require_reader(request.user)
    rows = asked_for(request, InspectionFilter(request.GET, user=request.user))
    write(actor=request.user.actor, verb="exported", kind="inspection", subject="list", details={"rows": rows.count()})
    columns = [
        *(_("Inspection"), _("centre code"), _("Centre"), _("County"), _("Occasion"), _("Planned for")),
        *(_("Inspector"), _("State"), _("Inspected on"), _("Points"), _("of points")),
    ]
    cells = (
        [
            *(row.code, row.centre.code, row.centre.name, row.centre.county.name, row.get_occasion_display()),
            *(day(row.planned_on), row.inspector.display_name, row.get_state_display(), day(row.done_on)),
            *((row.points, row.most) if row.most else (None, None)),
        ]
        for row in rows.order_by("-planned_on", "-id").iterator(500)
    )
    return workbook("inspections.xlsx", _("Inspections"), columns, cells)


def asked_for(request: Request, form: InspectionFilter) -> QuerySet[Inspection]:
    """Return the visible inspections that the form asks for."""
    rows = Inspection.objects.filter(overseen(request.user, "centre__")).select_related("centre__county", "inspector")
    rows = rows.filter(of_centre(form, "centre__", "code"), **chosen(form, "state", "occasion"))
    return rows.filter(inspector=request.user) if chosen(form, "whose") else rows
