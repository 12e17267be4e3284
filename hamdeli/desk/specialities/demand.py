"""Where demand for a speciality is unserved: the list, its chart, its export."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Q
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.centres.models import Speciality
from hamdeli.desk.places import provinces_for
from hamdeli.desk.requests import Request
from hamdeli.desk.specialities.forms import DemandFilter
from hamdeli.desk.specialities.ways import part_of, tabs
from hamdeli.desk.templatetags.pictures import Chart, Series
from hamdeli.desk.workbooks import workbook
from hamdeli.insight.access import require_place, sees_a_place
from hamdeli.insight.specialities import Demand, demand, total_of
from hamdeli.journal.writing import write
from hamdeli.places.naming import name_key

IN_CHART = 12
METRES = 1000


@require_safe
def speciality_demand(request: Request) -> HttpResponse:
    """Show, by county and speciality, the families whom no centre with it carries or took up.

    They are counted by county: whose posts are at centres is led to the results.
    """
    require_right(request.user, Right.SEE_FIGURES)
    if not sees_a_place(request.user):
        return redirect("desk:speciality_results")
    form = DemandFilter(request.GET, provinces=provinces_for(request.user, Right.SEE_FIGURES))
    rows = chosen(request, form)
    words: dict[str, Any] = {
        "form": form,
        "page": part_of(rows, request.GET),
        "total": total_of(rows),
        "chart": chart_of(rows),
        "tabs": tabs(request.user, "desk:specialities"),
        "sees_centres": request.user.has(Right.SEE_CENTRES),
        "sees_files": request.user.has(Right.SEE_FILES),
        "proposes": request.user.has(Right.CHECK_FOUNDING),
    }
    template = "_demand" if request.htmx else "demand"
    return render(request, f"desk/specialities/{template}.html", words)


@require_safe
def speciality_export(request: Request) -> FileResponse:
    """Hand out the list as a workbook; what may not be read is empty."""
    require_place(request.user)
    rows = chosen(request, DemandFilter(request.GET, provinces=provinces_for(request.user, Right.SEE_FIGURES)))
    write(actor=request.user.actor, verb="exported", kind="speciality", subject="demand", details={"rows": len(rows)})
    columns = [
        *(
            _("Province"),
            _("County"),
            _("Speciality"),
            _("Families with this main need"),
            _("Carried by such a centre"),
        ),
        *(_("Taken up by one"), _("Unserved"), _("Centres with it"), _("Free places"), _("Nearest (kilometres)")),
    ]
    return workbook("specialities.xlsx", _("Unserved demand"), columns, cells(rows))


def cells(rows: Sequence[Demand]) -> Iterator[list[Any]]:
    """Yield the cells of each row."""
    for row in rows:
        yield [
            row.county.parent.name if row.county.parent else "",
            row.county.name,
            row.label,
            *(row.told(name) for name in ("families", "carried", "referred", "unserved")),
            row.centres,
            row.free,
            None if row.nearest is None else round(row.nearest / METRES, 1),
        ]


def chosen(request: Request, form: DemandFilter) -> list[Demand]:
    """Return the rows that the form asks for."""
    if not form.is_valid():
        return demand(request.user)
    asked = form.cleaned_data
    narrowed = Q(province=asked["province"]) if asked["province"] else None
    words = [asked["speciality"]] if asked["speciality"] else Speciality.values
    rows = demand(request.user, narrowed, words)
    key = name_key(asked["q"])
    if key:
        rows = [row for row in rows if key in row.county.name_folded or key in row.county.name_en_folded]
    if asked["only"] == "unserved":
        return [row for row in rows if row.told("unserved") or "unserved" in row.unseen]
    return [row for row in rows if not row.centres] if asked["only"] == "none" else rows


def chart_of(rows: Sequence[Demand]) -> Chart | None:
    """Return the chart of the worst served counties, by speciality; none where nothing is unserved."""
    worst: dict[str, str] = {}
    for row in rows:
        if row.told("unserved"):
            worst.setdefault(row.county.code, row.county.name)
    if not worst:
        return None
    counties = list(worst)[:IN_CHART]
    known = {row.key: row.told("unserved") for row in rows}
    series = [
        Series(str(word.label), [known.get(f"{county}.{word.value}") for county in counties])
        for word in Speciality
        if any(known.get(f"{county}.{word.value}") for county in counties)
    ]
    return Chart(
        key="unserved",
        title=_("Unserved families, in the counties where they are most"),
        categories=[worst[county] for county in counties],
        series=series,
        kind="stacked",
        category_label=_("County"),
    )
