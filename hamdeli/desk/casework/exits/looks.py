"""The looks after an exit: the list of those that are due, its workbook, and one look written down."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.daily.names import names_of
from hamdeli.casework.exits.access import access_look, has_right, visible_looks
from hamdeli.casework.exits.following_up import follow_up
from hamdeli.casework.models import FollowUp
from hamdeli.desk.casework.deeds import Deed, carry_out
from hamdeli.desk.casework.exits.forms import LookFilter, LookForm
from hamdeli.desk.casework.planning.lists import meant
from hamdeli.desk.casework.planning.words import overdue_by
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request
from hamdeli.desk.workbooks import workbook
from hamdeli.journal.writing import record_look, write
from hamdeli.persian.calendar import format_date

SOON = timedelta(days=30)


@dataclass(frozen=True)
class Line:
    """One look of the list; the name only as long as somebody still has to look."""

    look: FollowUp
    name: str
    when: Any
    tone: str


@require_safe
def look_list(request: Request) -> HttpResponse:
    """List the looks that the reader may see, the oldest first."""
    form = LookFilter(request.GET)
    page = page_by_key(chosen(request, form), request.GET, "due_on", "id")
    shown = lines(page.rows, request.user, timezone.localdate())
    codes = [line.look.exit.case_file.code for line in shown if line.name]
    record_look(actor=request.user.actor, kind="case_file", subjects=codes)
    template = "_looks" if request.htmx else "looks"
    return render(request, f"desk/casework/exits/{template}.html", {"form": form, "page": page, "lines": shown})


@require_safe
def looks_export(request: Request) -> FileResponse:
    """Hand out the list as a workbook, without names."""
    looks = chosen(request, LookFilter(request.GET)).order_by("due_on", "id")
    rows = looks.count()
    write(actor=request.user.actor, verb="exported", kind="follow_up", subject="list", details={"rows": rows})
    columns = [
        *(_("file code"), _("centre code"), _("exit"), _("kind"), _("reason"), _("months after the exit")),
        *(_("due on"), _("done on"), _("found")),
    ]
    return workbook("follow-ups.xlsx", _("Follow-ups"), columns, cells(looks, get_language() or "fa"))


def chosen(request: Request, form: LookFilter) -> QuerySet[FollowUp]:
    """Return the visible looks that the form asks for; the open ones unless it asks for others."""
    require_right(request.user, Right.SEE_FILES)
    looks = visible_looks(request.user).select_related("exit__case_file", "exit__centre")
    asked = form.cleaned_data if form.is_valid() else {}
    show, today = asked.get("show", ""), timezone.localdate()
    looks = looks.filter(done_on__isnull=not (show == "done" or asked.get("found")))
    if asked.get("found"):
        looks = looks.filter(found=asked["found"])
    if show == "overdue":
        looks = looks.filter(due_on__lt=today)
    if show == "soon":
        looks = looks.filter(due_on__range=(today, today + SOON))
    return looks.filter(exit__case_file__in=meant(request.user, asked["q"])) if asked.get("q") else looks


def lines(looks: list[FollowUp], user: User, today: date) -> list[Line]:
    """Return the looks as the list shows them."""
    names = names_of([look.exit.case_file for look in looks if look.done_on is None], user)
    return [Line(look, names.get(look.exit.case_file_id, ""), *when(look, today)) for look in looks]


def when(look: FollowUp, today: date) -> tuple[Any, str]:
    """Say how a look stands, with the tone of it."""
    if look.done_on:
        return look.get_found_display(), "bad" if look.found == FollowUp.Found.FALLEN else "good"
    if look.due_on < today:
        return overdue_by((today - look.due_on).days), "bad"
    return (_("due soon"), "warn") if look.due_on <= today + SOON else (_("later"), "neutral")


def cells(looks: QuerySet[FollowUp], language: str) -> Iterator[list[Any]]:
    """Yield the cells of each look."""
    for look in looks.iterator(2000):
        made = look.exit
        done = format_date(look.done_on, language) if look.done_on else ""
        yield [
            *(made.case_file.code, made.centre.code if made.centre else "", format_date(made.on, language)),
            *(made.get_kind_display(), made.get_reason_display(), look.months),
            *(format_date(look.due_on, language), done, look.get_found_display()),
        ]


@require_http_methods(["GET", "HEAD", "POST"])
def look_page(request: Request, pk: int) -> HttpResponse:
    """Show one look with its exit; write down how the family was found."""
    look = access_look(request.user, pk)
    if look.done_on and request.method != "POST":
        return done_look(request, look)
    look = access_look(request.user, pk, Right.WORK)
    today = timezone.localdate()
    form = LookForm(request.POST if request.method == "POST" else None, initial={"on": today})

    def act() -> None:
        follow_up(look=look, by=request.user, today=today, **form.cleaned_data)

    code = look.exit.case_file.code
    name = names_of([look.exit.case_file], request.user).get(look.exit.case_file_id, "")
    record_look(actor=request.user.actor, kind="case_file", subjects=[code] if name else [])
    deed = Deed(
        title=_("Look after the family again"),
        what=_("Ask or visit; write down how the family was found."),
        button=_("Write it down"),
        done=_("The look is written down."),
        back=reverse("desk:follow_up", args=[pk]),
        more={"made": look.exit, "look": look, "name": name},
    )
    return carry_out(request, deed, form, act, None)


def done_look(request: Request, look: FollowUp) -> HttpResponse:
    """Show what was found, and the way to open the file again."""
    made = look.exit
    may_reopen = made.reopened_on is None and has_right(request.user, made, Right.CLOSE)
    words = {"look": look, "made": made, "may_reopen": may_reopen}
    return render(request, "desk/casework/exits/look.html", words)
