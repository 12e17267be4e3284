"""The list of scenarios, its export, and the form for a new one."""

from typing import Any

from django.db.models import Q
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.desk.coverage.asking import usual
from hamdeli.desk.coverage.forms import REACH_KM, ScenarioFilter, ScenarioForm
from hamdeli.desk.coverage.showing import may_plan, tabs
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request
from hamdeli.desk.workbooks import workbook
from hamdeli.insight.access import require_place
from hamdeli.insight.coverage.access import areas, parts
from hamdeli.insight.coverage.faults import CoverageFault
from hamdeli.insight.coverage.planning import plan
from hamdeli.insight.models import Scenario, ScenarioQuerySet
from hamdeli.journal.once import KeyUsedOtherwise
from hamdeli.persian.digits import to_ascii
from hamdeli.persian.letters import fold


@require_safe
def scenario_list(request: Request) -> HttpResponse:
    """List the scenarios of the places whose figures the reader sees, the newest first."""
    require_place(request.user)
    form = ScenarioFilter(request.GET)
    page = page_by_key(chosen(request, form), request.GET, "-pk")
    words = {"page": page, "form": form, "tabs": tabs(request.user, "scenarios"), "may_plan": may_plan(request.user)}
    template = "desk/coverage/_scenarios.html" if request.htmx else "desk/coverage/scenarios.html"
    return render(request, template, words)


@require_safe
def scenarios_export(request: Request) -> FileResponse:
    """Hand out the same list as a workbook."""
    require_place(request.user)
    columns = [
        *(
            _("code"),
            _("title"),
            _("place"),
            _("whom to reach"),
            _("speciality"),
            _("reach (m)"),
            _("people per centre"),
        ),
        *(_("centres to open"), _("capacity of a new centre"), _("state"), _("records of"), _("reached before")),
        *(_("reached after"), _("no choice reaches more than"), _("of so many")),
    ]
    rows = (cells(row) for row in chosen(request, ScenarioFilter(request.GET)).order_by("-pk"))
    return workbook("scenarios.xlsx", _("scenarios"), columns, rows)


def cells(row: Scenario) -> list[Any]:
    """Return the cells of one scenario."""
    found = [row.figures.get(name) for name in ("before", "reached", "bound", "demand")]
    return [
        *(row.code, row.title, row.place.name, row.get_demand_display(), row.get_speciality_display(), row.reach),
        *(row.norm, row.count, row.capacity, row.get_state_display(), row.read_on and row.read_on.isoformat()),
        *found,
    ]


def chosen(request: Request, form: ScenarioFilter) -> ScenarioQuerySet:
    """Return the visible scenarios that the form asks for."""
    rows = Scenario.objects.visible_to(request.user).select_related("province", "county", "made_by", "job")
    if not form.is_valid():
        return rows
    text, demand, state = (form.cleaned_data[name] for name in ("q", "demand", "state"))
    if text:
        code = to_ascii(text).strip().upper()
        rows = rows.filter(Q(code__startswith=code) | Q(title_folded__contains=fold(text)))
    if demand:
        rows = rows.filter(demand=demand)
    return rows.filter(state=state) if state else rows


@require_http_methods(["GET", "HEAD", "POST"])
def scenario_new(request: Request) -> HttpResponse:
    """Ask what the planner should look for; begin."""
    require_right(request.user, Right.PLAN_COVERAGE)
    places = areas(request.user, Right.PLAN_COVERAGE)
    words: dict[str, Any] = {"tabs": tabs(request.user, "scenarios")}
    if request.method != "POST":
        first = usual(places)
        form = ScenarioForm(initial={"reach": REACH_KM, "place": first}, places=places)
        return render(request, "desk/coverage/new.html", words | {"form": form})
    form = ScenarioForm(request.POST, places=places)
    made = begin(request, form) if form.is_valid() else None
    if made is None:
        return render(request, "desk/coverage/new.html", words | {"form": form}, status=422)
    return redirect("desk:scenario", made.code)


def begin(request: Request, form: ScenarioForm) -> Scenario | None:
    """Begin what a valid form asks for, or tell the form why not."""
    province, county = parts(form.cleaned_data["place"])
    key, title = request.POST.get("idempotency_key", ""), form.cleaned_data["title"]
    if not key:
        form.add_error(None, _("The form came without its key. Send it again from this page."))
        return None
    try:
        return plan(by=request.user, province=province, county=county, title=title, values=form.values(), key=key[:64])
    except CoverageFault as fault:
        form.add_error(None, fault.sentence)
    except KeyUsedOtherwise:
        form.add_error(None, _("This form was sent before with other values. Look at the list of scenarios."))
    return None
