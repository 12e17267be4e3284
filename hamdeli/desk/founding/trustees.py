"""The trustees of an application: a new one, one written anew, one taken out."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hamdeli.centres.founding.access import access_founding
from hamdeli.centres.founding.faults import FoundingFault
from hamdeli.centres.founding.trustees import add, correct, opened, take_out
from hamdeli.centres.models import Founding, Trustee
from hamdeli.desk.casework.deeds import Deed, carry_out, key_of, told, version_of
from hamdeli.desk.founding.forms import TrusteeForm
from hamdeli.desk.posting import posted
from hamdeli.desk.requests import Request
from hamdeli.journal.writing import record_look

PLAIN = ("name", "role", "local_record", "endorsements")


@require_http_methods(["GET", "HEAD", "POST"])
def founding_trustee_new(request: Request, pk: int) -> HttpResponse:
    """Enter a trustee."""
    founding = access_founding(request.user, pk, write=True)
    form = TrusteeForm(request.POST if request.method == "POST" else None)
    deed = page(founding, _("New trustee"), None)

    def act() -> None:
        who: dict[str, Any] = {"by": request.user, "today": timezone.localdate()}
        add(founding=founding, person=form.person(), key=key_of(request), **who)

    return carry_out(request, deed, form, act, None)


@require_http_methods(["GET", "HEAD", "POST"])
def founding_trustee(request: Request, pk: int, trustee: int) -> HttpResponse:
    """Write a trustee anew; the look at the national code is recorded."""
    founding = access_founding(request.user, pk, write=True)
    found = get_object_or_404(founding.trustees, pk=trustee)
    data, initial = (request.POST, {}) if request.method == "POST" else (None, shown(found))
    if data is None:
        record_look(actor=request.user.actor, kind="founding", subjects=[str(founding.pk)], reason="trustees")
    form = TrusteeForm(data, initial=initial)

    def act() -> None:
        who: dict[str, Any] = {"by": request.user, "today": timezone.localdate()}
        correct(trustee=found, person=form.person(), seen_version=version_of(request), **who)

    return carry_out(request, page(founding, found.name, found), form, act, None)


def page(founding: Founding, title: str, trustee: Trustee | None) -> Deed:
    """Return the words of the page of a trustee."""
    what = _("Five to seven people whom the neighbourhood knows. Nobody is a trustee of two centres.")
    back = reverse("desk:founding", args=[founding.pk])
    return Deed(title=title, what=what, button=_("Keep"), done=_("It is kept."), back=back, thing=trustee)


def shown(trustee: Trustee) -> dict[str, Any]:
    """Return what the form shows of a trustee."""
    secrets = opened(trustee)
    return {
        **{name: getattr(trustee, name) for name in PLAIN},
        "national_code": secrets["national_code"],
        "phone": secrets["phone"],
        "birth_date": date.fromisoformat(secrets["birth_date"]),
        "username": trustee.user.username if trustee.user else "",
    }


@posted("desk:founding", "pk")
def founding_trustee_removal(request: Request, pk: int, trustee: int) -> HttpResponse:
    """Take a trustee out of the application."""
    founding = access_founding(request.user, pk, write=True)
    found = get_object_or_404(founding.trustees, pk=trustee)
    try:
        take_out(trustee=found, by=request.user)
    except FoundingFault as fault:
        messages.error(request, told(fault))
    else:
        messages.success(request, _("The trustee was taken out."))
    return redirect("desk:founding", pk=pk)
