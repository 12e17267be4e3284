"""The page of one referral, for both sides, and what each does with it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hamdeli.casework.models import Onward
from hamdeli.casework.onward import answering
from hamdeli.casework.onward.access import access_onward, acts_open_to, sees_file
from hamdeli.casework.onward.moves import Act
from hamdeli.casework.onward.sharing import sheet_of
from hamdeli.desk.casework.aiding.words import faults_of
from hamdeli.desk.casework.attempting import attempt_once
from hamdeli.desk.casework.onward.forms import DeclineForm, PlainForm, WordsForm
from hamdeli.desk.casework.onward.giving import gives
from hamdeli.desk.requests import Request
from hamdeli.journal.writing import record_look

FORMS: dict[str, type[Form]] = {
    Act.ACCEPT: PlainForm,
    Act.ASK: WordsForm,
    Act.REPLY: WordsForm,
    Act.DECLINE: DeclineForm,
    Act.FINISH: WordsForm,
    Act.WITHDRAW: PlainForm,
}
VERBS: dict[str, Callable[..., Onward]] = {
    Act.ACCEPT: answering.accept,
    Act.ASK: answering.ask,
    Act.REPLY: answering.reply,
    Act.DECLINE: answering.decline,
    Act.FINISH: answering.finish,
    Act.WITHDRAW: answering.withdraw,
}


@require_safe
def onward_page(request: Request, code: str) -> HttpResponse:
    """Show one referral: its sheet, what was asked and answered, and what can be done now."""
    return shown(request, access_onward(request.user, code))


@require_POST
def onward_act(request: Request, code: str, act: str) -> HttpResponse:
    """Do `act`, once however often the form is sent."""
    onward = access_onward(request.user, code, Act(act))
    form = FORMS[act](request.POST)
    version = int(request.POST["version"]) if request.POST.get("version", "").isdecimal() else None
    status = attempt_once(request, form, f"onward {code} {act}", lambda: do(request, onward, act, form, version))
    if status == 302:
        messages.success(request, said(act))
        return redirect("desk:onward", code=code)
    messages.error(request, faults_of(form))
    return shown(request, access_onward(request.user, code), status)


def do(request: Request, onward: Onward, act: str, form: Form, version: int | None) -> int:
    """Call the verb and return the version of the referral."""
    told = dict(form.cleaned_data)
    if act == Act.FINISH:
        told = {"outcome": told["words"]}
    verb = VERBS[act]
    return verb(onward=onward, by=request.user, today=timezone.localdate(), seen_version=version, **told).version


def said(act: str) -> str:
    """Return what is said after the act."""
    return {
        Act.ACCEPT: _("Accepted. Tell the other centre what came of it within sixty days."),
        Act.ASK: _("Asked."),
        Act.REPLY: _("Answered."),
        Act.DECLINE: _("Declined; the other centre reads the reason."),
        Act.FINISH: _("Finished; the outcome went back to the file."),
        Act.WITHDRAW: _("Withdrawn."),
    }[Act(act)]


def shown(request: Request, onward: Onward, status: int = 200) -> HttpResponse:
    """Return the page. What the receiver sees of the family is the sheet alone; the file is not in the page."""
    sheet, today = sheet_of(onward, timezone.localdate()), timezone.localdate()
    own = sees_file(request.user, onward)
    if sheet.identifies:
        kind, subject = ("case_file", onward.case_file.code) if own else ("onward", onward.code)
        record_look(actor=request.user.actor, kind=kind, subjects=[subject])
    words: dict[str, Any] = {
        "onward": onward,
        "sheet": sheet,
        "file_code": onward.case_file.code if own else "",
        "acts": acts_open_to(request.user, onward),
        "said": onward.messages.order_by("id"),
        "late": onward.ended_at is None and onward.answer_by < today,
        "decline": DeclineForm(),
        "may_give": onward.state == Onward.State.ACCEPTED and gives(request.user, onward),
    }
    return render(request, "desk/casework/onward/page.html", words, status=status)
