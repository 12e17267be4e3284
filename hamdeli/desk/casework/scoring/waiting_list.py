"""The waiting list of a county or province, in the order of its scores."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.models import CaseFile
from hamdeli.casework.scoring.waiting import ORDER, READERS_OF_LIST, UNSCORED, waiting_for, with_scores
from hamdeli.desk.casework.scoring.forms import WaitingFilter
from hamdeli.desk.casework.scoring.words import at_a_glance
from hamdeli.desk.paging import Page, page_by_key
from hamdeli.desk.places import counties_for
from hamdeli.desk.requests import Request
from hamdeli.desk.workbooks import workbook
from hamdeli.journal.writing import write
from hamdeli.persian.calendar import format_date
from hamdeli.persian.digits import to_ascii
from hamdeli.places.models import PlaceQuerySet


@require_safe
def waiting_list(request: Request) -> HttpResponse:
    """List the waiting families, those with the most points first; without names."""
    form = asked_for(request)
    page: Page[Any] = page_by_key(chosen(request, form), request.GET, *ORDER)
    rows = [(row, row.last_score, glance(row)) for row in with_scores(page.rows)]
    words = {"form": form, "page": page, "rows": rows}
    template = "_waiting" if request.htmx else "waiting"
    return render(request, f"desk/casework/scoring/{template}.html", words)


@require_safe
def waiting_export(request: Request) -> FileResponse:
    """Hand out the same list as a workbook, without names."""
    rows = chosen(request, asked_for(request)).order_by(*ORDER)
    write(actor=request.user.actor, verb="exported", kind="case_file", subject="list", details={"rows": rows.count()})
    columns = [
        *(gettext("Place on the list"), gettext("file code"), gettext("county"), gettext("score")),
        *(gettext("Lines that count"), gettext("main need"), gettext("members"), gettext("opened on")),
    ]
    return workbook("waiting-list.xlsx", gettext("Waiting list"), columns, cells(rows, get_language() or "fa"))


def cells(rows: QuerySet[Any], language: str) -> Iterator[list[Any]]:
    """Yield the cells of each family."""
    for place, row in enumerate(with_scores(list(rows)), 1):
        yield [
            *(place, row.code, row.county.name, row.points if row.points != UNSCORED else "", glance(row)),
            *(row.get_need_display(), row.household.members_count, format_date(row.opened_on, language)),
        ]


def glance(row: CaseFile) -> str:
    """Return the lines of the last score in a few words."""
    last = row.last_score  # type: ignore[attr-defined]
    return at_a_glance(last.lines) if last else ""


def asked_for(request: Request) -> WaitingFilter:
    """Return the filter; 404 for who neither admits nor supervises anywhere."""
    if not any(request.user.has(right) for right in READERS_OF_LIST):
        raise Http404
    return WaitingFilter(request.GET, counties=counties_of(request.user))


def counties_of(user: User) -> PlaceQuerySet:
    """Return the counties whose list `user` may see."""
    return counties_for(user, Right.ADMIT) | counties_for(user, Right.SUPERVISE)


def chosen(request: Request, form: WaitingFilter) -> QuerySet[Any]:
    """Return the waiting families that the form asks for."""
    rows = waiting_for(request.user).select_related("county", "household")
    if not form.is_valid():
        return rows
    asked = form.cleaned_data
    fits = Q()
    if asked["q"]:
        fits &= Q(code__startswith=to_ascii(asked["q"]).strip().upper())
    if asked["county"]:
        fits &= Q(county=asked["county"])
    if asked["least"] is not None:
        fits &= Q(points__gte=asked["least"])
    if asked["scored"]:
        fits &= Q(score_id__isnull=asked["scored"] == "no")
    return rows.filter(fits)
