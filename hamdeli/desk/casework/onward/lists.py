"""The onward referrals of a centre, sent and received, and those of one file."""

from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamdeli.accounts.roles import Right
from hamdeli.casework.access import access_case_file, has_right
from hamdeli.casework.models import Onward
from hamdeli.casework.onward.access import concerned, received_by, sent_by, visible_onward
from hamdeli.desk.casework.onward.forms import OnwardFilter
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request
from hamdeli.desk.workbooks import workbook
from hamdeli.journal.writing import write
from hamdeli.persian.calendar import format_date
from hamdeli.persian.digits import to_ascii

SHOWN = ("sender", "receiver")


@require_safe
def onward_list(request: Request) -> HttpResponse:
    """List the referrals of either side, the newest first: codes and centres, no family."""
    form = OnwardFilter(request.GET)
    page = page_by_key(chosen(request, form), request.GET, "-id")
    words: dict[str, Any] = {"form": form, "page": page, "today": timezone.localdate()}
    template = "_fragment" if request.htmx else "list"
    return render(request, f"desk/casework/onward/{template}.html", words)


@require_safe
def onward_export(request: Request) -> FileResponse:
    """Hand out the list as a workbook."""
    rows = chosen(request, OnwardFilter(request.GET))
    write(actor=request.user.actor, verb="exported", kind="onward", subject="list", details={"rows": rows.count()})
    columns = [
        _("Onward referral"),
        _("Speciality"),
        _("From centre"),
        _("To centre"),
        _("State"),
        _("Answer until"),
        _("Reason"),
    ]
    language = get_language() or "fa"
    cells = (
        [
            row.code,
            row.get_speciality_display(),
            row.sender.code,
            row.receiver.code,
            row.get_state_display(),
            format_date(row.answer_by, language),
            row.get_reason_display(),
        ]
        for row in rows.order_by("-id").iterator(500)
    )
    return workbook("onward.xlsx", _("Onward referrals"), columns, cells)


def chosen(request: Request, form: OnwardFilter) -> QuerySet[Onward]:
    """Return the visible referrals that the form asks for; 404 for who has nothing to do with any."""
    if not concerned(request.user):
        raise Http404
    rows = visible_onward(request.user).select_related(*SHOWN)
    if not form.is_valid():
        return rows
    asked = form.cleaned_data
    if asked["box"]:
        rows = rows.filter(received_by(request.user) if asked["box"] == "received" else sent_by(request.user))
    rows = rows.filter(**{name: asked[name] for name in ("state", "speciality") if asked[name]})
    text = to_ascii(asked["q"]).strip().upper()
    return rows.filter(code__startswith=text if text.startswith("R") else f"R-{text}") if text else rows


@require_safe
def file_onward(request: Request, code: str) -> HttpResponse:
    """Show where a family was referred and what came of it."""
    case_file = access_case_file(request.user, code)
    rows = case_file.onward.select_related(*SHOWN, "made_by").order_by("-id")
    words = {"case_file": case_file, "rows": list(rows), "today": timezone.localdate()}
    words["may_send"] = case_file.centre is not None and has_right(request.user, case_file, Right.REFER_ON)
    return render(request, "desk/casework/onward/file.html", words)
