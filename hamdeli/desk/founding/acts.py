"""The steps of an application and its checklist, each on a page of its own."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hamdeli.accounts.roles import Right
from hamdeli.centres.founding.access import access_act, access_office
from hamdeli.centres.founding.checking import teach, tick, untick
from hamdeli.centres.founding.faults import FoundingFault
from hamdeli.centres.founding.moves import Act
from hamdeli.centres.models import Founding, FoundingCheck
from hamdeli.desk.casework.deeds import Deed, carry_out, key_of, told, version_of
from hamdeli.desk.founding.act_forms import CourseForm, TickForm
from hamdeli.desk.founding.words import BY_ACT
from hamdeli.desk.posting import posted
from hamdeli.desk.requests import Request


@require_http_methods(["GET", "HEAD", "POST"])
def founding_act(request: Request, pk: int, act: Act) -> HttpResponse:
    """Show the form of a step and take it."""
    founding, step = access_act(request.user, pk, act), BY_ACT[act]
    data = request.POST if request.method == "POST" else None
    form = step.form(data, founding=founding, user=request.user)
    words = {"what": step.what, "button": step.label, "done": step.done, "tone": step.tone}
    deed = Deed(title=f"{step.label} · {founding.name}", back=back(founding), thing=founding, **words)

    def take() -> None:
        who: dict[str, Any] = {"by": request.user, "today": timezone.localdate(), "seen_version": version_of(request)}
        step.verb(founding=founding, **form.values(), **who)

    return carry_out(request, deed, form, take, None)


def back(founding: Founding) -> str:
    """Return the page of the application."""
    return reverse("desk:founding", args=[founding.pk])


@require_http_methods(["GET", "HEAD", "POST"])
def founding_check(request: Request, pk: int, code: str) -> HttpResponse:
    """Tick a check, with what was seen."""
    check = get_object_or_404(FoundingCheck, code=code)
    founding = access_office(request.user, pk, Right(check.right))
    today = timezone.localdate()
    form = TickForm(request.POST if request.method == "POST" else None, initial={"on": today})
    words: dict[str, Any] = {"what": check.evidence, "button": _("Found in order"), "done": _("It is ticked.")}
    deed = Deed(title=f"{check.name} · {founding.name}", back=back(founding), **words)

    def act() -> None:
        tick(founding=founding, check=check, by=request.user, today=today, **form.cleaned_data)

    return carry_out(request, deed, form, act, None)


@posted("desk:founding", "pk")
def founding_check_back(request: Request, pk: int, code: str) -> HttpResponse:
    """Take a tick back."""
    check = get_object_or_404(FoundingCheck, code=code)
    founding = access_office(request.user, pk, Right(check.right))
    try:
        untick(founding=founding, check=check, by=request.user)
    except FoundingFault as fault:
        messages.error(request, told(fault))
    else:
        messages.success(request, _("The tick was taken back."))
    return redirect("desk:founding", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def founding_course(request: Request, pk: int) -> HttpResponse:
    """Write down a course that trustees took."""
    founding = access_office(request.user, pk)
    today = timezone.localdate()
    form: forms.Form = CourseForm(
        request.POST if request.method == "POST" else None, founding=founding, initial={"on": today}
    )
    words: dict[str, Any] = {
        "what": _("Before the opening, trustees take courses; the checklist counts them."),
        "button": _("Save"),
    }
    deed = Deed(title=_("Write down a course"), back=back(founding), done=_("The course is written down."), **words)

    def act() -> None:
        teach(founding=founding, by=request.user, today=today, key=key_of(request), **form.cleaned_data)

    return carry_out(request, deed, form, act, None)
