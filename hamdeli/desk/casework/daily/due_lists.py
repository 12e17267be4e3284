"""The list of one kind of what is due: where the figures of the first page lead."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hamdeli.accounts.access import require_right
from hamdeli.casework.daily.due import KINDS, within
from hamdeli.desk.casework.daily.forms import SpanFilter
from hamdeli.desk.casework.daily.lines import MANNERS, lines_of
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request


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
    lines = lines_of([(kind, row) for row in page.rows], request.user)
    words = {"form": form, "page": page, "lines": lines, "title": MANNERS[kind].label, "today": today}
    template = "_due" if request.htmx else "due"
    return render(request, f"desk/casework/daily/{template}.html", words)
