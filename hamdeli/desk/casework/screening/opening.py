"""Opening a screening or a restricted section: recorded; a reason is asked for what is restricted."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from hamdeli.accounts.naming import display_names
from hamdeli.casework.access import access_case_file
from hamdeli.casework.models import CaseFile, RestrictedNote, Screening
from hamdeli.casework.screening.access import access_note, access_screening
from hamdeli.casework.screening.faults import ScreeningFault
from hamdeli.casework.screening.opening import open_restricted, open_screening
from hamdeli.casework.screening.restricting import KIND
from hamdeli.desk.casework.deeds import told
from hamdeli.desk.casework.screening.forms import BringingForm
from hamdeli.desk.casework.screening.history import history
from hamdeli.desk.questionnaires.explaining import explain
from hamdeli.desk.requests import Request
from hamdeli.journal.models import Entry
from hamdeli.journal.writing import LOOK

LOOKS_SHOWN = 25


@require_safe
def screening_page(request: Request, code: str, pk: int) -> HttpResponse:
    """Show the result of an open screening, explained; a restricted one is opened from the room."""
    case_file = access_case_file(request.user, code)
    screening = access_screening(request.user, case_file, pk)
    if screening.restricted:
        return redirect("desk:file_screening", code=code)
    return show(request, case_file, screening, reason="")


@require_POST
def screening_opening(request: Request, code: str, pk: int) -> HttpResponse:
    """Open a restricted screening for a reason."""
    case_file = access_case_file(request.user, code)
    screening = access_screening(request.user, case_file, pk)
    try:
        return show(request, case_file, screening, reason=request.POST.get("reason", "")[:300])
    except ScreeningFault as fault:
        return refused(request, case_file, fault)


def show(request: Request, case_file: CaseFile, screening: Screening, *, reason: str) -> HttpResponse:
    """Show answers, level and tasks."""
    answers = open_screening(screening, user=request.user, reason=reason)
    content = screening.edition.content
    words = {"case_file": case_file, "screening": screening, "explained": explain(content, answers)}
    words |= {"content": content, "answers": answers} | looks_at(f"s{screening.pk}", restricted=screening.restricted)
    return render(request, "desk/casework/screening/page.html", words)


@require_POST
def restricted_opening(request: Request, code: str, pk: int) -> HttpResponse:
    """Open a restricted section for a reason."""
    case_file = access_case_file(request.user, code)
    note = access_note(request.user, case_file, pk)
    try:
        text = open_restricted(note, user=request.user, reason=request.POST.get("reason", "")[:300])
    except ScreeningFault as fault:
        return refused(request, case_file, fault)
    form = BringingForm(initial={"on": timezone.localdate()})
    words = note_words(case_file, note) | {"text": text, "form": form, "opened": True}
    return render(request, "desk/casework/screening/note.html", words)


def note_words(case_file: CaseFile, note: RestrictedNote) -> dict[str, Any]:
    """Return what the page of a restricted section shows beside its text."""
    return {"case_file": case_file, "note": note} | looks_at(f"n{note.pk}", restricted=True)


def refused(request: Request, case_file: CaseFile, fault: ScreeningFault) -> HttpResponse:
    """Show the room with the reason why nothing was opened."""
    words = history(request, case_file) | {"fault": told(fault)}
    return render(request, "desk/casework/screening/history.html", words, status=422)


def looks_at(subject: str, *, restricted: bool) -> dict[str, Any]:
    """Return who opened something restricted, the latest first."""
    if not restricted:
        return {}
    entries = Entry.objects.filter(subject_kind=KIND, subject=subject, verb=LOOK).order_by("-number")
    looks = list(entries[:LOOKS_SHOWN])
    return {"looks": looks, "names": display_names(look.actor for look in looks)}
