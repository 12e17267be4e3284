"""Renewing a licence: asked for by the centre from three months before its end, answered by the deputy."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.centres.licensing.expiring import latest_term
from hamdeli.centres.licensing.faults import LicenceFault
from hamdeli.centres.licensing.giving import add_term
from hamdeli.centres.licensing.policy import last_day, renewal_from
from hamdeli.centres.licensing.recording import locked, require_move
from hamdeli.centres.models import Centre, LicenceAct, LicenceTerm, Measure, RenewalRequest
from hamdeli.journal.once import once
from hamdeli.journal.writing import write

State = RenewalRequest.State


def require_latest(centre: Centre) -> LicenceTerm:
    """Return the latest term; refuse a centre that has none."""
    term = latest_term(centre)
    if term is None or term.kind != LicenceTerm.Kind.FULL:
        raise LicenceFault("no_term")
    return term


@transaction.atomic
def ask_renewal(*, centre: Centre, words: str, by: User, today: date, key: str) -> RenewalRequest:
    """Ask for the renewal of the latest term, once."""

    def act() -> int:
        fresh = locked(centre)
        term = require_renewable(fresh, today)
        if RenewalRequest.objects.filter(term=term).exists():
            raise LicenceFault("asked_already")
        at = timezone.now()
        made = RenewalRequest.objects.create(centre=fresh, term=term, words=words.strip(), asked_by=by, asked_at=at)
        details = {"number": term.number, "until": term.ends.isoformat()}
        write(actor=by.actor, verb="asked_renewal", kind="centre", subject=fresh.code, details=details)
        return made.pk

    body = [centre.code, words.strip()]
    return RenewalRequest.objects.get(pk=once(key=key, actor=by.actor, purpose="ask renewal", body=body, act=act))


def require_renewable(centre: Centre, today: date) -> LicenceTerm:
    """Return the term that may be renewed today; refuse too early, and what a measure stands against."""
    term = require_latest(centre)
    since = renewal_from(term.ends)
    if today < since:
        raise LicenceFault("too_early", since=since)
    if centre.measures.filter(state=Measure.State.IN_FORCE).exists():
        refusal = centre.measures.filter(state=Measure.State.IN_FORCE, kind=Measure.Kind.REFUSAL).exists()
        raise LicenceFault("refused" if refusal else "measure_stands")
    return term


@transaction.atomic
def renew(*, centre: Centre, by: User, today: date, key: str, ends: date | None = None) -> LicenceTerm:
    """Renew the licence from the day after its end, or from today where that has passed."""

    def act() -> int:
        fresh = locked(centre)
        require_move(fresh, LicenceAct.RENEW, by)
        term = require_renewable(fresh, today)
        begins = max(term.ends + timedelta(days=1), today)
        made = add_term(
            fresh, LicenceAct.RENEW, LicenceTerm.Kind.FULL, begins, ends or last_day(begins), by=by, seconded_by=""
        )
        asked = RenewalRequest.objects.filter(term=term, state=State.ASKED)
        asked.update(state=State.GRANTED, answered_at=timezone.now())
        return made.pk

    body = [centre.code, ends]
    made = once(key=key, actor=by.actor, purpose="renew a licence", body=body, act=act)
    centre.refresh_from_db()
    return LicenceTerm.objects.get(pk=made)
