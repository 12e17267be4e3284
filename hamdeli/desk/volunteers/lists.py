"""The list of volunteers and its export; and those of one supervisor."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.casework.helping.loads import loads_under
from hamdeli.casework.helping.matching import held_by
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request
from hamdeli.desk.volunteers.forms import VolunteerFilter
from hamdeli.desk.volunteers.words import described, left_why
from hamdeli.desk.workbooks import workbook
from hamdeli.journal.writing import write
from hamdeli.persian.calendar import format_date
from hamdeli.persian.digits import to_ascii
from hamdeli.volunteers.access import WHERE, supervised_by
from hamdeli.volunteers.models import Volunteer


@require_safe
def volunteer_list(request: Request) -> HttpResponse:
    """List the volunteers of the reader's centre or county."""
    require_right(request.user, Right.SEE_VOLUNTEERS)
    form = VolunteerFilter(request.GET)
    page = page_by_key(chosen(request, form), request.GET, "name_folded", "id")
    held = held_by(page.rows)
    for row in page.rows:
        row.held = held.get(row.user_id, 0)  # type: ignore[attr-defined]
    words: dict[str, Any] = {"form": form, "page": page, "leads": request.user.has(Right.RUN_VOLUNTEERS)}
    template = "_fragment" if request.htmx else "list"
    return render(request, f"desk/volunteers/{template}.html", words)


def chosen(request: Request, form: VolunteerFilter) -> QuerySet[Volunteer]:
    """Return the volunteers that the form asks for."""
    rows = Volunteer.objects.filter(scope(request.user, Right.SEE_VOLUNTEERS, **WHERE))
    rows = rows.select_related("centre", "supervisor")
    if not form.is_valid():
        return rows
    asked = form.cleaned_data
    rows = rows.matching(asked["q"]) if asked["q"] else rows
    for name in ("state", "grade"):
        rows = rows.filter(**{name: asked[name]}) if asked[name] else rows
    rows = rows.filter(skills__icontains=f'"{asked["skill"]}"') if asked["skill"] else rows
    code = to_ascii(asked["centre"]).strip().upper()
    return rows.filter(centre__code__startswith=code) if code else rows


@require_safe
def volunteers_export(request: Request) -> FileResponse:
    """Hand out the list as a workbook, without national codes and telephones."""
    require_right(request.user, Right.SEE_VOLUNTEERS)
    rows = chosen(request, VolunteerFilter(request.GET)).order_by("name_folded", "pk")
    write(actor=request.user.actor, verb="exported", kind="volunteer", subject="list", details={"rows": rows.count()})
    columns = [
        *(_("Name"), _("Centre code"), _("State"), _("Helps as"), _("Skills"), _("Languages"), _("Has time")),
        *(_("Supervisor"), _("Families at most"), _("Applied on"), _("Left on"), _("Reason")),
    ]
    return workbook("volunteers.xlsx", _("Volunteers"), columns, cells(rows, get_language() or "fa"))


def cells(rows: QuerySet[Volunteer], language: str) -> Iterator[list[Any]]:
    """Yield the cells of each volunteer."""
    for row in rows.iterator(500):
        told = described(row)
        yield [
            row.name,
            row.centre.code,
            row.get_state_display(),
            row.get_grade_display(),
            *(_(", ").join(told[name]) for name in ("skills", "languages", "times")),
            row.supervisor.display_name if row.supervisor else "",
            row.ceiling,
            format_date(row.applied_on, language),
            format_date(row.left_on, language) if row.left_on else "",
            left_why(row),
        ]


@require_safe
def supervised_volunteers(request: Request) -> HttpResponse:
    """Show a supervisor's volunteers: load against the ceiling, hours to confirm, visits overdue."""
    require_right(request.user, Right.WORK)
    loads = loads_under(request.user, timezone.localdate())
    words = {
        "loads": loads,
        "minutes": sum(load.minutes for load in loads),
        "overdue": sum(load.overdue for load in loads),
        "files": sum(load.files for load in loads),
        "places": sum(load.volunteer.ceiling for load in loads),
    }
    return render(request, "desk/volunteers/supervised.html", words)


def own_volunteers(user: User) -> QuerySet[Volunteer]:
    """Return the volunteers whom `user` supervises, at work."""
    return Volunteer.objects.active().filter(supervised_by(user))
