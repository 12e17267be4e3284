"""The list of referrals of a county or a centre, and its export."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Case, QuerySet, Value, When
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.models import Referral
from hamdeli.casework.referral.access import may_know_of, visible_referrals
from hamdeli.casework.referral.searching import meant
from hamdeli.casework.referral.words import opened
from hamdeli.desk.casework.referral.forms import ReferralFilter
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request
from hamdeli.desk.workbooks import workbook
from hamdeli.journal.writing import record_look, write
from hamdeli.persian.calendar import format_date

ORDER = ("answered", "received_at", "pk")


@require_safe
def referral_list(request: Request) -> HttpResponse:
    """List the referrals that the reader may see: those that wait first, and of each what came first."""
    require_right(request.user, Right.REFER)
    form = ReferralFilter(request.GET)
    page = page_by_key(chosen(request, form), request.GET, *ORDER)
    rows: list[Any] = page.rows
    for row in rows:
        row.name = opened(row).name if may_know_of(request.user, row) else ""
        row.shown_state = Referral.State(row.told)
    record_look(actor=request.user.actor, kind="referral", subjects=[row.receipt for row in rows if row.name])
    template = "_fragment" if request.htmx else "list"
    return render(request, f"desk/casework/referral/{template}.html", {"form": form, "page": page})


@require_safe
def referral_export(request: Request) -> FileResponse:
    """Hand out the same list as a workbook, without names."""
    require_right(request.user, Right.REFER)
    rows = chosen(request, ReferralFilter(request.GET))
    details = {"rows": rows.count(), "list": "referrals"}
    write(actor=request.user.actor, verb="exported", kind="referral", subject="list", details=details)
    columns = [
        _("receipt number"),
        _("referred by"),
        _("county"),
        _("centre"),
        _("received"),
        _("state"),
        _("discreet"),
    ]
    return workbook("referrals.xlsx", _("referrals"), columns, cells(rows))


def cells(rows: QuerySet[Referral]) -> Iterator[list[Any]]:
    """Yield the cells of each referral."""
    language = get_language() or "fa"
    row: Any
    for row in rows.order_by(*ORDER).iterator(2000):
        yield [
            row.receipt,
            row.get_channel_display(),
            row.county.name,
            row.centre.code if row.centre else "",
            format_date(row.received_at.date(), language),
            str(Referral.State(row.told).label),
            _("yes") if row.discreet else "",
        ]


def chosen(request: Request, form: ReferralFilter) -> QuerySet[Referral]:
    """Return the visible referrals that the form asks for."""
    user: User = request.user
    answered = Case(When(state=Referral.State.RECEIVED, then=Value(0)), default=Value(1))
    rows = visible_referrals(user).select_related("county", "centre").annotate(answered=answered)
    if not form.is_valid():
        return rows
    asked = form.cleaned_data
    rows = rows.filter(meant(asked["q"], user))
    if asked["channel"]:
        rows = rows.filter(channel=asked["channel"])
    return rows.filter(**{"told": asked["state"]}) if asked["state"] else rows
