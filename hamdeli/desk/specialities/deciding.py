"""Proposing a conversion, approving it, refusing it, withdrawing it: each on a page of its own."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.casework.onward.converting import accepted_by
from hamdeli.centres.models import Conversion
from hamdeli.centres.twinning.access import access_conversion, centres_within
from hamdeli.centres.twinning.converting import approve, propose, refuse, withdraw
from hamdeli.desk.casework.deeds import Deed, carry_out, key_of, version_of
from hamdeli.desk.requests import Request
from hamdeli.desk.specialities.forms import AnswerForm, ConversionForm, PlainForm
from hamdeli.journal.once import once

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
def conversion_new(request: Request) -> HttpResponse:
    """Propose that a centre of the county gets or gives up a speciality."""
    require_right(request.user, Right.CHECK_FOUNDING)
    today = timezone.localdate()
    given = {name: request.GET.get(name, "") for name in ("centre", "speciality", "change")}
    form = ConversionForm(
        request.POST if request.method == "POST" else None,
        centres=centres_within(request.user, Right.CHECK_FOUNDING),
        initial=given | {"starts_on": today},
    )
    page = Deed(
        title=_("Propose a conversion"),
        what=_("The deputy for public participation decides. The history of the centre keeps it either way."),
        button=_("Propose"),
        done=_("Proposed. The deputy for public participation decides."),
        back=reverse("desk:conversions"),
    )

    def act() -> None:
        asked = {name: str(value) for name, value in form.cleaned_data.items()}
        once(
            key=key_of(request),
            actor=request.user.actor,
            purpose="conversion",
            body=asked,
            act=lambda: propose(centre=form.cleaned_data["centre"], wish=form.wish(), by=request.user, today=today).pk,
        )

    return carry_out(request, page, form, act, None)


@require_http_methods(METHODS)
def conversion_approval(request: Request, pk: int) -> HttpResponse:
    """Approve a conversion."""
    conversion = access_conversion(request.user, pk, Right.LICENSE)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    many = accepted_by(conversion.centre_id, conversion.speciality)
    done = _("Approved. The registry follows on the day that was proposed.")

    def act() -> None:
        approve(
            conversion=conversion,
            by=request.user,
            today=timezone.localdate(),
            accepted=many,
            seen_version=version_of(request),
            **form.cleaned_data,
        )

    return carry_out(request, deed(conversion, _("Approve the conversion"), _("Approve"), done), form, act, None)


@require_http_methods(METHODS)
def conversion_refusal(request: Request, pk: int) -> HttpResponse:
    """Refuse a conversion."""
    conversion = access_conversion(request.user, pk, Right.LICENSE)
    form = AnswerForm(request.POST if request.method == "POST" else None)

    def act() -> None:
        refuse(conversion=conversion, by=request.user, seen_version=version_of(request), **form.cleaned_data)

    page = deed(conversion, _("Refuse the conversion"), _("Refuse"), _("Refused; the county reads why."), tone="danger")
    return carry_out(request, page, form, act, None)


@require_http_methods(METHODS)
def conversion_withdrawal(request: Request, pk: int) -> HttpResponse:
    """Take a proposal back."""
    conversion = access_conversion(request.user, pk, Right.CHECK_FOUNDING)
    form = PlainForm(request.POST if request.method == "POST" else None)

    def act() -> None:
        withdraw(conversion=conversion, by=request.user, seen_version=version_of(request))

    page = deed(conversion, _("Withdraw the proposal"), _("Withdraw"), _("Withdrawn."), tone="danger")
    return carry_out(request, page, form, act, None)


def deed(conversion: Conversion, title: str, button: str, done: str, **more: Any) -> Deed:
    """Return the words of a decision."""
    what = f"{conversion.centre.name}: {conversion.get_change_display()} ({conversion.get_speciality_display()})"
    back = reverse("desk:conversion", args=[conversion.pk])
    return Deed(title=title, what=what, button=button, done=done, back=back, thing=conversion, **more)
