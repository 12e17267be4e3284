"""One indicator in the areas below an area: a table, a chart, a map, and a small line over the years for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamdeli.desk.indicators.dashboards import noted, when_word
from hamdeli.desk.indicators.periods import Chosen, chosen
from hamdeli.desk.indicators.regions import Valued, features_of, steps_of
from hamdeli.desk.indicators.shown import below_level, counted, parts, spoken
from hamdeli.desk.requests import Request
from hamdeli.desk.templatetags.pictures import Chart, Series
from hamdeli.desk.workbooks import workbook
from hamdeli.insight.access import Seen, access_area, below, names_of
from hamdeli.insight.areas import AreaKey
from hamdeli.insight.catalogue import CATALOGUE, Indicator, Level, Shape
from hamdeli.insight.computing import wanted
from hamdeli.insight.periods import MONTHS
from hamdeli.insight.reading import Value, read_all

MOST_BARS = 60
NOTHING = "—"


@dataclass(frozen=True)
class Row:
    """One area below, with its value and what it was in the years before."""

    name: str
    area: AreaKey
    value: Value | None
    text: str
    parts: str
    course: list[float | None]
    url: str


@dataclass(frozen=True)
class Comparison:
    """The areas below an area by one indicator."""

    seen: Seen
    indicator: Indicator
    asked: Chosen
    rows: list[Row]
    years: list[str]


def compared(request: Request, level: str, code: str, key: str) -> Comparison:
    """Return the comparison that an address asks for; 404 for strangers, and where there is nothing below."""
    seen = access_area(request.user, level, code)
    indicator = next((one for one in CATALOGUE if one.key == key), None)
    if indicator is None or seen.level == Level.CENTRE or below_level(seen.level) not in indicator.levels:
        raise Http404
    asked, areas = chosen(request), below(seen)
    years = [period for period in reversed(wanted(asked.today)) if period.months == MONTHS]
    found = read_all([key], areas, [asked.period, *years], all_counts=seen.all_counts)
    names, language = names_of(areas), get_language() or "fa"
    months = [(period.year, period.months) for period in years]
    now = found.get((asked.period.year, asked.period.months), {})
    rows = []
    for area in areas:
        value = now.get((key, area))
        course = [found.get(when, {}).get((key, area)) for when in months]
        rows.append(
            Row(
                name=names[area],
                area=area,
                value=value,
                text=spoken(value) if value else NOTHING,
                parts=parts(value) if value else "",
                course=[one.value if one else None for one in course],
                url=f"{reverse('desk:dashboard', args=[area.level, area.code])}?{asked.query}",
            )
        )
    return Comparison(seen, indicator, asked, rows, [when_word(*when, language) for when in months])


@require_safe
def comparison(request: Request, level: str, code: str, key: str) -> HttpResponse:
    """Show one indicator in the areas below."""
    told = compared(request, level, code, key)
    words = {
        "told": told,
        "seen": told.seen,
        "asked": told.asked,
        "indicator": told.indicator,
        "counted": counted(told.indicator),
        "chart": chart_of(told),
        "has_map": told.seen.level in (Level.NATION, Level.PROVINCE) and told.asked.made is not None,
        "steps": steps_of(valued(told)),
        "choices": [one for one in CATALOGUE if below_level(told.seen.level) in one.levels],
    }
    return render(request, "desk/indicators/comparison.html", words)


def chart_of(told: Comparison) -> Chart | None:
    """Return the areas as bars, the longest first; none when there is nothing to draw."""
    rows = [(row.name, row.value.value) for row in told.rows if row.value and row.value.value is not None]
    rows.sort(key=lambda row: -row[1])
    if not any(value for _name, value in rows):
        return None
    shown = rows[:MOST_BARS]
    return Chart(
        key="comparison",
        title=f"{told.indicator.label} · {told.seen.name}",
        categories=[name for name, _value in shown],
        series=[Series(str(told.indicator.label), [value for _name, value in shown])],
        kind="horizontal" if len(shown) > 1 else "bar",
        unit=str(told.indicator.unit),
        category_label=str(Level(below_level(told.seen.level)).label),
        percent=told.indicator.shape in (Shape.PERCENT, Shape.GROWTH),
    )


@require_safe
def comparison_export(request: Request, level: str, code: str, key: str) -> FileResponse:
    """Hand out the comparison as a workbook, with the parts and the years."""
    told = compared(request, level, code, key)
    columns = [_("Code"), _("Area"), _("Value"), _("Numerator"), _("Denominator"), *told.years]
    noted(request, told.seen, "exported", len(told.rows))
    return workbook("comparison.xlsx", str(told.indicator.label), columns, (cells(row) for row in told.rows))


def cells(row: Row) -> list[Any]:
    """Return the cells of one area."""
    value = row.value
    if value is None or value.hidden:
        return [row.area.code, row.name, row.text, None, None, *row.course]
    return [row.area.code, row.name, value.value, value.numerator, value.denominator, *row.course]


@require_safe
def comparison_map(request: Request, level: str, code: str, key: str) -> HttpResponse:
    """Return the areas below as regions, shaded by the value."""
    told = compared(request, level, code, key)
    if told.seen.level not in (Level.NATION, Level.PROVINCE):
        raise Http404
    return JsonResponse(
        {
            "type": "FeatureCollection",
            "attribution": "Natural Earth; GeoNames",
            "features": features_of(valued(told)),
        }
    )


def valued(told: Comparison) -> list[Valued]:
    """Return the areas with their values, as the map reads them."""
    return [(row.area, row.name, row.value.value if row.value else None, row.text, row.url) for row in told.rows]
