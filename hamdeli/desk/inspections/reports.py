"""Writing an inspection down: the form of the day, facts and remarks."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hamdeli.accounts.roles import Right
from hamdeli.centres.inspecting.access import access_inspection
from hamdeli.centres.inspecting.faults import InspectionFault
from hamdeli.centres.inspecting.inspecting import Report, form_for, inspect
from hamdeli.centres.models import Inspection
from hamdeli.desk.casework.attempting import attempt_once
from hamdeli.desk.casework.deeds import version_of
from hamdeli.desk.inspections.forms import ReportForm
from hamdeli.desk.requests import Request
from hamdeli.questionnaires.answering import check_answers
from hamdeli.questionnaires.reading import answers_from

PAGE = "desk/inspections/report.html"


@require_http_methods(["GET", "HEAD", "POST"])
def inspection_report(request: Request, code: str) -> HttpResponse:
    """Ask with the form of the day; store what comes back. Only the inspector of this inspection writes it."""
    inspection = access_inspection(request.user, code, Right.INSPECT)
    if inspection.inspector_id != request.user.pk:
        raise PermissionDenied
    if request.method == "POST":
        return take(request, inspection)
    if inspection.state != Inspection.State.PLANNED:
        return redirect("desk:inspection", code=code)
    edition = form_for(inspection.centre.province_id)
    form = ReportForm(initial={"edition": edition, "done_on": timezone.localdate()})
    return render(request, PAGE, {"inspection": inspection, "edition": edition, "form": form})


def take(request: Request, inspection: Inspection) -> HttpResponse:
    """Store the report, or show it again with what is wrong."""
    form = ReportForm(request.POST)
    form.is_valid()
    edition = form.cleaned_data.get("edition")
    words: dict[str, Any] = {"inspection": inspection, "edition": edition, "form": form}
    if edition is None:
        form.add_error(None, InspectionFault("no_form").sentence)
        return render(request, PAGE, words, status=422)
    words["answers"] = answers = answers_from(edition.content, request.POST.getlist)
    version = version_of(request)
    # The answers belong to the body of the form: other answers under the same key are no retry.
    form.cleaned_data["answers"] = answers
    status = attempt_once(
        request, form, f"report of {inspection.code}", lambda: store(request, inspection, form, version)
    )
    if status == 302:
        messages.success(request, _("Stored. Write down the findings, then the head of the centre signs."))
        return redirect("desk:inspection", code=inspection.code)
    return render(request, PAGE, words | {"faults": check_answers(edition.content, answers)}, status=status)


def store(request: Request, inspection: Inspection, form: ReportForm, version: int) -> int:
    """Give what the form asks to the verb."""
    report = Report(**form.cleaned_data)
    today = timezone.localdate()
    return inspect(inspection=inspection, report=report, by=request.user, today=today, seen_version=version).pk
