"""Goals of a plan: one more, or the end of one; and one more step to a goal."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hamdeli.accounts.roles import Right
from hamdeli.casework.access import access_case_file
from hamdeli.casework.models import CaseFile, Goal, Plan
from hamdeli.casework.planning.goals import add_goal, add_goal_from_template, drop_goal, reach_goal
from hamdeli.casework.planning.steps import add_step
from hamdeli.desk.casework.deeds import Deed, carry_out, key_of, version_of
from hamdeli.desk.casework.planning.forms import GoalEndForm, GoalForm, StepForm
from hamdeli.desk.casework.planning.pages import look, members_of
from hamdeli.desk.requests import Request


def open_plan(request: Request, code: str) -> tuple[CaseFile, Plan]:
    """Return the file and its open plan for one who works on it; 404 where there is none."""
    case_file = access_case_file(request.user, code, Right.WORK)
    return case_file, get_object_or_404(Plan, case_file=case_file, state=Plan.State.OPEN)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_goals(request: Request, code: str) -> HttpResponse:
    """Add a goal."""
    case_file, plan = open_plan(request, code)
    members = members_of(case_file) if look(request, case_file) else []
    form = GoalForm(request.POST if request.method == "POST" else None, members=members)

    def act() -> None:
        asked = form.cleaned_data
        person = int(asked["person"]) if asked["person"] else None
        common: dict[str, Any] = {"plan": plan, "by": request.user, "key": key_of(request), "person": person}
        if asked["template"]:
            add_goal_from_template(template=asked["template"], **common)
        else:
            add_goal(title=asked["title"], need=asked["need"], **common)

    deed = Deed(
        title=_("Add a goal"),
        what=_("For the family, or for one member."),
        button=_("Add the goal"),
        done=_("The goal was added."),
        back=reverse("desk:file_plan", args=[code]),
    )
    return carry_out(request, deed, form, act, case_file)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_goal_steps(request: Request, code: str, pk: int) -> HttpResponse:
    """Add a step to a goal."""
    case_file, plan = open_plan(request, code)
    goal = get_object_or_404(Goal, plan=plan, pk=pk)
    form = StepForm(request.POST if request.method == "POST" else None, plan=plan)

    def act() -> None:
        add_step(goal=goal, by=request.user, key=key_of(request), **form.cleaned_data)

    deed = Deed(
        title=_("Add a step"),
        what=goal.words,
        button=_("Add the step"),
        done=_("The step was added."),
        back=reverse("desk:file_plan", args=[code]),
    )
    return carry_out(request, deed, form, act, case_file)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_goal_end(request: Request, code: str, pk: int) -> HttpResponse:
    """Write down that a goal is reached, or given up."""
    case_file, plan = open_plan(request, code)
    goal = get_object_or_404(Goal, plan=plan, pk=pk)
    today = timezone.localdate()
    form = GoalEndForm(request.POST if request.method == "POST" else None)

    def act() -> None:
        seen: dict[str, Any] = {
            "goal": goal,
            "on": today,
            "by": request.user,
            "seen_version": version_of(request),
            "today": today,
        }
        if form.cleaned_data["how"] == "reached":
            reach_goal(**seen)
        else:
            drop_goal(why=form.cleaned_data["why"], **seen)

    deed = Deed(
        title=_("End a goal"),
        what=goal.words,
        button=_("End the goal"),
        done=_("The goal has ended."),
        back=reverse("desk:file_plan", args=[code]),
        thing=goal,
    )
    return carry_out(request, deed, form, act, case_file)
