"""The page of one volunteer, the application, and the certificates."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.daily.letters import pdf_of
from hamdeli.casework.helping.certificates import certificate
from hamdeli.casework.helping.loads import helped_files
from hamdeli.desk.casework.deeds import Deed, carry_out, key_of, version_of
from hamdeli.desk.printing import printed
from hamdeli.desk.requests import Request
from hamdeli.desk.typed import spoken_phone
from hamdeli.desk.volunteers.forms import ApplicationForm, DetailsForm
from hamdeli.desk.volunteers.steps import deed
from hamdeli.desk.volunteers.words import described, left_why, next_acts, told_steps
from hamdeli.journal.writing import record_look
from hamdeli.volunteers.access import access_volunteer, can_supervise, leads, led_centres
from hamdeli.volunteers.applying import apply, describe, opened
from hamdeli.volunteers.giving_time import STANDING, confirmed_minutes, may_confirm
from hamdeli.volunteers.models import Hours, Volunteer, VolunteerStep
from hamdeli.volunteers.moves import Act

LATEST, MOST = 15, 1000
SHOWN = ("degree", "skills", "languages", "times", "neighbourhood", "latitude", "longitude")


@require_safe
def volunteer_page(request: Request, pk: int) -> HttpResponse:
    """Show one volunteer: the way, the families, the hours, and what may be done next."""
    volunteer = access_volunteer(request.user, pk)
    answers = may_confirm(request.user, volunteer)
    words = page_words(volunteer, whole=wants_all(request)) | {
        "acts": next_acts(volunteer) if leads(request.user, volunteer) else [],
        "may_confirm": answers,
        "orphaned": is_orphaned(volunteer),
        "may_write": answers and volunteer.user_id is not None,
        "files": helped_files(volunteer.user) if volunteer.user else [],
    }
    if answers:
        record_look(actor=request.user.actor, kind="volunteer", subjects=[str(volunteer.pk)])
        words["phone"] = spoken_phone(opened(volunteer)["phone"])
    return render(request, "desk/volunteers/page.html", words)


def is_orphaned(volunteer: Volunteer) -> bool:
    """Say whether an active volunteer's supervisor does not work at the centre any more."""
    supervisor = volunteer.supervisor
    active = volunteer.state == Volunteer.State.ACTIVE
    return active and (supervisor is None or not can_supervise(supervisor, volunteer.centre))


def wants_all(request: Request) -> bool:
    """Say whether the reader asked for all hours."""
    return request.GET.get("hours") == "all"


def page_words(volunteer: Volunteer, *, whole: bool) -> dict[str, Any]:
    """Return what the pages of a volunteer have in common."""
    return {
        "volunteer": volunteer,
        "described": described(volunteer),
        "steps": told_steps(volunteer),
        "why": left_why(volunteer),
        "minutes": confirmed_minutes(volunteer),
        "certificates": list(volunteer.steps.filter(step=Act.CERTIFY).order_by("-pk")),
        **hours_words(volunteer, MOST if whole else LATEST),
    }


def hours_words(volunteer: Volunteer, most: int) -> dict[str, Any]:
    """Return the latest hours, and the rows that wait for the supervisor."""
    rows = Hours.objects.filter(volunteer=volunteer, takes_back__isnull=True)
    latest = rows.select_related("confirmed_by", "made_by", "taken_back_by").order_by("-on", "-pk")
    waiting = list(rows.filter(STANDING, confirmed_by__isnull=True).order_by("on", "pk").values_list("pk", "minutes"))
    return {
        "hours": list(latest[:most]),
        "earlier": max(0, latest.count() - most),
        "waiting": [key for key, _minutes in waiting],
        "waiting_minutes": sum(minutes for _key, minutes in waiting),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def volunteer_new(request: Request) -> HttpResponse:
    """Enter the application of somebody who wants to help."""
    require_right(request.user, Right.RUN_VOLUNTEERS)
    today = timezone.localdate()
    made: list[Volunteer] = []
    data = request.POST if request.method == "POST" else None
    form = ApplicationForm(data, centres=led_centres(request.user), initial={"on": today})
    page = Deed(
        title=_("Somebody wants to help"),
        what=_("The national code and the telephone are sealed. Next comes checking, then training."),
        button=_("Keep the application"),
        done=_("The application is kept."),
        back=reverse("desk:volunteers"),
    )

    def act() -> None:
        on: date = form.cleaned_data["on"]
        told, centre = form.applicant(), form.centre_chosen
        made.append(apply(applicant=told, centre=centre, on=on, by=request.user, today=today, key=key_of(request)))

    answer = carry_out(request, page, form, act, None)
    return redirect("desk:volunteer", pk=made[0].pk) if made else answer


@require_http_methods(["GET", "HEAD", "POST"])
def volunteer_details(request: Request, pk: int) -> HttpResponse:
    """Write anew what the volunteer can do, when and where."""
    volunteer = access_volunteer(request.user, pk, Right.RUN_VOLUNTEERS)
    data = request.POST if request.method == "POST" else None
    initial = {name: getattr(volunteer, name) for name in SHOWN}
    initial["neighbourhood"] = volunteer.neighbourhood.code if volunteer.neighbourhood else ""
    form = DetailsForm(data, counties=[volunteer.county_id], initial=initial)

    def act() -> None:
        seen = version_of(request)
        describe(volunteer=volunteer, described=form.described(), by=request.user, seen_version=seen)

    told = deed(volunteer, _("Skills, times and place"), _("Save"), _("It is kept."))
    return carry_out(request, told, form, act, None)


@require_safe
def certificate_pdf(request: Request, pk: int) -> HttpResponse:
    """Hand out a certificate that was issued: to who leads the volunteers, and to the volunteer."""
    step = access_certificate(request.user, pk)
    content = pdf_of(certificate(step.volunteer, step))
    subject, name = str(step.volunteer_id), f"{step.details['number']}-{(get_language() or 'fa')[:2]}.pdf"
    return printed(request, content, kind="volunteer", subject=subject, letter="certificate", name=name)


def access_certificate(user: User, pk: int) -> VolunteerStep:
    """Return the step of a certificate; 404 for whoever it does not concern."""
    rows = VolunteerStep.objects.filter(step=Act.CERTIFY)
    step = get_object_or_404(rows.select_related("volunteer__centre", "volunteer__county"), pk=pk)
    if not leads(user, step.volunteer) and step.volunteer.user_id != user.pk:
        raise Http404
    return step
