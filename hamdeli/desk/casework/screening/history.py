"""The room of a file: its screenings, its counselling, and what is restricted for those who may know."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hamdeli.accounts.roles import Right
from hamdeli.casework.access import access_case_file, has_right
from hamdeli.casework.models import CaseFile, State
from hamdeli.casework.screening.access import visible_counselling, visible_notes, visible_screenings
from hamdeli.desk.casework.screening.forms import OpeningForm
from hamdeli.desk.requests import Request
from hamdeli.journal.writing import record_look

SHOWN = 50


@require_safe
def file_screening(request: Request, code: str) -> HttpResponse:
    """Show the latest screenings and sessions of a file, with their levels."""
    case_file = access_case_file(request.user, code)
    record_look(actor=request.user.actor, kind="case_file", subjects=[case_file.code])
    return render(request, "desk/casework/screening/history.html", history(request, case_file))


def history(request: Request, case_file: CaseFile) -> dict[str, Any]:
    """Return what the room shows to this reader."""
    sessions = visible_counselling(request.user).filter(case_files=case_file).select_related("counsellor")
    open_now = case_file.state != State.CLOSED
    return {
        "case_file": case_file,
        "screenings": list(visible_screenings(request.user, case_file)[:SHOWN]),
        "notes": list(visible_notes(request.user, case_file)[:SHOWN]),
        "sessions": list(sessions.order_by("-held_on", "-pk")[:SHOWN]),
        "may_work": open_now and has_right(request.user, case_file, Right.WORK),
        "opening": OpeningForm(),
    }
