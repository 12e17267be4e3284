"""Referring a family onward: to which centre, with what, and exactly what that centre will see."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.access import access_case_file, may_know
from hamdeli.casework.models import CaseFile, Onward
from hamdeli.casework.onward.finding import nearest
from hamdeli.casework.onward.sending import send
from hamdeli.casework.onward.sharing import named_in, sheet_of
from hamdeli.centres.models import Speciality
from hamdeli.desk.casework.attempting import attempt_once
from hamdeli.desk.casework.onward.forms import SendForm, blank
from hamdeli.desk.requests import Request
from hamdeli.journal.writing import record_look

PAGE = "desk/casework/onward/new.html"


@require_http_methods(["GET", "HEAD", "POST"])
def onward_new(request: Request, code: str) -> HttpResponse:
    """Fill in the referral, look at what the other centre will see, send it."""
    case_file = access_case_file(request.user, code, Right.REFER_ON)
    knows, today = may_know(request.user, case_file), timezone.localdate()
    if request.method != "POST":
        return shown(request, case_file, blank(case_file, today, knows=knows))
    form, made = SendForm(request.POST, case_file=case_file, knows=knows), []
    if "send" not in request.POST:
        status = 200 if form.is_valid() else 422
        return shown(request, case_file, form, status)
    purpose = f"onward of {case_file.code}"
    status = attempt_once(request, form, purpose, lambda: made.append(sent(request.user, case_file, form)))
    if status != 302:
        return shown(request, case_file, form, status)
    messages.success(request, _("Sent. Your centre stays responsible for the family."))
    return redirect("desk:onward", code=made[0]) if made else redirect("desk:file_onward", code=code)


@require_safe
def onward_centres(request: Request, code: str) -> HttpResponse:
    """Return the nearest centres with a speciality, as the part of the form that htmx replaces."""
    case_file = access_case_file(request.user, code, Right.REFER_ON)
    speciality = request.GET.get("speciality", "")
    found = nearest(case_file, speciality) if speciality in Speciality.values else []
    words = {"found": found, "chosen": request.GET.get("centre", ""), "case_file": case_file}
    return render(request, "desk/casework/onward/_centres.html", words)


def sent(user: User, case_file: CaseFile, form: SendForm) -> str:
    """Send it and return its code."""
    return send(case_file=case_file, request=form.request(), by=user, today=timezone.localdate()).code


def shown(request: Request, case_file: CaseFile, form: SendForm, status: int = 200) -> HttpResponse:
    """Return the page, with the sheet as the other centre will see it where the form is whole."""
    if may_know(request.user, case_file):
        record_look(actor=request.user.actor, kind="case_file", subjects=[case_file.code])
    speciality = str(form["speciality"].value() or "")
    words: dict[str, Any] = {"case_file": case_file, "form": form, "chosen": form["centre"].value()}
    words["found"] = nearest(case_file, speciality) if speciality in Speciality.values else []
    if form.is_bound and form.is_valid():
        words |= {"sheet": preview(case_file, form), "receiver": form.cleaned_data["receiver"]}
        words["named"] = named_in(form.cleaned_data["asked_for"], case_file.household)
    return render(request, PAGE, words, status=status)


def preview(case_file: CaseFile, form: SendForm) -> Any:
    """Return the sheet as it will be, of a row that is not stored."""
    asked = form.request()
    row = Onward(
        case_file=case_file,
        person=asked.person,
        speciality=asked.speciality,
        asked_for=asked.asked_for.strip(),
        need_shared=asked.sharing.need,
        ages_shared=asked.sharing.ages,
        name_shared=asked.sharing.name,
        phone_shared=asked.sharing.phone,
    )
    return sheet_of(row, timezone.localdate())
