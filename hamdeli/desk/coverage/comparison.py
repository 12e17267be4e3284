"""Two or three scenarios side by side."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamdeli.accounts.models import User
from hamdeli.desk.coverage.forms import ComparisonForm
from hamdeli.desk.coverage.maps import way_told
from hamdeli.desk.coverage.showing import amount_told, tabs, total_told
from hamdeli.desk.requests import Request
from hamdeli.desk.templatetags.formats import day, kilometres, number, percent
from hamdeli.insight.access import require_place
from hamdeli.insight.coverage.access import counts_exactly
from hamdeli.insight.models import Scenario, ScenarioSite


@require_safe
def scenario_comparison(request: Request) -> HttpResponse:
    """Lay scenarios side by side."""
    require_place(request.user)
    ready = Scenario.objects.visible_to(request.user).filter(state=Scenario.State.READY)
    form = ComparisonForm(request.GET, scenarios=ready.select_related("province", "county").order_by("-pk"))
    chosen = form.chosen()
    words = {"form": form, "chosen": chosen, "tabs": tabs(request.user, "scenario_comparison")}
    words |= {"rows": rows_of(chosen, request.user), "common": common_sites(chosen)}
    words |= {"mixed": len({scenario.demand for scenario in chosen}) > 1, "alone": len(chosen) == 1}
    return render(request, "desk/coverage/comparison.html", words)


def rows_of(chosen: list[Scenario], user: User) -> list[tuple[str, list[str]]]:
    """Return what is compared: a label, and a text for each scenario."""
    labels = (
        *(_("place"), _("whom to reach"), _("reach"), _("centres to open"), _("capacity of a new centre")),
        *(_("records of"), _("reached before"), _("reached after"), _("of so many"), _("no choice reaches more than")),
        *(_("share reached"), _("mean way before"), _("mean way after")),
    )
    columns = [column(scenario, exact=counts_exactly(user, scenario.place)) for scenario in chosen]
    return [(label, [each[at] for each in columns]) for at, label in enumerate(labels)]


def column(scenario: Scenario, *, exact: bool) -> list[str]:
    """Return the texts of one scenario, in the order of the labels."""
    found: dict[str, Any] = scenario.figures
    told = [amount_told(found[name], scenario, exact=exact) for name in ("before", "reached", "bound")]
    told.insert(2, total_told(found["demand"], scenario, exact=exact))
    from_day = scenario.read_on
    # A share of families whose numbers are not told would tell them.
    told_share = found["demand"] and (exact or scenario.of_people)
    share = found["reached"] / found["demand"] if told_share else None
    return [
        *(scenario.place.name, scenario.get_demand_display(), kilometres(scenario.reach), number(scenario.count)),
        *(number(scenario.capacity), day(from_day), *told, percent(share, 1)),
        *(way_told(found["mean_before"]), way_told(found["mean_after"])),
    ]


def common_sites(chosen: list[Scenario]) -> list[str]:
    """Return the settlements in which every one of the scenarios opens a centre."""
    if len(chosen) < 2:
        return []
    found: dict[int, set[int]] = {}
    names: dict[int, str] = {}
    for site in ScenarioSite.objects.filter(scenario__in=chosen).select_related("place"):
        found.setdefault(site.place_id, set()).add(site.scenario_id)
        names[site.place_id] = site.place.name
    return [names[key] for key, there in found.items() if len(there) == len(chosen)]
