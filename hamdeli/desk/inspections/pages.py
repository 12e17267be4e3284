"""The page of one inspection, and what is done with it: sign, note a refusal, cancel, write a finding down."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamdeli.centres.inspecting import finding, planning, signing
from hamdeli.centres.inspecting.access import access_inspection, acts_open_to
from hamdeli.centres.inspecting.moves import MOVES, Act
from hamdeli.centres.models import Centre, Inspection
from hamdeli.desk.casework.aiding.words import faults_of
from hamdeli.desk.casework.attempting import attempt_once
from hamdeli.desk.casework.deeds import version_of
from hamdeli.desk.inspections.forms import FindingForm, ReasonForm, SignForm, WordsForm
from hamdeli.desk.inspections.words import spoken
from hamdeli.desk.posting import posted
from hamdeli.desk.requests import Request
from hamdeli.insight.warnings import warnings_for

FORMS: dict[str, type[Form]] = {
    Act.SIGN: SignForm,
    Act.REFUSE: WordsForm,
    Act.CANCEL: ReasonForm,
    Act.FIND: FindingForm,
}


@require_safe
def inspection_page(request: Request, code: str) -> HttpResponse:
    """Show one inspection: what was asked and seen, its findings, and what can be done now."""
    return shown(request, access_inspection(request.user, code))


@posted("desk:inspection", "code")
def inspection_act(request: Request, code: str, act: str) -> HttpResponse:
    """Do `act`, once however often the form is sent."""
    inspection = access_inspection(request.user, code, MOVES[act][2])
    form = FORMS[act](request.POST)
    verb = verbs(request, inspection)[act]
    status = attempt_once(request, form, f"inspection {code} {act}", lambda: verb(**form.cleaned_data).pk)
    if status == 302:
        messages.success(request, said(act))
        return redirect("desk:inspection", code=code)
    messages.error(request, faults_of(form))
    return shown(request, access_inspection(request.user, code), status, {act: form})


def verbs(request: Request, inspection: Inspection) -> dict[str, Callable[..., Any]]:
    """Return what each act calls with the values of its form."""
    known: dict[str, Any] = {"inspection": inspection, "by": request.user}
    seen = {**known, "seen_version": version_of(request)}
    return {
        Act.SIGN: lambda words: signing.sign(**seen, words=words),
        Act.REFUSE: lambda words: signing.note_refusal(**seen, words=words),
        Act.CANCEL: lambda reason: planning.cancel(**seen, reason=reason),
        Act.FIND: lambda **told: finding.find(**known, today=timezone.localdate(), **told),
    }


def said(act: str) -> str:
    """Return what is said after the act."""
    return {
        Act.SIGN: _("Signed."),
        Act.REFUSE: _("Noted. The inspection stands without the signature."),
        Act.CANCEL: _("Cancelled."),
        Act.FIND: _("Written down. The centre answers until the day that you named."),
    }[Act(act)]


def shown(
    request: Request, inspection: Inspection, status: int = 200, faulty: dict[str, Form] | None = None
) -> HttpResponse:
    """Return the page."""
    centre, today = inspection.centre, timezone.localdate()
    warned = warnings_for(Centre.objects.filter(pk=centre.pk), today).get(centre.pk, []) if inspection.is_open else []
    forms = {act: FORMS[act](auto_id=f"{act}-%s") for act in FORMS} | (faulty or {})
    words: dict[str, Any] = {
        "inspection": inspection,
        "centre": centre,
        "warnings": spoken(warned),
        "findings": inspection.findings.order_by("due_on", "id"),
        "acts": acts_open_to(request.user, inspection),
        "mine": inspection.inspector_id == request.user.pk,
        "forms": forms,
        "licence_lost": dict(Centre._meta.get_field("licence").flatchoices).get(inspection.licence_lost, ""),
        "today": today,
    }
    return render(request, "desk/inspections/page.html", words, status=status)
