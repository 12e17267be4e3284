"""Restricted sections: writing one by hand, bringing the matter to the authority, and the list of what waits."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.casework.access import access_case_file
from hamdeli.casework.screening.access import access_note, waiting_notes
from hamdeli.casework.screening.faults import ScreeningFault
from hamdeli.casework.screening.restricting import bring, restrict
from hamdeli.desk.casework.deeds import told
from hamdeli.desk.casework.screening.forms import BringingForm, NoteForm
from hamdeli.desk.casework.screening.opening import note_words
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request
from hamdeli.journal.once import KeyUsedOtherwise
from hamdeli.journal.writing import record_look


@require_http_methods(["GET", "HEAD", "POST"])
def restricted_new(request: Request, code: str) -> HttpResponse:
    """Write a restricted section; afterwards it is opened only with a reason, by its writer too."""
    case_file = access_case_file(request.user, code, Right.WORK)
    form = NoteForm(request.POST or None)
    status, fault = 200, ""
    if request.method == "POST":
        status, fault = store(request, code, form)
        if status == 302:
            messages.success(request, _("The restricted section was stored; the county office will settle the way."))
            return redirect("desk:file_screening", code=code)
    words = {"case_file": case_file, "form": form, "fault": fault}
    return render(request, "desk/casework/screening/note_new.html", words, status=status)


def store(request: Request, code: str, form: NoteForm) -> tuple[int, str]:
    """Store what the form says and return the status of the answer, with why not where it was refused."""
    if not form.is_valid():
        return 422, ""
    asked = form.cleaned_data
    words = {"subject": asked["subject"], "text": asked["text"], "key": asked["idempotency_key"]}
    case_file = access_case_file(request.user, code, Right.WORK)
    try:
        restrict(case_file=case_file, by=request.user, today=timezone.localdate(), **words)
    except ScreeningFault as fault:
        return 422, told(fault)
    except KeyUsedOtherwise as again:
        return 409, told(again)
    return 302, ""


@require_POST
def restricted_authority(request: Request, code: str, pk: int) -> HttpResponse:
    """Write down to which authority the matter was brought."""
    case_file = access_case_file(request.user, code)
    note = access_note(request.user, case_file, pk)
    form = BringingForm(request.POST)
    fault = ""
    if form.is_valid():
        asked = form.cleaned_data
        try:
            bring(note=note, authority=asked["authority"], on=asked["on"], by=request.user, today=timezone.localdate())
        except ScreeningFault as refused:
            fault = told(refused)
        else:
            messages.success(request, _("It was written down to whom the matter was brought."))
            return redirect("desk:file_screening", code=code)
    words = note_words(case_file, note) | {"form": form, "fault": fault}
    return render(request, "desk/casework/screening/note.html", words, status=422)


@require_safe
def restricted_list(request: Request) -> HttpResponse:
    """List what waits to be brought to an authority: the file and the day, nothing of the matter."""
    require_right(request.user, Right.SEE_RESTRICTED)
    rows = waiting_notes(request.user).select_related("case_file__county", "made_by")
    page = page_by_key(rows, request.GET, "id")
    record_look(actor=request.user.actor, kind="case_file", subjects=[row.case_file.code for row in page.rows])
    template = "_waiting" if request.htmx else "waiting"
    return render(request, f"desk/casework/screening/{template}.html", {"page": page})
