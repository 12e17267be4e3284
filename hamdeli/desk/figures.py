"""The first figures as the desk shows them: each with its parts, its day, and a link to its rows."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.desk.requests import Request
from hamdeli.desk.templatetags.formats import growth
from hamdeli.desk.templatetags.pictures import Chart, Series
from hamdeli.insight.indicators import CATALOGUE, PEOPLE_PER_CENTRE_NORM
from hamdeli.insight.network import (
    Area,
    Figure,
    KindCount,
    areas_of,
    centres_by_kind,
    delegated_by_year,
    network_figures,
)
from hamdeli.persian.calendar import format_date
from hamdeli.persian.digits import grouped, in_language

# Where the rows behind a figure are; only those who may see files are led to files.
ROWS = {
    "centres": ("desk:centres", "?licence=active", Right.SEE_CENTRES),
    "files_delegated": ("desk:files", "?carried=yes", Right.SEE_FILES),
    "growth": ("desk:handovers", "", Right.SEE_FILES),
    "people_per_centre": ("desk:centres", "?licence=active", Right.SEE_CENTRES),
}


@dataclass(frozen=True)
class Shown:
    """One figure, ready for the page."""

    label: str
    value: str
    counted: str
    numerator: int | None
    denominator: int | None
    as_of: date
    url: str


@dataclass(frozen=True)
class Panel:
    """The figures of one area."""

    place: Any
    figures: list[Shown]
    kinds: list[KindCount]
    chart: Chart


def panels(user: User, today: date) -> list[Panel]:
    """Return a panel for each area whose figures `user` may see."""
    return [panel(area, user, today) for area in areas_of(user)]


def panel(area: Area, user: User, today: date) -> Panel:
    """Return the panel of one area."""
    return Panel(
        place=area.place,
        figures=[shown(figure, area, user) for figure in network_figures(area, today)],
        kinds=centres_by_kind(area),
        chart=years_chart(area, today),
    )


def shown(figure: Figure, area: Area, user: User) -> Shown:
    """Return `figure` in the reader's words."""
    indicator = figure.indicator
    has_parts = figure.denominator is not None
    return Shown(
        label=str(indicator.label),
        value=spoken(figure),
        counted=counted(figure),
        numerator=figure.numerator if has_parts else None,
        denominator=figure.denominator,
        as_of=figure.as_of,
        url=rows_url(indicator.key, area, user),
    )


def spoken(figure: Figure) -> str:
    """Return the value as text: a share with its sign, or a whole number; a dash where it cannot be computed."""
    language = get_language() or "fa"
    if figure.value is None:
        return "—"
    if figure.indicator.key == "growth":
        return growth(figure.value)
    return grouped(figure.value, language, places=0)


def counted(figure: Figure) -> str:
    """Return what the parts count, with the day or the census that the second part is of."""
    language = get_language() or "fa"
    indicator = figure.indicator
    if figure.denominator is None:
        return str(indicator.numerator)
    parts = f"{indicator.numerator} / {indicator.denominator}"
    if figure.denominator_as_of:
        return f"{parts} ({format_date(figure.denominator_as_of, language)})"
    if figure.census_year:
        norm = grouped(PEOPLE_PER_CENTRE_NORM, language)
        census = _("census of %(year)s; norm %(norm)s") % {
            "year": in_language(figure.census_year, language),
            "norm": norm,
        }
        return f"{parts} ({census})"
    return parts


def rows_url(key: str, area: Area, user: User) -> str:
    """Return the address of the rows behind a figure, or nothing for those who may not see them."""
    name, query, right = ROWS[key]
    return f"{reverse(name)}{query}" if user.has(right) else ""


def years_chart(area: Area, today: date) -> Chart:
    """Return the chart of files delegated at the ends of the last years."""
    years = delegated_by_year(area, today)
    language = get_language() or "fa"
    return Chart(
        key=f"years-{area.place.code}",
        title=_("Files delegated at the end of each year (the last: today)"),
        categories=[in_language(year, language) for year, _count in years],
        series=[Series(_("Files delegated"), [count for _year, count in years])],
        category_label=_("Year"),
    )


@require_safe
def definitions(request: Request) -> HttpResponse:
    """Say what each figure counts."""
    require_right(request.user, Right.SEE_FIGURES)
    return render(request, "desk/definitions.html", {"catalogue": CATALOGUE})
