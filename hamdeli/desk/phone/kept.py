"""Forms that came from phones and of which no record could be made: a person looks at each."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.casework.models import Submission
from hamdeli.casework.scans import ScanFault, scan_of
from hamdeli.casework.syncing.faults import SyncFault
from hamdeli.casework.syncing.handlers import handlers
from hamdeli.casework.syncing.kept import body_of, may_read, may_try_again, set_aside, try_again, visible_kept
from hamdeli.casework.syncing.pictures import KIND as PHOTO
from hamdeli.casework.syncing.pictures import picture_in
from hamdeli.casework.syncing.receiving import OF_LISTS
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.phone.sentences import sentence
from hamdeli.desk.phone.telling import KINDS, lines_of
from hamdeli.desk.requests import Request
from hamdeli.journal.writing import record_look


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
        return refused(request, kept, {"fault": fault.code})
    return redirect("desk:phone_kept")


@require_POST
def again(request: Request, pk: int) -> HttpResponse:
    """Try to make the record now."""
    kept = access_kept(request, pk)
    try:
        kept = try_again(kept=kept, by=request.user, handlers=handlers(timezone.localdate()))
    except SyncFault as fault:
        return refused(request, kept, {"fault": fault.code})
    if kept.state != Submission.State.STORED:
        return refused(request, kept, kept.outcome)
    messages.success(request, _("The record was made of the form."))
    return redirect("desk:phone_kept")


def refused(request: Request, kept: Submission, outcome: dict[str, Any]) -> HttpResponse:
    """Show the form again, with why nothing came of what was asked."""
    words = words_of(request, kept) | {"fault": sentence(outcome)}
    return render(request, "desk/phone/kept/page.html", words, status=422)


def access_kept(request: Request, pk: int) -> Submission:
    """Return the form; 404 for whoever neither sent it nor leads the work on its file."""
    require_right(request.user, Right.WORK)
    kept = get_object_or_404(visible_kept(request.user), pk=pk)
    record_look(
        actor=request.user.actor, subjects=[kept.subject], kind="delivery" if kept.kind == OF_LISTS else "case_file"
    )
    return kept


def words_of(request: Request, kept: Submission) -> dict[str, Any]:
    """Return what the page shows; who may not read a restricted form learns only why it is here."""
    readable = may_read(request.user, kept)
    body = body_of(kept) if readable else {}
    return {
        "kept": kept,
        "kind": KINDS.get(kept.kind, kept.kind),
        "why": sentence(kept.outcome),
        "lines": lines_of(kept, body) if readable else [],
        "readable": readable,
        "pictured": kept.kind == PHOTO and "picture" in body,
        "may_try": may_try_again(request.user, kept),
        "waits": kept.state == Submission.State.KEPT,
    }


@require_safe
def picture(request: Request, pk: int) -> HttpResponse:
    """Show the photograph of a kept form, written anew without what a camera added."""
    kept = access_kept(request, pk)
    if kept.kind != PHOTO:
        raise Http404
    try:
        scan = scan_of(picture_in(body_of(kept)))
    except (KeyError, ValueError, ScanFault) as fault:
        raise Http404 from fault
    response = HttpResponse(scan.content, content_type=scan.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
