"""The page of a centre's licence: its terms, what is open, its way so far, and what may be done next."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.centres.access import has_right
from hamdeli.centres.licensing.access import PRINTS, access_licence, deciders, may
from hamdeli.centres.licensing.appealing import AGAINST
from hamdeli.centres.licensing.ending import days_left
from hamdeli.centres.licensing.expiring import latest_term
from hamdeli.centres.licensing.giving import founding_of
from hamdeli.centres.licensing.measuring import decidable, proposable
from hamdeli.centres.licensing.moves import MOVES
from hamdeli.centres.licensing.policy import POLICY, appeal_until, renewal_from
from hamdeli.centres.models import (
    Appeal,
    Centre,
    Licence,
    LicenceAct,
    LicenceMove,
    LicenceTerm,
    Measure,
    RenewalRequest,
)
from hamdeli.desk.licensing.closing import closing_of
from hamdeli.desk.requests import Request
from hamdeli.proposals.leaving import carried_by

LATEST = 50


@dataclass(frozen=True)
class Next:
    """One thing that the reader may do now."""

    label: str
    url: str
    icon: str
    tone: str = ""


@require_safe
def licence_page(request: Request, code: str) -> HttpResponse:
    """Show the licence of one centre."""
    centre = access_licence(request.user, code)
    return render(request, "desk/licensing/page.html", licence_words(request.user, centre, timezone.localdate()))


def licence_words(user: User, centre: Centre, today: date) -> dict[str, Any]:
    """Return what the page of a licence shows."""
    term = latest_term(centre)
    measures = list(centre.measures.select_related("proposed_by", "decided_by", "appeal"))
    closing = closing_of(user, centre, measures)
    due = closing is not None and closing.due(today)
    request = RenewalRequest.objects.filter(centre=centre, state=RenewalRequest.State.ASKED).first()
    return {
        "centre": centre,
        "term": term if term and centre.licence != Licence.REVOKED else centre.terms.order_by("-begins").first(),
        "days": days_left(term.ends, today) if term else 0,
        "moves": named(list(centre.licence_moves.select_related("by")[:LATEST]), measures),
        "revocation": revocation_of(centre, measures),
        "pending": pending_of(user, centre, measures),
        "measures": measures,
        "asked": request,
        "carried": closing.files.carried if closing else carried_by(centre),
        "policy": POLICY,
        "prints": any(has_right(user, centre, right) for right in PRINTS),
        "closing": closing,
        "due": due,
        "today": today,
        "acts": [*of_term(user, centre, term, request, today), *of_measures(user, centre, measures, today, due)],
    }


def revocation_of(centre: Centre, measures: list[Measure]) -> Measure | None:
    """Return the revocation that took effect; None while the licence is not revoked."""
    if centre.licence != Licence.REVOKED:
        return None
    return next((row for row in measures if row.state == Measure.State.CARRIED_OUT), None)


def named(moves: list[LicenceMove], measures: list[Measure]) -> list[LicenceMove]:
    """Give each revocation that took effect by itself the person who decided it."""
    decided = [row for row in measures if row.kind == Measure.Kind.REVOCATION and row.decided_at]
    for move in moves:
        if move.act == LicenceAct.REVOKE and move.by is None:
            before = (row for row in decided if row.decided_at and row.decided_at <= move.at)
            move.decision = next(before, None)  # type: ignore[attr-defined]
    return moves


def pending_of(user: User, centre: Centre, measures: list[Measure]) -> dict[str, Any] | None:
    """Return the measure that waits for its decision, and who may decide it; None where none waits."""
    measure = next((row for row in measures if row.state == Measure.State.PROPOSED), None)
    if measure is None:
        return None
    mine = measure.proposed_by_id == user.pk
    return {"measure": measure, "mine": mine, "deciders": deciders(centre, measure.proposed_by)}


def of_term(
    user: User, centre: Centre, term: LicenceTerm | None, asked: RenewalRequest | None, today: date
) -> list[Next]:
    """Return what may be done about the term now."""
    found: list[Next] = []
    full = term is not None and term.kind == LicenceTerm.Kind.FULL
    if not full and open_now(user, centre, LicenceAct.GIVE):
        found.append(opening_of(centre))
    if term is None or not full or today < renewal_from(term.ends):
        return found
    if open_now(user, centre, LicenceAct.RENEW):
        found.append(Next(_("Renew the licence"), url("renewal", centre.code), "refresh", "primary"))
    if has_right(user, centre, Right.RUN_CENTRE) and not RenewalRequest.objects.filter(term=term).exists():
        found.append(Next(_("Ask for the renewal"), url("renewal_request", centre.code), "send", "primary"))
    return found


def opening_of(centre: Centre) -> Next:
    """Return how the centre gets its licence: at its opening, where an application waits for it."""
    founding = founding_of(centre)
    if founding:
        address = reverse("desk:founding", args=[founding.pk])
        return Next(_("To the application: it opens there"), address, "certificate", "primary")
    return Next(_("Give the licence"), url("giving", centre.code), "certificate", "primary")


def of_measures(user: User, centre: Centre, measures: list[Measure], today: date, due: bool) -> list[Next]:
    """Return what may be done about the measures now."""
    found: list[Next] = []
    for measure in measures:
        if withdrawable(user, centre, measure):
            found.append(Next(_("Withdraw the proposal"), url("measure_withdrawal", measure.pk), "x"))
        elif measure.state == Measure.State.PROPOSED and may(user, centre, LicenceAct.DECIDE):
            found += deciding(measure, centre)
        elif measure.state == Measure.State.IN_FORCE and may(user, centre, LicenceAct.LIFT):
            found += ending(measure, due)
        if appealable(measure, today) and has_right(user, centre, Right.RUN_CENTRE):
            found.append(Next(_("Appeal"), url("appeal_new", measure.pk), "speakerphone", "primary"))
        appeal = getattr(measure, "appeal", None)
        if appeal and appeal.state == Appeal.State.MADE and may(user, centre, LicenceAct.UPHOLD):
            found.append(Next(_("Decide the appeal"), url("appeal", appeal.pk), "gavel", "primary"))
    if open_now(user, centre, LicenceAct.PROPOSE) and proposable(centre):
        found.append(Next(_("Propose a measure"), url("measure_new", centre.code), "alert"))
    return found


def withdrawable(user: User, centre: Centre, measure: Measure) -> bool:
    """Say whether `user` proposed the measure, and may take it back."""
    mine = measure.state == Measure.State.PROPOSED and measure.proposed_by_id == user.pk
    return mine and may(user, centre, LicenceAct.WITHDRAW)


def deciding(measure: Measure, centre: Centre) -> list[Next]:
    """Return how a proposed measure is decided; where the licence has moved on since, it can be dismissed only."""
    label = _("Decide: %(measure)s") % {"measure": measure.get_kind_display()}
    decide = Next(label, url("measure_decision", measure.pk), "gavel", "danger")
    dismiss = Next(_("Dismiss the proposal"), url("measure_dismissal", measure.pk), "x")
    return [decide, dismiss] if decidable(centre, measure.kind) else [dismiss]


def ending(measure: Measure, due: bool) -> list[Next]:
    """Return how a measure in force ends; `due`: nothing holds the revocation any more."""
    if measure.kind == Measure.Kind.REVOCATION:
        return [] if not due else [Next(_("Revoke now"), url("measure_effect", measure.pk), "ban", "danger")]
    lifted = _("Lift the suspension") if measure.kind == Measure.Kind.SUSPENSION else _("Allow the renewal again")
    return [Next(lifted, url("measure_lifting", measure.pk), "refresh")]


def appealable(measure: Measure, today: date) -> bool:
    """Say whether an appeal against the measure may be made today."""
    if measure.state not in AGAINST or measure.decided_at is None or hasattr(measure, "appeal"):
        return False
    return today <= appeal_until(timezone.localdate(measure.decided_at))


def open_now(user: User, centre: Centre, act: LicenceAct) -> bool:
    """Say whether the table has `act` for the licence as it is, and gives it to `user`."""
    return centre.licence in MOVES[act].before and may(user, centre, act)


def url(name: str, key: str | int) -> str:
    """Return the address of one deed."""
    return reverse(f"desk:licence_{name}", args=[key])
