"""Entering a referral."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.casework.models import Referral
from hamdeli.casework.referral.access import may_know_of
from hamdeli.casework.referral.faults import ReferralFault
from hamdeli.casework.referral.referring import refer
from hamdeli.desk.casework.referral.forms import ReferralForm
from hamdeli.desk.requests import Request
from hamdeli.desk.templatetags.formats import digits
from hamdeli.journal.once import KeyUsedOtherwise


@require_http_methods(["GET", "HEAD", "POST"])
def referral_new(request: Request) -> HttpResponse:
    """Show the form, and store the referral. The answer is the same whether the family is known or not."""
    require_right(request.user, Right.REFER)
    if request.method != "POST":
        return render(request, "desk/casework/referral/new.html", {"form": ReferralForm(user=request.user)})
    form = ReferralForm(request.POST, user=request.user)
    referral = entered(request, form) if form.is_valid() else None
    if referral is None:
        return render(request, "desk/casework/referral/new.html", {"form": form}, status=422)
    told = _("The referral was stored. Receipt number: %s") % digits(referral.receipt)
    messages.success(request, told)
    if may_know_of(request.user, referral):
        return redirect("desk:referral", receipt=referral.receipt)
    return redirect("desk:referrals")


def entered(request: Request, form: ReferralForm) -> Referral | None:
    """Store the referral; a refusal stands in the form."""
    asked = form.cleaned_data
    county, centre = form.where()
    try:
        return refer(
            form.word(),
            channel=asked["channel"],
            county=county,
            centre=centre,
            discreet=asked["discreet"],
            keeper=asked["keeper"],
            actor=request.user.actor,
            user=request.user,
            at=timezone.now(),
            today=timezone.localdate(),
            key=asked["idempotency_key"],
        )
    except ReferralFault as fault:
        form.add_error(None, fault.sentence)
    except KeyUsedOtherwise:
        form.add_error(None, _("This form was sent before with other words. Open a new one."))
    return None
