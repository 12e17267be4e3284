"""The turns of a plan: its reviews, and its end."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hamdeli.casework.planning.ending import end_plan
from hamdeli.casework.planning.reviewing import review
from hamdeli.desk.casework.deeds import Deed, carry_out, key_of, version_of
from hamdeli.desk.casework.planning.forms import PlanEndForm, ReviewForm
from hamdeli.desk.casework.planning.goals import open_plan
from hamdeli.desk.requests import Request


@require_http_methods(["GET", "HEAD", "POST"])
def plan_reviews(request: Request, code: str) -> HttpResponse:
    """Write down a review; the steps that are done are counted by the system."""
    case_file, plan = open_plan(request, code)
    today = timezone.localdate()
    form = ReviewForm(request.POST if request.method == "POST" else None, initial={"on": today})

    def act() -> None:
        review(plan=plan, by=request.user, today=today, key=key_of(request), **form.cleaned_data)

    deed = Deed(
        title=_("Review the plan"),
        what=_("Look at the plan together with the family. The steps done are counted by the system."),
        button=_("Write the review"),
        done=_("The review is written down."),
        back=reverse("desk:file_plan", args=[code]),
    )
    return carry_out(request, deed, form, act, case_file)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_end(request: Request, code: str) -> HttpResponse:
    """End the plan."""
    case_file, plan = open_plan(request, code)
    today = timezone.localdate()
    form = PlanEndForm(request.POST if request.method == "POST" else None)

    def act() -> None:
        asked = form.cleaned_data
        reached = asked["how"] == "reached"
        seen: dict[str, Any] = {"on": today, "by": request.user, "seen_version": version_of(request), "today": today}
        end_plan(plan=plan, reached=reached, why=asked["why"], **seen)

    deed = Deed(
        title=_("End the plan"),
        what=_(
            "Nothing in an ended plan is changed any more. The support of the family goes on; a new plan can begin."
        ),
        button=_("End the plan"),
        done=_("The plan has ended."),
        back=reverse("desk:file_plan", args=[code]),
        tone="danger",
        thing=plan,
    )
    return carry_out(request, deed, form, act, case_file)
