"""Handing out a printed page: as a file, never kept by a browser, noted in the journal."""

from django.http import HttpResponse

from hamdeli.desk.requests import Request
from hamdeli.journal.writing import record_look, write


def printed(request: Request, content: bytes, *, kind: str, subject: str, letter: str, name: str) -> HttpResponse:
    """Return the PDF under a file's `name`; the journal is told who took which `letter` about whom."""
    actor = request.user.actor
    record_look(actor=actor, kind=kind, subjects=[subject])
    write(actor=actor, verb="printed", kind=kind, subject=subject, details={"letter": letter})
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
