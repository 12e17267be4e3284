"""The catalogue of indicators: what each counts, and the query that counts it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right, Role, roles_with
from hamdeli.desk.indicators.shown import SECTIONS, counted
from hamdeli.desk.requests import Request
from hamdeli.desk.workbooks import workbook
from hamdeli.insight.access import own_areas
from hamdeli.insight.catalogue import CATALOGUE, COMING, Dates, Indicator, Part, Shape, parts_of
from hamdeli.insight.catalogue.kinds import Better
from hamdeli.insight.periods import Period, running
from hamdeli.journal.writing import write
from hamdeli.persian.letters import fold

ANY = [("", gettext_lazy("any"))]


class CatalogueFilter(forms.Form):
    """Search in the catalogue."""

    q = forms.CharField(label=gettext_lazy("Indicator"), required=False)
    section = forms.ChoiceField(label=gettext_lazy("Subject"), required=False, choices=[*ANY, *SECTIONS.items()])


@require_safe
def catalogue(request: Request) -> HttpResponse:
    """List the indicators, and what comes later."""
    require_right(request.user, Right.SEE_FIGURES)
    form = CatalogueFilter(request.GET)
    words = {"form": form, "rows": [described(one) for one in found(form)], "coming": COMING}
    template = "_rows" if request.htmx else "catalogue"
    return render(request, f"desk/indicators/{template}.html", words)


def found(form: CatalogueFilter) -> list[Indicator]:
    """Return the indicators that the form asks for."""
    if not form.is_valid():
        return list(CATALOGUE)
    words, section = fold(form.cleaned_data["q"]).split(), form.cleaned_data["section"]
    return [
        one
        for one in CATALOGUE
        if (not section or one.section == section)
        and all(word in fold(f"{one.label} {one.definition} {one.key}") for word in words)
    ]


def described(one: Indicator) -> dict[str, Any]:
    """Return an indicator with its words."""
    return {
        "one": one,
        "section": SECTIONS[one.section],
        "counted": counted(one),
        "dates": Dates(one.dates).label,
        "levels": _(", ").join(str(level.label) for level in one.levels),
    }


@require_safe
def catalogue_export(request: Request) -> FileResponse:
    """Hand out the catalogue as a workbook."""
    require_right(request.user, Right.SEE_FIGURES)
    rows = [described(one) for one in found(CatalogueFilter(request.GET))]
    write(
        actor=request.user.actor, verb="exported", kind="indicators", subject="catalogue", details={"rows": len(rows)}
    )
    columns = [_("Key"), _("Indicator"), _("Definition"), _("Unit"), _("What is counted"), _("When"), _("Levels")]
    cells = (
        [
            *(row["one"].key, str(row["one"].label), str(row["one"].definition), str(row["one"].unit)),
            *(row["counted"], str(row["dates"]), row["levels"]),
        ]
        for row in rows
    )
    return workbook("catalogue.xlsx", _("Catalogue of indicators"), columns, cells)


@require_safe
def indicator(request: Request, key: str) -> HttpResponse:
    """Show the definition of one indicator, and the queries that are run for it."""
    require_right(request.user, Right.SEE_FIGURES)
    one = next((one for one in CATALOGUE if one.key == key), None)
    if one is None:
        raise Http404
    period = running(timezone.localdate())
    areas = own_areas(request.user)
    words = {
        **described(one),
        "parts": [told(part, period) for part in parts_of([one])],
        "shape": Shape(one.shape).label,
        "better": Better(one.better).label,
        "period": period,
        "roles": [Role(role).label for role in roles_with(one.right)],
        "area": areas[0] if areas else None,
    }
    return render(request, "desk/indicators/definition.html", words)


def told(part: Part, period: Period) -> dict[str, Any]:
    """Return a part with the query that counts it for the running year, as the database is asked."""
    query = part.source.grouped(period.start if part.at_start else period).query
    sql = runnable(*query.sql_with_params())
    return {"label": part.label, "only": ", ".join(str(value) or "''" for value in part.only), "sql": sql}


def runnable(sql: str, params: Iterable[Any]) -> str:
    """Return the query with its values written in it, as it can be run by hand."""
    return sql % tuple(literal(value) for value in params)


def literal(value: Any) -> str:
    """Return a value as SQL writes it."""
    if value is None:
        return "NULL"
    if isinstance(value, bool | int | float | Decimal):
        return str(value).upper()
    if isinstance(value, list | tuple):
        return f"ARRAY[{', '.join(literal(each) for each in value)}]"
    escaped = str(value).replace("'", "''")
    return f"'{escaped}'"
