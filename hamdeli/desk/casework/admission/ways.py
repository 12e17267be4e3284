"""The way of an admission: what is done, by whom, when, what is next; and doing a step of it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamdeli.accounts.roles import Right
from hamdeli.casework.access import access_case_file, access_family
from hamdeli.casework.admission.doing import do_step, may_do
from hamdeli.casework.admission.faults import AdmissionFault
from hamdeli.casework.admission.steps import BY_KEY, Step
from hamdeli.casework.admission.way import Standing, way
from hamdeli.casework.models import Admission, CaseFile
from hamdeli.desk.casework.admission.forms import STEP_FORMS, TickForm
from hamdeli.desk.casework.admission.households import name_of
from hamdeli.desk.requests import Request
from hamdeli.journal.changing import Conflict
from hamdeli.journal.once import KeyUsedOtherwise
from hamdeli.journal.writing import record_look

PLACES = {"household": "desk:file_household", "documents": "desk:file_documents"}
"""Where the records are of a step that asks nothing itself."""


@require_safe
def admission(request: Request, code: str) -> HttpResponse:
    """Show the way of the last admission of a family."""
    case_file = access_case_file(request.user, code, Right.SEE_JUDGEMENTS)
    return way_page(request, case_file)


def way_page(request: Request, case_file: CaseFile, fault: str = "", status: int = 200) -> HttpResponse:
    """Return the page of the way."""
    last = case_file.admissions.select_related("begun_by").order_by("id").last()
    rows = [shown(each, request, case_file) for each in way(last)] if last else []
    words = {"case_file": case_file, "admission": last, "rows": rows, "fault": fault}
    return render(request, "desk/casework/admission/way.html", words, status=status)


def shown(standing: Standing, request: Request, case_file: CaseFile) -> dict[str, Any]:
    """Return one step as the page shows it; `open` when the reader can do it now."""
    step = standing.step
    mine = may_do(request.user, case_file, step)
    able = mine and not step.record and not standing.done and standing.hindrance is None
    return {
        "step": step,
        "done": standing.done,
        "open": able,
        "mine": mine and not step.record,
        "hindrance": standing.hindrance.sentence if standing.hindrance else elsewhere(case_file, step, mine=mine),
        "asks": step.key in STEP_FORMS,
        "place": PLACES.get(step.key, ""),
    }


def elsewhere(case_file: CaseFile, step: Step, *, mine: bool) -> str:
    """Return whose a step is that nothing hinders, where it is not the reader's."""
    if mine:
        return ""
    if step.by_keeper and case_file.discreet and case_file.keeper:
        who = case_file.keeper.display_name
        return _("The family is discreet: this step belongs to its named person, %(who)s.") % {"who": who}
    return AdmissionFault("not_allowed").sentence


@require_http_methods(["GET", "HEAD", "POST"])
def admission_step(request: Request, code: str, step: str) -> HttpResponse:
    """Show the questions of a step, and do it once."""
    chosen = BY_KEY.get(step)
    if chosen is None or chosen.record:
        raise Http404
    case_file = access_family(request.user, code, also=Right.SEE_JUDGEMENTS)
    if not may_do(request.user, case_file, chosen):
        raise PermissionDenied
    last = case_file.admissions.filter(ended_at__isnull=True).first()
    if last is None:
        return way_page(request, case_file, AdmissionFault("ended").sentence, 409)
    form = STEP_FORMS.get(step, TickForm)(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return step_page(request, case_file, last, chosen, form)
    fault = attempted(request, last, step, form) if form.is_valid() else ""
    if form.is_valid() and not fault:
        messages.success(request, _("The step is done: %s") % chosen.label)
        return redirect("desk:file_admission", code=code)
    return step_page(request, case_file, last, chosen, form, fault=fault)


def step_page(
    request: Request, case_file: CaseFile, last: Admission, step: Step, form: forms.Form, *, fault: str = ""
) -> HttpResponse:
    """Return the page of a step: its questions; a step that asks nothing is done from the way."""
    if step.key not in STEP_FORMS:
        return way_page(request, case_file, fault, 409 if fault else 200)
    record_look(actor=request.user.actor, kind="case_file", subjects=[case_file.code])
    words = {"case_file": case_file, "admission": last, "step": step, "form": form, "fault": fault}
    status = 409 if fault else (422 if form.errors else 200)
    return render(request, "desk/casework/admission/step.html", words, status=status)


def attempted(request: Request, last: Admission, step: str, form: forms.Form) -> str:
    """Do the step and return why not where it was refused."""
    version = request.POST.get("version", "")
    try:
        do_step(
            last,
            step,
            user=request.user,
            at=timezone.now(),
            today=timezone.localdate(),
            answers=form.cleaned_data,
            seen_version=int(version) if version.isdecimal() else 0,
            key=request.POST.get("idempotency_key", "")[:64],
        )
    except AdmissionFault as fault:
        return fault.sentence
    except Conflict as conflict:
        return _("%s went on with this admission meanwhile. Look again.") % name_of(conflict.actor)
    except KeyUsedOtherwise:
        return _("This form was sent before with other words. Open a new one.")
    return ""
