"""What one's office or centre was told about files that changed hands."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.delegation.access import visible_notices
from hamdeli.delegation.waiting import unread_count
from hamdeli.desk.delegation.answers import key_from
from hamdeli.desk.delegation.forms import NoticeFilter
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request

READ = {"no": True, "yes": False}


@require_safe
def notice_list(request: Request) -> HttpResponse:
    """List the notices, the newest first."""
    require_right(request.user, Right.SEE_MANDATES)
    form = NoticeFilter(request.GET)
    rows = visible_notices(request.user).select_related("place", "centre", "handover", "mandate__case_file")
    if form.is_valid():
        asked = form.cleaned_data
        rows = rows.filter(read_at__isnull=READ[asked["read"]]) if asked["read"] else rows
        rows = rows.filter(event=asked["event"]) if asked["event"] else rows
    page = page_by_key(rows, request.GET, "-id")
    words = {"form": form, "page": page, "unread": unread_count(request.user)}
    words |= {"sees_handovers": request.user.has(Right.RECALL), "last": page.rows[0].pk if page.rows else 0}
    template = "_fragment" if request.htmx else "list"
    return render(request, f"desk/delegation/notices/{template}.html", words)


@require_POST
def reading(request: Request) -> HttpResponse:
    """Mark one notice as read, or all up to the newest that the reader has seen."""
    require_right(request.user, Right.SEE_MANDATES)
    unread = visible_notices(request.user).filter(read_at=None)
    one = request.POST.get("notice", "")
    meant = {"pk": key_from(one)} if one else {"pk__lte": key_from(request.POST.get("up_to", ""))}
    unread.filter(**meant).order_by().update(read_at=timezone.now())
    return redirect("desk:notices")
