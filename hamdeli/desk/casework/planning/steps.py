"""One step of a plan: finished with its evidence, changed, dropped, corrected."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hamdeli.accounts.naming import display_names
from hamdeli.accounts.roles import Right
from hamdeli.casework.access import access_case_file
from hamdeli.casework.models import CaseFile, Step
from hamdeli.casework.planning.finishing import correct_step, corrections_of, finish_step
from hamdeli.casework.planning.steps import change_step, drop_step, order_steps
from hamdeli.desk.casework.deeds import Deed, carry_out, key_of, version_of
from hamdeli.desk.casework.planning.forms import ChangeForm, CorrectionForm, FinishForm, WhyForm
from hamdeli.desk.requests import Request


def access_step(request: Request, code: str, pk: int) -> tuple[CaseFile, Step]:
    """Return the file and the step for one who works on it."""
    case_file = access_case_file(request.user, code, Right.WORK)
    steps = Step.objects.select_related("goal__plan", "done_by", "after")
    return case_file, get_object_or_404(steps, pk=pk, goal__plan__case_file=case_file)


def deed_of(code: str, step: Step, **words: Any) -> Deed:
    """Return the words of a page about one step."""
    return Deed(what=step.words, back=reverse("desk:file_plan", args=[code]), thing=step, **words)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_step(request: Request, code: str, pk: int) -> HttpResponse:
    """Show a step; write down that it is done."""
    case_file, step = access_step(request, code, pk)
    if request.method != "POST" and step.done_on:
        return done_step(request, case_file, step)
    today = timezone.localdate()
    form = FinishForm(request.POST if request.method == "POST" else None, initial={"on": today})

    def act() -> None:
        finish_step(step=step, by=request.user, seen_version=version_of(request), today=today, **form.cleaned_data)

    words = {"title": _("Is it done?"), "button": _("Done"), "done": _("The step is written down as done.")}
    return carry_out(request, deed_of(code, step, **words, more={"step": step}), form, act, case_file)


def done_step(request: Request, case_file: CaseFile, step: Step) -> HttpResponse:
    """Show a step that is done, and what was said about it afterwards."""
    said = corrections_of([step.pk]).get(step.pk, [])
    names = display_names(entry.actor for entry in said)
    words = {"case_file": case_file, "step": step, "said": said, "names": names}
    return render(request, "desk/casework/planning/step.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_step_change(request: Request, code: str, pk: int) -> HttpResponse:
    """Change what a step says, its day, whom it waits for, and its place."""
    case_file, step = access_step(request, code, pk)
    plan = step.goal.plan
    order = list(step.goal.steps.order_by("number").values_list("pk", flat=True))
    now = {"title": step.words, "who": step.who, "due_on": step.due_on, "after": step.after_id}
    initial = now | {"place": order.index(step.pk) + 1}
    form = ChangeForm(request.POST if request.method == "POST" else None, plan=plan, step=step, initial=initial)

    def act() -> None:
        asked = dict(form.cleaned_data)
        place = asked.pop("place")
        with transaction.atomic():
            change_step(step=step, by=request.user, seen_version=version_of(request), **asked)
            others = [key for key in order if key != step.pk]
            others.insert(place - 1, step.pk)
            order_steps(goal=step.goal, steps=others, by=request.user, seen_version=step.goal.version)

    words = {"title": _("Change the step"), "button": _("Save"), "done": _("The step was changed.")}
    return carry_out(request, deed_of(code, step, **words), form, act, case_file)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_step_dropping(request: Request, code: str, pk: int) -> HttpResponse:
    """Leave a step out, with the reason."""
    case_file, step = access_step(request, code, pk)
    today = timezone.localdate()
    form = WhyForm(request.POST if request.method == "POST" else None)

    def act() -> None:
        seen: dict[str, Any] = {"on": today, "by": request.user, "seen_version": version_of(request), "today": today}
        drop_step(step=step, why=form.cleaned_data["why"], **seen)

    words = {"title": _("Leave the step out"), "button": _("Leave it out"), "done": _("The step was left out.")}
    return carry_out(request, deed_of(code, step, **words, tone="danger"), form, act, case_file)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_step_correction(request: Request, code: str, pk: int) -> HttpResponse:
    """Say what is wrong about a step that was written down as done; it stays done."""
    case_file, step = access_step(request, code, pk)
    form = CorrectionForm(request.POST if request.method == "POST" else None)

    def act() -> None:
        correct_step(step=step, words=form.cleaned_data["words"], by=request.user, key=key_of(request))

    words = {
        "title": _("Correct what was written"),
        "button": _("Write the correction"),
        "done": _("The correction stands beside the step now; add a step for what remains to be done."),
    }
    return carry_out(request, deed_of(code, step, **words), form, act, case_file)
