"""Bringing a list: the form, and the upload that starts its preview."""

from django.core.files.base import File
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from hamdeli.desk.imports.forms import UploadForm
from hamdeli.desk.imports.kinds import PREVIEW, UPLOAD, Kind, access_kind
from hamdeli.desk.imports.templates import explained
from hamdeli.desk.requests import Request
from hamdeli.jobs.asking import ask
from hamdeli.journal.once import once


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: Request, kind: str) -> HttpResponse:
    """Show the form; take a file and start its preview, once for each key."""
    chosen = access_kind(request.user, kind)
    if request.method != "POST":
        return page(request, chosen, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return page(request, chosen, form, status=422)
    pk = start(request, chosen, form.cleaned_data["file"], form.cleaned_data["idempotency_key"])
    return redirect("desk:import", pk=pk)


def start(request: Request, kind: Kind, file: File[bytes], key: str) -> int:
    """Ask for the preview and return its primary key; the second time with `key`, the first one's."""
    arguments = {"list": kind.name, "language": get_language() or "fa"}

    def act() -> int:
        job = ask(kind=PREVIEW, asked_by=request.user, arguments=arguments, files={UPLOAD: file})
        return job.pk

    body = [kind.name, file.name, file.size]
    pk: int = once(key=key, actor=request.user.actor, purpose="list_preview", body=body, act=act)
    return pk


def page(request: Request, kind: Kind, form: UploadForm, status: int = 200) -> HttpResponse:
    """Return the page of the form, with what the columns mean."""
    words = {"kind": kind, "form": form, "columns": explained(kind.columns)}
    return render(request, "desk/imports/upload.html", words, status=status)
