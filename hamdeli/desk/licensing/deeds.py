"""What is done about a licence, each deed on a page of its own."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hamdeli.accounts.models import User
from hamdeli.centres.licensing.access import access_licence, deciders
from hamdeli.centres.licensing.expiring import latest_term
from hamdeli.centres.licensing.giving import give
from hamdeli.centres.licensing.measuring import proposable, propose
from hamdeli.centres.licensing.policy import last_day
from hamdeli.centres.licensing.renewing import ask_renewal, renew
from hamdeli.centres.models import Centre, LicenceAct, LicenceTerm, Measure
from hamdeli.desk.casework.deeds import Deed, carry_out, key_of
from hamdeli.desk.licensing.forms import GivingForm, MeasureForm, RenewalForm, RequestForm
from hamdeli.desk.requests import Request

GET_POST = ["GET", "HEAD", "POST"]


def deed(centre: Centre, title: str, button: str, done: str, **more: Any) -> Deed:
    """Return the words of a deed about the licence of a centre."""
    back = reverse("desk:licence", args=[centre.code])
    return Deed(title=f"{title} · {centre.name}", button=button, done=done, back=back, **({"what": ""} | more))


@require_http_methods(GET_POST)
def giving(request: Request, code: str) -> HttpResponse:
    """Give a centre its licence."""
    centre = access_licence(request.user, code, LicenceAct.GIVE)
    today = timezone.localdate()
    data = request.POST if request.method == "POST" else None
    form = GivingForm(data, initial={"begins": today, "ends": last_day(today)})
    told = deed(centre, _("Give the licence"), _("Give"), _("The licence is given."))

    def act() -> None:
        kind, days = LicenceTerm.Kind.FULL, form.cleaned_data
        give(centre=centre, kind=kind, by=request.user, key=key_of(request), **days)

    return carry_out(request, told, form, act, None)


@require_http_methods(GET_POST)
def renewal_request(request: Request, code: str) -> HttpResponse:
    """Ask for the renewal of one's own licence."""
    centre = access_licence(request.user, code, LicenceAct.APPEAL)
    today = timezone.localdate()
    form = RequestForm(request.POST if request.method == "POST" else None)
    done = _("Asked. The deputy for public participation answers.")
    told = deed(centre, _("Ask for the renewal"), _("Ask"), done)

    def act() -> None:
        words = form.cleaned_data["words"]
        ask_renewal(centre=centre, words=words, by=request.user, today=today, key=key_of(request))

    return carry_out(request, told, form, act, None)


@require_http_methods(GET_POST)
def renewal(request: Request, code: str) -> HttpResponse:
    """Renew a licence."""
    centre = access_licence(request.user, code, LicenceAct.RENEW)
    today, term = timezone.localdate(), latest_term(centre)
    begins = max(today, term.ends) if term else today
    data = request.POST if request.method == "POST" else None
    form = RenewalForm(data, initial={"ends": last_day(begins)})
    told = deed(centre, _("Renew the licence"), _("Renew"), _("The licence is renewed."))

    def act() -> None:
        ends = form.cleaned_data["ends"]
        renew(centre=centre, by=request.user, today=today, key=key_of(request), ends=ends)

    return carry_out(request, told, form, act, None)


def waits_for(centre: Centre, proposer: User) -> str:
    """Return who decides what `proposer` proposes."""
    names = " · ".join(user.display_name for user in deciders(centre, proposer))
    told = {"place": centre.province.name, "names": names}
    if names:
        words = _("A deputy for public participation of %(place)s other than you decides: %(names)s.")
    else:
        words = _(
            "A deputy for public participation of %(place)s other than you must decide, and today nobody else holds "
            "this post. Let the county office or an inspector propose it, if you are the deputy."
        )
    return f"{words % told} {_('Until then nothing changes for the centre.')}"


@require_http_methods(GET_POST)
def measure_new(request: Request, code: str) -> HttpResponse:
    """Propose a suspension, a refusal to renew or a revocation."""
    centre = access_licence(request.user, code, LicenceAct.PROPOSE)
    today = timezone.localdate()
    kinds = proposable(centre) if request.method != "POST" else Measure.Kind.values
    form = MeasureForm(request.POST if request.method == "POST" else None, kinds=kinds)
    what = waits_for(centre, request.user)
    told = deed(centre, _("Propose a measure"), _("Propose"), _("Proposed; another person decides."), what=what)

    def act() -> None:
        propose(centre=centre, asked=form.asked(), by=request.user, today=today, key=key_of(request))

    return carry_out(request, told, form, act, None)
