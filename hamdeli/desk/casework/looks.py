"""Who opened a file, alone or in a list: shown to those who answer for it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hamdeli.accounts.naming import display_names
from hamdeli.accounts.roles import Right
from hamdeli.casework.access import access_case_file
from hamdeli.desk.journal.posts import names_of_posts
from hamdeli.desk.requests import Request
from hamdeli.journal.models import Entry
from hamdeli.journal.searching import about
from hamdeli.journal.writing import LOOK

LOOKS_SHOWN = 25
KINDS = ("case_file", "national_code", "document")


@require_safe
def file_looks(request: Request, code: str) -> HttpResponse:
    """Show the latest looks at a file; the page of the file fetches them, for it reads far back in the journal."""
    case_file = access_case_file(request.user, code, Right.RECALL)
    looks = about(Entry.objects.filter(verb=LOOK, subject_kind__in=KINDS), case_file.code)
    rows = list(looks.order_by("-number")[:LOOKS_SHOWN])
    names = display_names(look.actor for look in rows)
    words = {"case_file": case_file, "looks": rows, "names": names, "wheres": names_of_posts(rows)}
    template = "_looks" if request.htmx else "looks"
    return render(request, f"desk/casework/files/{template}.html", words)
