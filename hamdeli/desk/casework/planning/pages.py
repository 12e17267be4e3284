"""The plan of a family: at a glance, on paper, and its beginning from templates."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamdeli.accounts.roles import Right
from hamdeli.casework.access import access_case_file, has_right, may_know
from hamdeli.casework.models import CaseFile, Plan, State
from hamdeli.casework.planning.making import exemption_of, make_plan
from hamdeli.desk.casework.deeds import Deed, carry_out, key_of
from hamdeli.desk.casework.planning.forms import BeginningForm
from hamdeli.desk.casework.planning.words import shown_plan
from hamdeli.desk.requests import Request
from hamdeli.households.models import Person
from hamdeli.journal.writing import record_look


def plans_of(case_file: CaseFile) -> list[Plan]:
    """Return the plans of a file, the open one first, then the newest."""
    plans = list(case_file.plans.select_related("made_by").order_by("-pk"))
    return sorted(plans, key=lambda plan: plan.state != Plan.State.OPEN)


def chosen_plan(plans: list[Plan], key: str) -> Plan | None:
    """Return the plan with this primary key, else the first."""
    return next((plan for plan in plans if str(plan.pk) == key), plans[0] if plans else None)


def look(request: Request, case_file: CaseFile) -> bool:
    """Record that the names of the family are shown; say whether they may be."""
    known = may_know(request.user, case_file)
    if known:
        record_look(actor=request.user.actor, kind="case_file", subjects=[case_file.code])
    return known


@require_safe
def file_plan(request: Request, code: str) -> HttpResponse:
    """Show the plan of a file, or an earlier one (`?plan=`), and what may be done with it."""
    return plan_page(request, code, "page")


@require_safe
def plan_paper(request: Request, code: str) -> HttpResponse:
    """Show the plan as one sheet that the family signs and takes home."""
    return plan_page(request, code, "paper")


def plan_page(request: Request, code: str, template: str) -> HttpResponse:
    """Show the plan on a screen or on paper."""
    case_file = access_case_file(request.user, code)
    today = timezone.localdate()
    plans = plans_of(case_file)
    plan = chosen_plan(plans, request.GET.get("plan", ""))
    if plan is None and template == "paper":
        return redirect("desk:file_plan", code=code)
    may = has_right(request.user, case_file, Right.WORK) and case_file.state == State.ACTIVE
    is_open = plan is not None and plan.state == Plan.State.OPEN
    words = {
        "case_file": case_file,
        "shown": shown_plan(plan, today) if plan else None,
        "others": [each for each in plans if each != plan],
        "knows": look(request, case_file),
        "may_work": may and is_open,
        "may_begin": may and not any(each.state == Plan.State.OPEN for each in plans),
        "today": today,
    }
    return render(request, f"desk/casework/planning/{template}.html", words)


def members_of(case_file: CaseFile) -> list[Person]:
    """Return those who belong to the household now."""
    return list(case_file.household.members.filter(left_on=None).order_by("pk"))


@require_http_methods(["GET", "HEAD", "POST"])
def plan_beginning(request: Request, code: str) -> HttpResponse:
    """Make a plan from templates for the family and its members."""
    case_file = access_case_file(request.user, code, Right.WORK)
    today = timezone.localdate()
    known = look(request, case_file)
    form = beginning_form(request, case_file, known)

    def act() -> None:
        asked = form.cleaned_data
        fields = {name: asked[name] for name in ("begun_on", "until", "longer_why", "exempt", "visit_months")}
        make_plan(
            case_file=case_file,
            by=request.user,
            today=today,
            key=key_of(request),
            chosen=form.chosen(),
            **fields,
        )

    return carry_out(request, beginning(code), form, act, case_file)


def beginning_form(request: Request, case_file: CaseFile, known: bool) -> BeginningForm:
    """Return the form, with what the members suggest; without members for those who may not know them."""
    today = timezone.localdate()
    initial: dict[str, Any] = {"begun_on": today, "exempt": exemption_of(case_file, today)}
    members = members_of(case_file) if known else []
    data = request.POST if request.method == "POST" else None
    return BeginningForm(data, members=members, today=today, initial=initial)


def beginning(code: str) -> Deed:
    """Return the words of the page."""
    return Deed(
        title=_("Make a plan"),
        what=_("Choose the goals; each brings its steps with days, which you can change afterwards."),
        button=_("Make the plan"),
        done=_("The plan was made. Go through its steps with the family."),
        back=reverse("desk:file_plan", args=[code]),
    )
