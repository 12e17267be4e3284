"""The list of one kind of what is due: where the figures of the first page lead."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hamdeli.accounts.access import require_right
from hamdeli.casework.daily.due import KINDS, within
from hamdeli.casework.daily.names import names_of
from hamdeli.desk.casework.daily.forms import SpanFilter
from hamdeli.desk.casework.daily.lines import MANNERS, line
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request
from hamdeli.journal.writing import record_look


@require_safe
def due_list(request: Request, kind: str) -> HttpResponse:
    """List what is due of one kind, the oldest first; narrowed to a span of days through the address."""
    if kind not in KINDS:
        raise Http404
    require_right(request.user, KINDS[kind].right)
    form = SpanFilter(request.GET)
    when = form.cleaned_data["when"] if form.is_valid() else ""
    today = timezone.localdate()
    page = page_by_key(within(KINDS[kind].rows(request.user), when, today), request.GET, "due", "pk")
    files = [file for row in page.rows if (file := MANNERS[kind].file(row))]
    names = names_of(files, request.user)
    lines = [line(kind, row, names) for row in page.rows]
    record_look(actor=request.user.actor, kind="case_file", subjects=sorted({each.code for each in lines if each.name}))
    words = {"form": form, "page": page, "lines": lines, "title": MANNERS[kind].label, "today": today}
    template = "_due" if request.htmx else "due"
    return render(request, f"desk/casework/daily/{template}.html", words)
