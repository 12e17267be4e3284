"""One scenario: its progress while it runs; afterwards the sites and why, before and after, and what is proved."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamdeli.accounts.roles import Right
from hamdeli.desk.conflicts import told
from hamdeli.desk.coverage.forms import VersionForm
from hamdeli.desk.coverage.maps import words_of_map
from hamdeli.desk.coverage.showing import amount_told, by_place, names_of, runs, together, total_told, why
from hamdeli.desk.jobs.progress import shown
from hamdeli.desk.posting import posted
from hamdeli.desk.requests import Request
from hamdeli.desk.templatetags.formats import digits
from hamdeli.desk.workbooks import workbook
from hamdeli.insight.coverage.access import access_scenario, counts_exactly, has_right
from hamdeli.insight.coverage.faults import CoverageFault, sentence
from hamdeli.insight.coverage.planning import plan_again
from hamdeli.insight.models import Scenario, ScenarioSite
from hamdeli.journal.changing import Conflict
from hamdeli.journal.once import KeyUsedOtherwise
from hamdeli.places.models import Place


@require_safe
def scenario_page(request: Request, code: str) -> HttpResponse:
    """Show the progress, or what was found."""
    return answer(request, access_scenario(request.user, code))


def answer(request: Request, scenario: Scenario, status: int = 200, **more: Any) -> HttpResponse:
    """Return the page of a scenario in the state in which it is."""
    words = frame(request, scenario) | more
    running = scenario.state == Scenario.State.RUNNING and not scenario.broken_off
    if running and scenario.job is not None:
        return render(request, "desk/coverage/running.html", words | {"job": shown(scenario.job)}, status=status)
    if scenario.state != Scenario.State.READY:
        return render(request, "desk/coverage/failed.html", words, status=status)
    return render(request, "desk/coverage/scenario.html", words | found_words(request, scenario), status=status)


def frame(request: Request, scenario: Scenario) -> dict[str, Any]:
    """Return what every state of the page shows."""
    job = scenario.job
    return {
        "scenario": scenario,
        "title": scenario.title,
        "breadcrumb": [(_("Where the next should open"), reverse("desk:scenarios")), (digits(scenario.code), "")],
        "may_plan": has_right(request.user, scenario, Right.PLAN_COVERAGE),
        "fault": sentence(job.fault, job.result) if job and job.fault else "",
    }


def found_words(request: Request, scenario: Scenario) -> dict[str, Any]:
    """Return what was found as the page shows it."""
    exact = counts_exactly(request.user, scenario.place)
    figures = scenario.figures
    told_figures = {name: amount_told(figures[name], scenario, exact=exact) for name in ("before", "reached", "bound")}
    told_figures["demand"] = total_told(figures["demand"], scenario, exact=exact)
    return {
        "sites": sites_of(scenario, exact=exact),
        "groups": groups_of(scenario, exact=exact),
        "told": told_figures,
        "more": amount_told(figures["reached"] - figures["before"], scenario, exact=exact),
        "exact": exact or scenario.of_people,
        "gap": (figures["bound"] - figures["reached"]) / figures["bound"] if figures["bound"] else 0.0,
        "map_words": words_of_map(),
    }


@dataclass(frozen=True)
class Group:
    """The new centres of one settlement: their numbers, and what they add together."""

    first: ScenarioSite
    ranks: str
    count: int
    told: str
    why: str
    whom: str


def groups_of(scenario: Scenario, *, exact: bool) -> list[Group]:
    """Return the settlements in the order of their first centre, each with all of its centres."""
    sites = list(scenario.sites.select_related("place__parent"))
    names = names_in(sites)
    return [group_of(group, names, scenario, exact=exact) for group in by_place(sites)]


def group_of(sites: list[ScenarioSite], names: dict[str, str], scenario: Scenario, *, exact: bool) -> Group:
    """Return what several centres of one settlement come to."""
    whole = together(sites)
    return Group(
        first=sites[0],
        ranks=runs([site.rank for site in sites]),
        count=len(sites),
        told=amount_told(whole.gain, scenario, exact=exact),
        why=why(whole, scenario, exact=exact),
        whom=names_of(whole, names, scenario, exact=exact),
    )


def names_in(sites: Iterable[ScenarioSite]) -> dict[str, str]:
    """Return the names of the settlements that are served, by code."""
    codes = {code for site in sites for code, _many in site.served}
    return {place.code: place.name for place in Place.objects.filter(code__in=codes)}


def sites_of(scenario: Scenario, *, exact: bool) -> list[ScenarioSite]:
    """Return the sites, each with its sentence and the settlements it serves."""
    sites = list(scenario.sites.select_related("place__parent"))
    names = names_in(sites)
    for site in sites:
        site.why = why(site, scenario, exact=exact)  # type: ignore[attr-defined]
        site.told = amount_told(site.gain, scenario, exact=exact)  # type: ignore[attr-defined]
        site.whom = names_of(site, names, scenario, exact=exact)  # type: ignore[attr-defined]
    return sites


@require_safe
def scenario_export(request: Request, code: str) -> FileResponse:
    """Hand out the sites as a workbook."""
    scenario = access_scenario(request.user, code)
    columns = [
        *(_("number"), _("settlement"), _("lies in"), _("latitude"), _("longitude"), _("reaches more")),
        *(
            _("without a centre within reach"),
            _("way to the nearest centre of today (m)"),
            _("why"),
            _("who is reached"),
        ),
    ]
    exact = counts_exactly(request.user, scenario.place)
    return workbook(f"{scenario.code}.xlsx", scenario.code, columns, cells(scenario, exact=exact))


def cells(scenario: Scenario, *, exact: bool) -> Iterator[list[Any]]:
    """Yield the cells of each site."""
    plain = exact or scenario.of_people
    for site in sites_of(scenario, exact=exact):
        place = site.place
        nobody: Any = site.nobody if plain else amount_told(site.nobody, scenario, exact=exact)
        yield [
            *(site.rank, place.name, place.parent.name if place.parent else "", place.latitude, place.longitude),
            site.gain if plain else site.told,  # type: ignore[attr-defined]
            *(nobody, site.nearest, site.why, site.whom),  # type: ignore[attr-defined]
        ]


@posted("desk:scenario", "code")
def scenario_run(request: Request, code: str) -> HttpResponse:
    """Compute the scenario again, with the records of today."""
    scenario = access_scenario(request.user, code, Right.PLAN_COVERAGE)
    form = VersionForm(request.POST)
    if not form.is_valid():
        return answer(request, scenario, status=422, refusal=_("The form came without its key."))
    asked = form.cleaned_data
    try:
        plan_again(scenario=scenario, seen_version=asked["version"], by=request.user, key=asked["idempotency_key"])
    except Conflict as conflict:
        return answer(request, access_scenario(request.user, code), status=409, conflict=told(conflict))
    except CoverageFault as fault:
        return answer(request, scenario, status=422, refusal=fault.sentence)
    except KeyUsedOtherwise:
        return answer(request, scenario, status=422, refusal=_("This form was sent before with other values."))
    return redirect("desk:scenario", code)
