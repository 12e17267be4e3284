"""Deciding about measures and appeals, and the transfer of the files of a centre that closes."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from hamdeli.accounts.roles import Right
from hamdeli.centres.access import has_right
from hamdeli.centres.licensing.access import access_appeal, access_licence, access_measure
from hamdeli.centres.licensing.appealing import appeal, hear
from hamdeli.centres.licensing.measuring import decide, dismiss, lift, withdraw
from hamdeli.centres.models import LicenceAct, Measure
from hamdeli.desk.casework.deeds import carry_out, key_of, version_of
from hamdeli.desk.licensing.deeds import GET_POST, deed
from hamdeli.desk.licensing.forms import AppealForm, HearingForm, NoteForm
from hamdeli.desk.posting import posted
from hamdeli.desk.requests import Request
from hamdeli.desk.templatetags.formats import day
from hamdeli.proposals.closing import propose_closing, take_effect
from hamdeli.proposals.faults import ProposalFault
from hamdeli.proposals.sentences import sentence

APPROVES: dict[str, Any] = {
    Measure.Kind.SUSPENSION: gettext_lazy("Suspend the licence"),
    Measure.Kind.REFUSAL: gettext_lazy("Refuse the renewal"),
    Measure.Kind.REVOCATION: gettext_lazy("Approve the revocation"),
}
FOLLOWS: dict[str, Any] = {
    Measure.Kind.SUSPENSION: gettext_lazy("From now until that day the centre receives no files; it may appeal."),
    Measure.Kind.REFUSAL: gettext_lazy("The licence ends with its term; the centre may appeal."),
    Measure.Kind.REVOCATION: gettext_lazy(
        "The centre is suspended at once and may appeal; its licence ends when every family has landed elsewhere."
    ),
}


def facts(measure: Measure) -> str:
    """Return what was proposed, why and by whom."""
    told = {"measure": measure.get_kind_display(), "reason": measure.get_grounds_display(), "note": measure.note}
    if measure.until:
        told["measure"] = _("%(measure)s until %(until)s") % {**told, "until": day(measure.until)}
    words = _("%(measure)s, because %(reason)s. %(note)s (proposed by %(by)s)")
    return words % {**told, "by": measure.proposed_by.display_name}


@require_http_methods(GET_POST)
def decision(request: Request, pk: int) -> HttpResponse:
    """Put a proposed measure into force."""
    measure = access_measure(request.user, pk, LicenceAct.DECIDE)
    form = NoteForm(request.POST if request.method == "POST" else None)
    title = _("Decide: %(measure)s") % {"measure": measure.get_kind_display()}
    more = {"what": f"{facts(measure)} {FOLLOWS[measure.kind]}", "tone": "danger", "thing": measure}
    told = deed(measure.centre, title, APPROVES[measure.kind], _("Decided. The centre may appeal."), **more)

    def act() -> None:
        note, today = form.cleaned_data["note"], timezone.localdate()
        decide(measure=measure, by=request.user, today=today, note=note, seen_version=version_of(request))

    return carry_out(request, told, form, act, None)


@require_http_methods(GET_POST)
def dismissal(request: Request, pk: int) -> HttpResponse:
    """Let a proposed measure drop."""
    measure = access_measure(request.user, pk, LicenceAct.DISMISS)
    form = NoteForm(request.POST if request.method == "POST" else None, needed=True)
    more = {"what": facts(measure), "thing": measure}
    told = deed(measure.centre, _("Dismiss the proposal"), _("Dismiss"), _("The proposal is dismissed."), **more)

    def act() -> None:
        dismiss(measure=measure, by=request.user, note=form.cleaned_data["note"], seen_version=version_of(request))

    return carry_out(request, told, form, act, None)


@require_http_methods(GET_POST)
def withdrawal(request: Request, pk: int) -> HttpResponse:
    """Take back a measure that one proposed oneself."""
    measure = access_measure(request.user, pk, LicenceAct.WITHDRAW)
    form = NoteForm(request.POST if request.method == "POST" else None, needed=True)
    more = {"what": facts(measure), "thing": measure}
    told = deed(measure.centre, _("Withdraw the proposal"), _("Withdraw"), _("The proposal is withdrawn."), **more)

    def act() -> None:
        withdraw(measure=measure, by=request.user, note=form.cleaned_data["note"], seen_version=version_of(request))

    return carry_out(request, told, form, act, None)


@require_http_methods(GET_POST)
def lifting(request: Request, pk: int) -> HttpResponse:
    """End a suspension, or a refusal to renew."""
    measure = access_measure(request.user, pk, LicenceAct.LIFT)
    form = NoteForm(request.POST if request.method == "POST" else None)
    more = {"what": facts(measure), "thing": measure}
    told = deed(measure.centre, _("End the measure"), _("End it"), _("The measure has ended."), **more)

    def act() -> None:
        note, today = form.cleaned_data["note"], timezone.localdate()
        lift(measure=measure, by=request.user, today=today, note=note, seen_version=version_of(request))

    return carry_out(request, told, form, act, None)


@require_http_methods(GET_POST)
def effect(request: Request, pk: int) -> HttpResponse:
    """Let a decided revocation take effect: refused while a family has not landed elsewhere or an appeal may come."""
    measure = access_measure(request.user, pk, LicenceAct.REVOKE)
    form = NoteForm(request.POST if request.method == "POST" else None)
    del form.fields["note"]
    more = {"what": facts(measure), "tone": "danger", "thing": measure}
    told = deed(measure.centre, _("Revoke now"), _("Revoke"), _("The licence is revoked."), **more)

    def act() -> None:
        today = timezone.localdate()
        take_effect(measure=measure, by=request.user, today=today, seen_version=version_of(request))

    return carry_out(request, told, form, act, None)


@require_http_methods(GET_POST)
def appeal_new(request: Request, pk: int) -> HttpResponse:
    """Appeal against a measure about one's own centre."""
    measure = access_measure(request.user, pk, LicenceAct.APPEAL)
    form = AppealForm(request.POST if request.method == "POST" else None)
    told = deed(
        measure.centre, _("Appeal"), _("Send the appeal"), _("Sent to the director general."), what=facts(measure)
    )

    def act() -> None:
        words, today = form.cleaned_data["words"], timezone.localdate()
        appeal(measure=measure, words=words, by=request.user, today=today, key=key_of(request))

    return carry_out(request, told, form, act, None)


@require_http_methods(GET_POST)
def appeal_decision(request: Request, pk: int) -> HttpResponse:
    """Decide an appeal."""
    made = access_appeal(request.user, pk, LicenceAct.UPHOLD)
    form = HearingForm(request.POST if request.method == "POST" else None)
    what = _("%(facts)s · The centre says: %(words)s") % {"facts": facts(made.measure), "words": made.words}
    told = deed(made.measure.centre, _("Decide the appeal"), _("Decide"), _("Decided."), what=what, thing=made)

    def act() -> None:
        asked, today = form.cleaned_data, timezone.localdate()
        overturn, decision = asked["outcome"] == "overturn", asked["decision"]
        by, seen = request.user, version_of(request)
        hear(appeal=made, overturn=overturn, decision=decision, by=by, today=today, seen_version=seen)

    return carry_out(request, told, form, act, None)


@posted("desk:licence", "code")
def transfer(request: Request, code: str) -> HttpResponse:
    """Begin the proposal for every file of a centre that closes."""
    centre = access_licence(request.user, code)
    if not has_right(request.user, centre, Right.PROPOSE):
        raise PermissionDenied
    try:
        proposal = propose_closing(centre=centre, by=request.user, key=key_of(request))
    except ProposalFault as fault:
        messages.error(request, sentence(fault.code, fault.params))
        return redirect("desk:licence", code=code)
    return redirect("desk:proposal", proposal.code)
