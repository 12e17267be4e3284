"""What one's office or centre was told about files that changed hands."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.delegation.access import visible_notices
from hamdeli.delegation.models import Notice
from hamdeli.delegation.waiting import unread_notices
from hamdeli.desk.delegation.answers import key_from
from hamdeli.desk.delegation.forms import NoticeFilter
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request
from hamdeli.desk.templatetags.formats import moment
from hamdeli.desk.workbooks import workbook
from hamdeli.journal.writing import write

READ = {"no": True, "yes": False}


@require_safe
def notice_list(request: Request) -> HttpResponse:
    """List the notices, the newest first."""
    form = NoticeFilter(request.GET)
    page = page_by_key(chosen(request, form), request.GET, "-id")
    words = {"form": form, "page": page, "unread": unread_notices(request.user).count()}
    words |= {"sees_handovers": request.user.has(Right.RECALL), "last": page.rows[0].pk if page.rows else 0}
    template = "_fragment" if request.htmx else "list"
    return render(request, f"desk/delegation/notices/{template}.html", words)


@require_safe
def notices_export(request: Request) -> FileResponse:
    """Hand out the same list as a workbook."""
    rows = chosen(request, NoticeFilter(request.GET)).order_by("-id")
    details = {"rows": rows.count(), "list": "notices"}
    write(actor=request.user.actor, verb="exported", kind="case_file", subject="list", details=details)
    names = ("When", "What happened", "Files", "To", "File", "Handover", "Read")
    return workbook("notices.xlsx", gettext("Notices"), [gettext(name) for name in names], cells_of(rows))


def cells_of(rows: QuerySet[Notice]) -> Iterator[list[Any]]:
    """Yield the cells of each notice."""
    for row in rows.iterator(500):
        file, handover = row.mandate.case_file.code if row.mandate else "", row.handover.code if row.handover else ""
        read = moment(row.read_at) if row.read_at else ""
        yield [moment(row.at), row.get_event_display(), row.files_count, told_to(row), file, handover, read]


def told_to(notice: Notice) -> str:
    """Return the centre or the office that was told."""
    if notice.centre:
        return str(notice.centre.name)
    return f"{gettext('office of')} {notice.place.name}" if notice.place else ""


def chosen(request: Request, form: NoticeFilter) -> QuerySet[Notice]:
    """Return the notices of the reader's offices and centres that the form asks for."""
    require_right(request.user, Right.SEE_MANDATES)
    rows = visible_notices(request.user).select_related("place", "centre", "handover", "mandate__case_file")
    if not form.is_valid():
        return rows
    asked = form.cleaned_data
    rows = rows.filter(read_at__isnull=READ[asked["read"]]) if asked["read"] else rows
    return rows.filter(event=asked["event"]) if asked["event"] else rows


@require_POST
def reading(request: Request) -> HttpResponse:
    """Mark one notice as read, or all up to the newest that the reader has seen."""
    require_right(request.user, Right.SEE_MANDATES)
    unread = visible_notices(request.user).filter(read_at=None)
    one = request.POST.get("notice", "")
    meant = {"pk": key_from(one)} if one else {"pk__lte": key_from(request.POST.get("up_to", ""))}
    unread.filter(**meant).order_by().update(read_at=timezone.now())
    return redirect("desk:notices")
