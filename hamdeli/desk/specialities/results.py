"""What came of referrals to specialised centres: the list and its export."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.onward.access import concerned
from hamdeli.desk.requests import Request
from hamdeli.desk.specialities.forms import ResultFilter
from hamdeli.desk.specialities.ways import part_of, tabs
from hamdeli.desk.workbooks import workbook
from hamdeli.insight.results import Result, results
from hamdeli.journal.writing import write
from hamdeli.persian.digits import to_ascii
from hamdeli.persian.letters import fold

TOLD = ("asked", "waiting", "under_way", "done", "declined", "late", "withdrawn", "due", "answered", "days", "reached")


@require_safe
def speciality_results(request: Request) -> HttpResponse:
    """Show what came of the referrals, by centre or county and speciality."""
    require_reader(request.user)
    form = ResultFilter(request.GET)
    page = part_of(chosen(request, form), request.GET)
    words: dict[str, Any] = {
        "form": form,
        "page": page,
        "tabs": tabs(request.user, "desk:speciality_results"),
        "by_county": request.GET.get("by") == "county",
        "sees_centres": request.user.has(Right.SEE_CENTRES),
        "sees_referrals": concerned(request.user),
    }
    template = "_results" if request.htmx else "results"
    return render(request, f"desk/specialities/{template}.html", words)


@require_safe
def results_export(request: Request) -> FileResponse:
    """Hand out the list as a workbook; what may not be read is empty."""
    require_reader(request.user)
    rows = chosen(request, ResultFilter(request.GET))
    write(actor=request.user.actor, verb="exported", kind="speciality", subject="results", details={"rows": len(rows)})
    columns = [
        *(
            _("Code"),
            _("Centre or county"),
            _("Speciality"),
            _("Referrals asked for"),
            _("Waiting"),
            _("Under way"),
            _("Done"),
        ),
        *(_("Declined"), _("Not answered in time"), _("Withdrawn"), _("Answer due"), _("Answered in time")),
        *(_("Median days to the outcome"), _("Plans reached")),
    ]
    return workbook("speciality-results.xlsx", _("Results of specialities"), columns, cells(rows))


def cells(rows: Sequence[Result]) -> Iterator[list[Any]]:
    """Yield the cells of each row."""
    for row in rows:
        yield [row.place, row.name, row.label, *(row.told[name] for name in TOLD)]


def require_reader(user: User) -> None:
    """Raise 404 for who neither sees figures nor runs a centre."""
    if not (user.has(Right.SEE_FIGURES) or user.has(Right.RUN_CENTRE)):
        raise Http404


def chosen(request: Request, form: ResultFilter) -> list[Result]:
    """Return the rows that the form asks for."""
    if not form.is_valid():
        return results(request.user)
    asked = form.cleaned_data
    narrowed = Q(speciality=asked["speciality"]) if asked["speciality"] else None
    rows = results(request.user, by=asked["by"] or "centre", narrowed=narrowed)
    text = asked["q"]
    code, name = to_ascii(text).strip().upper(), fold(text)
    return [row for row in rows if row.place.startswith(code) or name in fold(row.name)] if code else rows
