"""The notes of one file: written once, corrected by another."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hamdeli.accounts.roles import Right
from hamdeli.casework.access import access_case_file, has_right, may_know
from hamdeli.casework.daily.drafts import forget_draft
from hamdeli.casework.daily.notes import may_read_notes, read_notes, write_note
from hamdeli.casework.models import CaseFile, Note
from hamdeli.desk.casework.daily.forms import NoteForm
from hamdeli.desk.casework.daily.saving import SAVED, save_once
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request
from hamdeli.journal.writing import record_look

PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
def file_notes(request: Request, code: str) -> HttpResponse:
    """Show the notes of a file to those who may read them, and write a new one."""
    case_file = access_case_file(request.user, code)
    if not (may_read_notes(request.user, case_file) and may_know(request.user, case_file)):
        raise PermissionDenied
    if request.method != "POST":
        initial = {"about_on": timezone.localdate(), "corrects": request.GET.get("corrects", "")}
        return shown(request, case_file, NoteForm(initial=initial))
    if not has_right(request.user, case_file, Right.WORK):
        raise PermissionDenied
    form = NoteForm(request.POST)
    status = save_once(request, form, f"note {code}", lambda: write_asked(request, case_file, form))
    if status == SAVED:
        forget_draft(request.user, "note", code)
        messages.success(request, _("The note is stored. It cannot be changed; a correction is another note."))
        return redirect("desk:file_notes", code=code)
    return shown(request, case_file, form, status)


def write_asked(request: Request, case_file: CaseFile, form: NoteForm) -> int:
    """Write the note that the form asks for and return its primary key."""
    asked = form.cleaned_data
    return write_note(
        case_file=case_file,
        text=asked["text"],
        about_on=asked["about_on"],
        by=request.user,
        today=timezone.localdate(),
        corrects=Note.objects.filter(pk=asked["corrects"]).first() if asked["corrects"] else None,
    ).pk


def shown(request: Request, case_file: CaseFile, form: NoteForm, status: int = 200) -> HttpResponse:
    """Show the notes, the newest first, and the form for those who work on the file."""
    record_look(actor=request.user.actor, kind="case_file", subjects=[case_file.code])
    notes = Note.objects.filter(case_file=case_file).select_related("made_by", "corrects")
    page = page_by_key(notes, request.GET, "-pk", size=PAGE)
    words = {
        "case_file": case_file,
        "page": page,
        "notes": read_notes(page.rows),
        "form": form,
        "may_write": has_right(request.user, case_file, Right.WORK),
    }
    return render(request, "desk/casework/daily/notes.html", words, status=status)
