"""The dashboard of an area: its figures by section, their course over the years, and both to take away."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamdeli.accounts.models import User
from hamdeli.desk.indicators.papers import paper_of
from hamdeli.desk.indicators.periods import Chosen, chosen
from hamdeli.desk.indicators.shown import SECTIONS, Section, counted, dates_word, shown
from hamdeli.desk.printing import printed
from hamdeli.desk.requests import Request
from hamdeli.desk.templatetags.pictures import Chart, Series
from hamdeli.desk.workbooks import workbook
from hamdeli.insight.access import Seen, access_area, own_areas
from hamdeli.insight.catalogue import Dates, Shape, by_key
from hamdeli.insight.computing import wanted
from hamdeli.insight.periods import MONTHS
from hamdeli.insight.reading import Values, read_all
from hamdeli.journal.writing import write
from hamdeli.persian.calendar import format_date
from hamdeli.persian.digits import in_language

TRENDS = ("files_delegated", "families", "centres", "visits", "exits_active", "volunteer_hours")
SPLITS = ("_kind_", "_setting_", "_speciality_", "_need_", "_cause_", "_coverage_", "exit_reason_", "aid_kind_")

LICENCES = ("centres_registered", "centres_provisional", "centres_suspended", "centres_expired", "centres_revoked")


@require_safe
def indicators(request: Request) -> HttpResponse:
    """Lead to the dashboard of the reader's widest area."""
    areas = own_areas(request.user)
    if not areas:
        raise Http404
    return redirect("desk:dashboard", level=areas[0].level, code=areas[0].code)


@require_safe
def dashboard(request: Request, level: str, code: str) -> HttpResponse:
    """Show the figures of one area in a period."""
    seen = access_area(request.user, level, code)
    asked = chosen(request)
    sections, charts = told(seen, asked, request.user)
    words = {"seen": seen, "asked": asked, "sections": sections, "charts": charts, "areas": own_areas(request.user)}
    return render(request, "desk/indicators/dashboard.html", words)


def told(seen: Seen, asked: Chosen, user: User) -> tuple[list[Section], list[Chart]]:
    """Return sections and charts of an area: all readings in two queries."""
    years = [period for period in wanted(asked.today) if period.months == MONTHS]
    periods = [asked.period, asked.period.a_year_before, *years]
    found = read_all(None, [seen.key], periods, all_counts=seen.all_counts)
    now = found.get((asked.period.year, asked.period.months), {})
    before = asked.period.a_year_before
    sections = sections_of(now, found.get((before.year, before.months), {}), seen, asked, user)
    return sections, charts_of(found, seen, asked)


def sections_of(now: Values, before: Values, seen: Seen, asked: Chosen, user: User) -> list[Section]:
    """Return the figures by section; none when the area has nothing to count in the period."""
    if not any(value.numerator or value.hidden for value in now.values()):
        return []
    made = {key: Section(key, label, [], []) for key, label in SECTIONS.items()}
    for place, value in now.items():
        section = made[value.indicator.section]
        one = shown(value, before.get(place), seen, user, asked.query)
        (section.apart if is_apart(value.indicator.key) else section.figures).append(one)
    return [section for section in made.values() if section.figures or section.apart]


def is_apart(key: str) -> bool:
    """Say whether an indicator is one of several that divide a whole: those stand in a table."""
    return key in LICENCES or any(mark in key for mark in SPLITS)


def charts_of(found: dict[tuple[int, int], Values], seen: Seen, asked: Chosen) -> list[Chart]:
    """Return a line over the years for each leading indicator that has something to show."""
    language = get_language() or "fa"
    months = sorted(when for when in found if when[1] == MONTHS or when == (asked.period.year, asked.period.months))
    charts = []
    for key in TRENDS:
        values = [found[when].get((key, seen.key)) for when in months]
        line = [value.value if value else None for value in values]
        if not any(line):
            continue
        names = [when_word(year, count, language) for year, count in months]
        charts.append(
            Chart(
                key=f"trend-{key}",
                title=str(by_key(key).label),
                categories=names,
                series=[Series(str(by_key(key).label), line)],
                kind="line",
                unit=str(by_key(key).unit),
                category_label=_("Year"),
                percent=by_key(key).shape == Shape.PERCENT,
            )
        )
    return charts


def when_word(year: int, months: int, language: str) -> str:
    """Return a year, or its first months, as the foot of a chart says it."""
    spoken = in_language(year, language)
    if months == MONTHS:
        return spoken
    return _("%(year)s, %(months)s months") % {"year": spoken, "months": in_language(months, language)}


@require_safe
def dashboard_export(request: Request, level: str, code: str) -> FileResponse:
    """Hand out the figures with their parts and days as a workbook."""
    seen = access_area(request.user, level, code)
    asked = chosen(request)
    values = read_all(None, [seen.key], [asked.period], all_counts=seen.all_counts)
    rows = values.get((asked.period.year, asked.period.months), {}).values()
    columns = [_("Indicator"), _("Value"), _("Numerator"), _("Denominator"), _("What is counted"), _("When"), _("Day")]
    language = get_language() or "fa"
    cells = (
        [
            str(value.indicator.label),
            _("not shown") if value.hidden else value.value,
            value.numerator,
            value.denominator,
            counted(value.indicator),
            dates_word(value.indicator),
            asked.title if value.indicator.dates == Dates.FLOW else format_date(value.as_of, language),
        ]
        for value in rows
    )
    noted(request, seen, "exported", len(rows))
    return workbook("indicators.xlsx", _("Indicators"), columns, cells)


@require_safe
def dashboard_paper(request: Request, level: str, code: str) -> HttpResponse:
    """Hand out the dashboard as a PDF."""
    seen = access_area(request.user, level, code)
    asked = chosen(request)
    sections, _charts = told(seen, asked, request.user)
    content = paper_of(seen.name, asked, sections)
    return printed(
        request, content, kind="indicators", subject=seen.key.code, letter="dashboard", name="indicators.pdf"
    )


def noted(request: Request, seen: Seen, verb: str, rows: int) -> None:
    """Tell the journal who took which figures away."""
    details = {"rows": rows, "level": str(seen.level)}
    write(actor=request.user.actor, verb=verb, kind="indicators", subject=seen.key.code, details=details)
