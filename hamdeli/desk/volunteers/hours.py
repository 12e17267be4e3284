"""Hours on the desk: written down for a volunteer, confirmed, taken back; and the certificate of them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from hamdeli.accounts.roles import Right
from hamdeli.desk.casework.deeds import carry_out, key_of
from hamdeli.desk.posting import posted
from hamdeli.desk.requests import Request
from hamdeli.desk.templatetags.formats import digits, number
from hamdeli.desk.volunteers.forms import CertificateForm, HoursForm, first_days
from hamdeli.desk.volunteers.steps import deed
from hamdeli.volunteers.access import access_volunteer, own_record
from hamdeli.volunteers.certifying import certify
from hamdeli.volunteers.faults import VolunteerFault
from hamdeli.volunteers.giving_time import confirm_hours, may_confirm, record_hours, take_back_hours
from hamdeli.volunteers.models import Hours, Volunteer

MOST_ROWS = 500


def access_to_confirm(request: Request, pk: int) -> Volunteer:
    """Return the volunteer for whoever answers for the hours; 403 for other readers."""
    volunteer = access_volunteer(request.user, pk)
    if not may_confirm(request.user, volunteer):
        raise PermissionDenied
    return volunteer


@require_http_methods(["GET", "HEAD", "POST"])
def volunteer_hours(request: Request, pk: int) -> HttpResponse:
    """Write down hours for a volunteer."""
    volunteer = access_to_confirm(request, pk)
    today = timezone.localdate()
    form = HoursForm(request.POST if request.method == "POST" else None, initial={"on": today})

    def act() -> None:
        written(request, volunteer, form)

    words = deed(volunteer, _("Write down hours"), _("Save"), _("The hours are written down."))
    return carry_out(request, words, form, act, None)


def written(request: Request, volunteer: Volunteer, form: HoursForm) -> Hours:
    """Write down what the form says."""
    asked = {"what": form.cleaned_data["what"], "on": form.cleaned_data["on"], "minutes": form.total()}
    today = timezone.localdate()
    return record_hours(volunteer=volunteer, **asked, by=request.user, today=today, key=key_of(request))


@posted("desk:volunteer", "pk")
def hours_confirmation(request: Request, pk: int) -> HttpResponse:
    """Confirm the rows that the supervisor saw."""
    volunteer = access_to_confirm(request, pk)
    keys = [int(text) for text in request.POST.getlist("hours")[:MOST_ROWS] if text.isdecimal() and len(text) < 18]
    attempt(request, lambda: say_confirmed(request, confirm_hours(volunteer=volunteer, rows=keys, by=request.user)))
    return redirect("desk:volunteer", pk=pk)


def say_confirmed(request: Request, count: int) -> None:
    """Say how many rows were confirmed."""
    told = ngettext("%(count)s row was confirmed.", "%(count)s rows were confirmed.", count)
    messages.success(request, told % {"count": number(count)})


@require_POST
def hours_taking_back(request: Request, pk: int) -> HttpResponse:
    """Take a row back, by another row; the volunteer goes back to the own page."""
    row = get_object_or_404(Hours.objects.select_related("volunteer__centre", "volunteer__county"), pk=pk)
    own = own_record(request.user)
    if own is None or own.pk != row.volunteer_id:
        own = None
        if not may_confirm(request.user, row.volunteer):
            raise Http404
    attempt(request, lambda: say_taken(request, take_back_hours(row=row, by=request.user)))
    return redirect("desk:my_help") if own else redirect("desk:volunteer", pk=row.volunteer_id)


def say_taken(request: Request, _row: Hours) -> None:
    """Say that a row was taken back."""
    messages.success(request, _("The hours were taken back; both rows stay."))


def attempt(request: Request, act: Callable[[], Any]) -> None:
    """Do it, and say why it was refused."""
    try:
        act()
    except VolunteerFault as fault:
        messages.warning(request, digits(fault.sentence))


@require_http_methods(["GET", "HEAD", "POST"])
def volunteer_certificate(request: Request, pk: int) -> HttpResponse:
    """Issue a certificate of the confirmed hours."""
    volunteer = access_volunteer(request.user, pk, Right.RUN_VOLUNTEERS)
    today = timezone.localdate()
    data = request.POST if request.method == "POST" else None
    form = CertificateForm(data, initial=first_days(volunteer, today))

    def act() -> None:
        certify(volunteer=volunteer, **form.cleaned_data, by=request.user, today=today)

    done = _("The certificate is issued; take it from this page.")
    return carry_out(request, deed(volunteer, _("Issue a certificate"), _("Issue"), done), form, act, None)
