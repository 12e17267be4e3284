"""The inspection page of a centre: warnings, grade with its arithmetic, rank among its likes, inspections, findings."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamdeli.accounts.roles import Right
from hamdeli.centres.access import has_right
from hamdeli.centres.inspecting.access import access_overseen
from hamdeli.centres.inspecting.grading import give_grade, latest_inspection, own_measures
from hamdeli.centres.inspecting.ranking import ranking
from hamdeli.centres.inspecting.tables import shown_in_force, weights_of
from hamdeli.centres.inspecting.weights import grade, size_of
from hamdeli.centres.models import Centre, Finding
from hamdeli.desk.casework.attempting import attempt_once
from hamdeli.desk.inspections.forms import PlainForm
from hamdeli.desk.inspections.words import SIZES, UNRANKED, spoken, spoken_lines
from hamdeli.desk.requests import Request
from hamdeli.insight.measures import casework_measures
from hamdeli.insight.warnings import warnings_for

SHOWN = 20


@require_safe
def centre_inspections(request: Request, code: str) -> HttpResponse:
    """Show what the inspectors know of one centre."""
    centre, today = access_overseen(request.user, code), timezone.localdate()
    grades = list(centre.grades.select_related("table", "made_by").order_by("-on", "-id"))
    wanted = request.GET.get("grade", "")
    shown = next((each for each in grades if str(each.pk) == wanted), grades[0] if grades else None)
    (place,) = ranking([centre.province_id], Q(pk=centre.pk), today)
    inspections = list(centre.inspections.select_related("inspector").order_by("-planned_on", "-id")[:SHOWN])
    words: dict[str, Any] = {
        "centre": centre,
        "warnings": spoken(warnings_for(Centre.objects.filter(pk=centre.pk), today).get(centre.pk, [])),
        "grades": grades,
        "grade": shown,
        "lines": spoken_lines(shown.lines) if shown else [],
        "size": SIZES.get(shown.size) if shown else "",
        "place": place,
        "why": UNRANKED.get(place.why, ""),
        "inspections": inspections,
        "findings": centre.findings.exclude(state=Finding.State.CLOSED).order_by("due_on", "id"),
        "inspects": has_right(request.user, centre, Right.INSPECT),
        "sees_files": has_right(request.user, centre, Right.SEE_FILES),
        "today": today,
    }
    return render(request, "desk/inspections/centre.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
def centre_grade(request: Request, code: str) -> HttpResponse:
    """Show what the grade would be today, line by line; store it when it is posted."""
    centre, today = access_overseen(request.user, code, Right.INSPECT), timezone.localdate()
    form, status = PlainForm(request.POST or None), 200
    if request.method == "POST":
        measures = casework_measures(centre, today)
        status = attempt_once(
            request,
            form,
            f"grade of {code} on {today}",
            lambda: give_grade(centre=centre, measures=measures, by=request.user, today=today).pk,
        )
    if status == 302:
        messages.success(request, _("Graded."))
        return redirect("desk:centre_inspections", code=code)
    return render(request, "desk/inspections/grade.html", preview(centre) | {"form": form}, status=status)


def preview(centre: Centre) -> dict[str, Any]:
    """Return the grade that the centre would have today; nothing is stored."""
    today = timezone.localdate()
    inspection, table = latest_inspection(centre, today), shown_in_force(centre.province_id, today)
    weights = weights_of(table)
    measures = {**casework_measures(centre, today), **own_measures(centre, inspection, today)}
    result = grade(measures, weights)
    return {
        "centre": centre,
        "inspection": inspection,
        "table": table,
        "grade": result,
        "lines": spoken_lines(result.plain()),
        "size": SIZES[size_of(centre.capacity, weights)],
    }
