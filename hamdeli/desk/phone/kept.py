"""Forms that came from phones and of which no record could be made: a person looks at each."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.casework.models import Submission
from hamdeli.casework.syncing.faults import SyncFault
from hamdeli.casework.syncing.kept import body_of, set_aside, visible_kept
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.phone.sentences import sentence
from hamdeli.desk.requests import Request
from hamdeli.journal.writing import record_look

WORDS: dict[str, Any] = {
    "facts": _("facts"),
    "opinion": _("opinion of the visitor"),
    "note": _("note"),
    "text": _("note"),
    "result": _("what came of it"),
    "done_on": _("visited on"),
    "about_on": _("about the day"),
}
KINDS: dict[str, Any] = {"visit": _("visit"), "note": _("case note"), "task": _("task")}


class KeptFilter(forms.Form):
    """Which forms are shown."""

    q = forms.CharField(label=_("File code"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("all")), ("kept", _("kept for a person to look at")), ("set_aside", _("set aside"))],
    )


@require_safe
def kept_list(request: Request) -> HttpResponse:
    """List the forms that wait for a person."""
    require_right(request.user, Right.WORK)
    form = KeptFilter(request.GET)
    rows = visible_kept(request.user)
    if form.is_valid():
        asked = form.cleaned_data
        rows = rows.filter(subject__startswith=asked["q"]) if asked["q"] else rows
        rows = rows.filter(state=asked["state"]) if asked["state"] else rows
    page = page_by_key(rows, request.GET, "-id")
    told = [{"row": row, "kind": KINDS.get(row.kind, row.kind), "why": sentence(row.outcome)} for row in page.rows]
    template = "_fragment" if request.htmx else "list"
    return render(request, f"desk/phone/kept/{template}.html", {"form": form, "page": page, "told": told})


@require_safe
def kept_form(request: Request, pk: int) -> HttpResponse:
    """Show what was written, and why no record was made of it."""
    return render(request, "desk/phone/kept/page.html", words_of(request, access_kept(request, pk)))


@require_POST
def answer(request: Request, pk: int) -> HttpResponse:
    """Set a form aside, with a reason."""
    kept = access_kept(request, pk)
    try:
        set_aside(kept=kept, reason=request.POST.get("reason", ""), by=request.user, at=timezone.now())
    except SyncFault as fault:
        told = words_of(request, kept) | {"fault": sentence({"fault": fault.code})}
        return render(request, "desk/phone/kept/page.html", told, status=422)
    return redirect("desk:phone_kept")


def access_kept(request: Request, pk: int) -> Submission:
    """Return the form; 404 for whoever neither sent it nor leads the work on its file."""
    require_right(request.user, Right.WORK)
    kept = get_object_or_404(visible_kept(request.user), pk=pk)
    record_look(actor=request.user.actor, kind="case_file", subjects=[kept.subject])
    return kept


def words_of(request: Request, kept: Submission) -> dict[str, Any]:
    """Return what the page shows."""
    body = body_of(kept)
    lines = [(WORDS[name], value) for name, value in body.items() if name in WORDS and value]
    return {
        "kept": kept,
        "kind": KINDS.get(kept.kind, kept.kind),
        "why": sentence(kept.outcome),
        "lines": lines,
        "waits": kept.state == Submission.State.KEPT,
    }
