"""The steps of a volunteer, each on a page of its own: checked, refused, taught, graded."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hamdeli.accounts.roles import Right
from hamdeli.desk.casework.deeds import Deed, carry_out, version_of
from hamdeli.desk.requests import Request
from hamdeli.desk.volunteers.forms import GradeForm, RefusalForm, TrainingForm, VettingForm
from hamdeli.volunteers.access import access_volunteer
from hamdeli.volunteers.models import Volunteer
from hamdeli.volunteers.training import qualify, train
from hamdeli.volunteers.vetting import refuse, vet


def taken(
    request: Request,
    volunteer: Volunteer,
    form_of: type[forms.Form],
    verb: Callable[..., Any],
    told: tuple[str, str, str],
    **more: Any,
) -> HttpResponse:
    """Show the form of a step and take it; `told`: title, button, and what is said when it is done."""
    today = timezone.localdate()
    data = request.POST if request.method == "POST" else None
    form = form_of(data, initial={"on": today, **more.pop("initial", {})})

    def act() -> None:
        asked = form.cleaned_data
        verb(volunteer=volunteer, by=request.user, today=today, seen_version=version_of(request), **asked)

    return carry_out(request, deed(volunteer, *told, **more), form, act, None)


def deed(volunteer: Volunteer, title: str, button: str, done: str, **more: Any) -> Deed:
    """Return the words of a step."""
    back = reverse("desk:volunteer", args=[volunteer.pk])
    words = {"what": ""} | more
    return Deed(title=f"{title} · {volunteer.name}", button=button, done=done, back=back, thing=volunteer, **words)


@require_http_methods(["GET", "HEAD", "POST"])
def volunteer_vetting(request: Request, pk: int) -> HttpResponse:
    """Write down what was checked."""
    volunteer = access_volunteer(request.user, pk, Right.RUN_VOLUNTEERS)
    told = (_("Write down what was checked"), _("Checked"), _("The applicant is checked; training is next."))
    return taken(request, volunteer, VettingForm, vet, told)


@require_http_methods(["GET", "HEAD", "POST"])
def volunteer_refusal(request: Request, pk: int) -> HttpResponse:
    """Refuse an applicant."""
    volunteer = access_volunteer(request.user, pk, Right.RUN_VOLUNTEERS)
    told = (_("Refuse the applicant"), _("Refuse"), _("The applicant was refused."))
    return taken(request, volunteer, RefusalForm, refuse, told, tone="danger")


@require_http_methods(["GET", "HEAD", "POST"])
def volunteer_training(request: Request, pk: int) -> HttpResponse:
    """Write down a course."""
    volunteer = access_volunteer(request.user, pk, Right.RUN_VOLUNTEERS)
    told = (_("Write down a course"), _("Save"), _("The course is written down."))
    return taken(request, volunteer, TrainingForm, train, told)


@require_http_methods(["GET", "HEAD", "POST"])
def volunteer_grade(request: Request, pk: int) -> HttpResponse:
    """Say what the volunteer is."""
    volunteer = access_volunteer(request.user, pk, Right.RUN_VOLUNTEERS)
    told = (_("Say what the volunteer is"), _("Save"), _("It is kept."))
    initial = {"grade": volunteer.grade, "degree": volunteer.degree}
    return taken(request, volunteer, GradeForm, qualify, told, initial=initial)
