"""The list of applications for centres, and its export."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.centres.founding.access import RIGHTS, WRITING, visible_foundings
from hamdeli.centres.models import Founding
from hamdeli.desk.founding.forms import FoundingFilter
from hamdeli.desk.founding.words import kind_words
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request
from hamdeli.desk.workbooks import workbook
from hamdeli.journal.writing import write
from hamdeli.persian.calendar import format_date
from hamdeli.places.models import Place


def require_reader(user: User) -> None:
    """Raise 404 for whoever neither founds nor checks nor licenses anywhere."""
    if not any(user.has(right) for right in RIGHTS):
        raise Http404


@require_safe
def founding_list(request: Request) -> HttpResponse:
    """List the applications that the reader wrote or decides about."""
    require_reader(request.user)
    form = FoundingFilter(request.GET, counties=counties_seen(request.user))
    page = page_by_key(chosen(request.user, form), request.GET, "-id")
    words: dict[str, Any] = {"form": form, "page": page, "writes": any(request.user.has(right) for right in WRITING)}
    words["licenses"] = request.user.has(Right.LICENSE)
    template = "_fragment" if request.htmx else "list"
    return render(request, f"desk/founding/{template}.html", words)


def counties_seen(user: User) -> Any:
    """Return the counties of the applications that the reader sees."""
    seen = visible_foundings(user).values("county")
    return Place.objects.filter(pk__in=seen).by_name()


def chosen(user: User, form: FoundingFilter) -> QuerySet[Founding]:
    """Return the applications that the form asks for."""
    rows = visible_foundings(user).select_related("county", "centre").annotate(board=Count("trustees"))
    if not form.is_valid():
        return rows
    asked = form.cleaned_data
    rows = rows.matching(asked["q"]) if asked["q"] else rows
    for name in ("state", "kind", "county"):
        rows = rows.filter(**{name: asked[name]}) if asked[name] else rows
    return rows


@require_safe
def foundings_export(request: Request) -> FileResponse:
    """Hand out the list as a workbook, without who the trustees are."""
    require_reader(request.user)
    form = FoundingFilter(request.GET, counties=counties_seen(request.user))
    rows = chosen(request.user, form).order_by("-id")
    write(actor=request.user.actor, verb="exported", kind="founding", subject="list", details={"rows": rows.count()})
    columns = [
        *(_("Name"), _("County"), _("Kind"), _("State"), _("Trustees"), _("Capacity"), _("Social workers")),
        *(_("Begun on"), _("Submitted on"), _("Approved in principle on"), _("To be opened until"), _("Opened on")),
        *(_("Centre code"), _("Reason")),
    ]
    return workbook("foundings.xlsx", _("Applications for centres"), columns, cells(rows, get_language() or "fa"))


def cells(rows: QuerySet[Founding], language: str) -> Iterator[list[Any]]:
    """Yield the cells of each application."""
    for row in rows.iterator(500):
        days = (row.begun_on, row.submitted_on, row.approved_on, row.open_until, row.opened_on)
        yield [
            row.name,
            row.county.name,
            _(", ").join(kind_words(row)),
            row.get_state_display(),
            row.board,  # type: ignore[attr-defined]
            row.capacity,
            row.social_workers,
            *(format_date(day, language) if day else "" for day in days),
            row.centre.code if row.centre else "",
            row.get_refused_why_display(),
        ]
