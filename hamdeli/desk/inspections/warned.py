"""The list of centres of which the data warn, and its export."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamdeli.accounts.roles import Right
from hamdeli.centres.inspecting.access import overseen, require_reader
from hamdeli.centres.models import Centre, CentreQuerySet, Inspection
from hamdeli.desk.inspections.forms import WarningFilter
from hamdeli.desk.inspections.narrowing import chosen, of_centre
from hamdeli.desk.inspections.words import spoken
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request
from hamdeli.desk.workbooks import workbook
from hamdeli.insight.warnings import THRESHOLDS, Kind, Warning, warnings_for

Found = dict[int, list[Warning]]


@require_safe
def warning_list(request: Request) -> HttpResponse:
    """List the centres with warnings, each with its numbers, and how many centres each kind concerns."""
    require_reader(request.user)
    form = WarningFilter(request.GET, user=request.user)
    centres, found = asked_for(request, form)
    kinds = Counter(each.kind for warnings in found.values() for each in warnings)
    page = page_by_key(centres.filter(pk__in=of_kind(found, form)).select_related("county"), request.GET, "code")
    planned = planned_inspections(page.rows)
    words: dict[str, Any] = {
        "form": form,
        "page": page,
        "rows": [(centre, spoken(found[centre.pk]), planned.get(centre.pk)) for centre in page.rows],
        "kinds": [(kind.value, kind.label, kinds[kind]) for kind in Kind],
        "than": THRESHOLDS,
        "inspects": request.user.has(Right.INSPECT),
        "sees_files": request.user.has(Right.SEE_FILES),
    }
    return render(request, f"desk/inspections/{'_warnings' if request.htmx else 'warnings'}.html", words)


def planned_inspections(centres: Sequence[Centre]) -> dict[int, Inspection]:
    """Return by centre the inspection that is planned."""
    rows = Inspection.objects.filter(centre__in=[centre.pk for centre in centres], state=Inspection.State.PLANNED)
    return {row.centre_id: row for row in rows.order_by("pk")}


@require_safe
def warning_export(request: Request) -> FileResponse:
    """Hand out the same list as a workbook: one row for each warning."""
    require_reader(request.user)
    form = WarningFilter(request.GET, user=request.user)
    centres, found = asked_for(request, form)
    rows = centres.filter(pk__in=of_kind(found, form)).select_related("county").order_by("code")
    columns = [_("centre code"), _("Centre"), _("County"), _("Warning"), _("Numbers")]
    return workbook("warnings.xlsx", _("Warnings"), columns, cells(rows, found, form))


def cells(centres: CentreQuerySet, found: Found, form: WarningFilter) -> Iterator[list[Any]]:
    """Yield the cells of each warning that the form asks for."""
    wanted = chosen(form, "kind").get("kind")
    for centre in centres:
        for each in spoken(found[centre.pk]):
            if wanted in (None, each["kind"]):
                yield [centre.code, centre.name, centre.county.name, str(each["label"]), each["numbers"]]


def asked_for(request: Request, form: WarningFilter) -> tuple[CentreQuerySet, Found]:
    """Return the visible centres that the form asks for, whatever their warnings, and the warnings."""
    centres = Centre.objects.filter(overseen(request.user), of_centre(form))
    return centres, warnings_for(centres, timezone.localdate())


def of_kind(found: Found, form: WarningFilter) -> list[int]:
    """Return the keys of the centres with a warning of the kind that the form asks for, or with any."""
    wanted = chosen(form, "kind").get("kind")
    return [key for key, warnings in found.items() if not wanted or any(each.kind == wanted for each in warnings)]
