"""Announcements: the list, a new one, the page of one, its readers, and taking it back."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.desk.casework.deeds import Deed, carry_out, key_of, told, version_of
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.posting import posted
from hamdeli.desk.requests import Request
from hamdeli.desk.support.courses import data_of
from hamdeli.desk.support.forms import AnnouncementFilter, AnnouncementForm
from hamdeli.desk.templatetags.formats import day
from hamdeli.desk.workbooks import workbook
from hamdeli.journal.changing import Conflict
from hamdeli.journal.refusals import Refusal
from hamdeli.journal.writing import write
from hamdeli.persian.letters import fold
from hamdeli.support.access import (
    access_announcement,
    own_centres,
    require_any,
    supported_provinces,
    supports,
    visible_announcements,
)
from hamdeli.support.announcing import Message, announce, confirm_reading, shares, withdraw
from hamdeli.support.models import Announcement, AnnouncementQuerySet, AnnouncementReading

MOST_READERS = 500


@require_safe
def announcements(request: Request) -> HttpResponse:
    """List the announcements, the newest first, with who has confirmed them."""
    require_any(request.user)
    form = AnnouncementFilter(request.GET)
    page = page_by_key(chosen(request.user, form), request.GET, "-id")
    writes = request.user.has(Right.SUPPORT_CENTRES)
    counts = shares(page.rows) if writes else {}
    words: dict[str, Any] = {
        "form": form,
        "page": page,
        "rows": [(row, counts.get(row.pk)) for row in page.rows],
        "mine": read_by(request.user, page.rows),
        "supports": writes,
        "today": timezone.localdate(),
    }
    template = "_announcements" if request.htmx else "announcements"
    return render(request, f"desk/support/{template}.html", words)


def chosen(user: User, form: AnnouncementFilter) -> AnnouncementQuerySet:
    """Return the announcements that the form asks for."""
    rows = visible_announcements(user).select_related("province", "county")
    if not form.is_valid():
        return rows
    for word in fold(form.cleaned_data["q"]).split():
        rows = rows.filter(folded__contains=word)
    if form.cleaned_data["only"] == "now":
        rows = rows.in_force(timezone.localdate())
    return rows.filter(must_read=True) if form.cleaned_data["only"] == "must" else rows


def read_by(user: User, rows: list[Announcement]) -> set[int]:
    """Return the keys of the announcements that `user` has confirmed."""
    found = AnnouncementReading.objects.filter(user=user, announcement__in=rows)
    return set(found.values_list("announcement_id", flat=True))


@require_http_methods(["GET", "HEAD", "POST"])
def announcement_new(request: Request) -> HttpResponse:
    """Announce something to the centres of a province."""
    require_right(request.user, Right.SUPPORT_CENTRES)
    first = {"since": timezone.localdate()}
    provinces = supported_provinces(request.user)
    form = AnnouncementForm(data_of(request), user=request.user, provinces=provinces, initial=first)
    made: list[Announcement] = []

    def act() -> None:
        message, now = Message(**form.told()), timezone.now()
        made.append(announce(province=form.province, message=message, by=request.user, now=now, key=key_of(request)))

    deed = Deed(
        title=_("A new announcement"),
        what=_("It stands on the first page of everybody at the centres you choose, from its first to its last day."),
        button=_("Announce"),
        done=_("Announced."),
        back=reverse("desk:announcements"),
    )
    answer = carry_out(request, deed, form, act, None)
    return redirect("desk:announcement", pk=made[0].pk) if made else answer


@require_safe
def announcement(request: Request, pk: int) -> HttpResponse:
    """Show one announcement; to its authors who has read it."""
    one = access_announcement(request.user, pk)
    writes = supports(request.user, one.province_id)
    readings = one.readings.select_related("user", "centre").order_by("-pk")
    words = {
        "one": one,
        "writes": writes,
        "share": shares([one])[one.pk],
        "readings": list(readings[:MOST_READERS]) if writes else [],
        "mine": readings.filter(user=request.user).first(),
        "reads": bool(own_centres(request.user)),
        "today": timezone.localdate(),
    }
    return render(request, "desk/support/announcement.html", words)


@posted("desk:announcement", "pk")
def announcement_reading(request: Request, pk: int) -> HttpResponse:
    """Confirm to have read it."""
    one = access_announcement(request.user, pk)
    try:
        confirm_reading(announcement=one, by=request.user, now=timezone.now())
        messages.success(request, _("Confirmed."))
    except Refusal as fault:
        messages.error(request, told(fault))
    return redirect("desk:announcement", pk=pk)


@posted("desk:announcement", "pk")
def announcement_withdrawal(request: Request, pk: int) -> HttpResponse:
    """Take it back."""
    one = access_announcement(request.user, pk, writing=True)
    try:
        withdraw(announcement=one, by=request.user, now=timezone.now(), seen_version=version_of(request))
        messages.success(request, _("Withdrawn."))
    except Refusal as fault:
        messages.error(request, told(fault))
    except Conflict:
        messages.error(request, _("Somebody was faster. Look at it again before you send the form once more."))
    return redirect("desk:announcement", pk=pk)


@require_safe
def announcements_export(request: Request) -> FileResponse:
    """Hand out the list as a workbook, to its authors with who has read each."""
    require_any(request.user)
    rows = list(chosen(request.user, AnnouncementFilter(request.GET)).order_by("-id"))
    details = {"rows": len(rows)}
    write(actor=request.user.actor, verb="exported", kind="announcement", subject="list", details=details)
    columns = [
        *(_("Title"), _("Province"), _("County"), _("Kind of centre"), _("From"), _("Until"), _("To be confirmed")),
        *(_("Centres that confirmed"), _("Centres addressed")),
    ]
    return workbook("announcements.xlsx", _("Announcements"), columns, cells(request.user, rows))


def cells(user: User, rows: list[Announcement]) -> Iterator[list[Any]]:
    """Yield the cells of each announcement."""
    counts = shares(rows) if user.has(Right.SUPPORT_CENTRES) else {}
    for row in rows:
        share = counts.get(row.pk)
        yield [
            *(row.title, row.province.name, row.county.name if row.county else "", row.get_kind_display()),
            *(day(row.since), day(row.until), _("yes") if row.must_read else _("no")),
            *((share.read, share.centres) if share else ("", "")),
        ]
