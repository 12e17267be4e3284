"""A decided revocation takes effect: when every family has landed elsewhere, and no appeal can hold it any more."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from hamdeli.accounts.models import User
from hamdeli.centres.licensing.faults import LicenceFault
from hamdeli.centres.licensing.measuring import held, settle
from hamdeli.centres.licensing.policy import appeal_until
from hamdeli.centres.licensing.recording import record, require_move
from hamdeli.centres.models import Appeal, Licence, LicenceAct, LicenceTerm, Measure, RenewalRequest
from hamdeli.centres.twinning.pairing import end_all
from hamdeli.journal.actors import SYSTEM

REVOKED = gettext_noop("the licence of one of the two was revoked")


@transaction.atomic
def revoke(
    *, measure: Measure, carried: int, waiting: int, by: User | None, today: date, seen_version: int | None = None
) -> Measure:
    """Let a decided revocation take effect. Without `by` its conditions were met, and the day has come.

    `carried`: how many files the centre carries; the database counts them once more. `waiting`: how many left it since
    the decision and are with no centre that has accepted them. Refused while there is one, or an appeal may come.
    """
    centre, fresh = held(measure, seen_version)
    require_move(centre, LicenceAct.REVOKE, by, measure=fresh)
    require_heard(fresh, today)
    if carried:
        raise LicenceFault("files_open", centre=centre.code, files=carried)
    if waiting:
        raise LicenceFault("files_waiting", centre=centre.code, files=waiting)
    at = timezone.now()
    centre.terms.filter(ended_at__isnull=True).update(ended_at=at, ended_why=LicenceTerm.Why.REVOKED)
    asked = RenewalRequest.objects.filter(centre=centre, state=RenewalRequest.State.ASKED)
    asked.update(state=RenewalRequest.State.LAPSED, answered_at=at)
    end_all(centre=centre, why=REVOKED, today=today, actor=by.actor if by else SYSTEM)
    settle(fresh, Measure.State.CARRIED_OUT, at=at)
    decided_by = fresh.decided_by.username if fresh.decided_by else ""
    told: dict[str, Any] = {"grounds": fresh.grounds, "note": fresh.note, "decided_by": decided_by}
    record(centre, LicenceAct.REVOKE, by=by, at=at, after=Licence.REVOKED, **told)
    return fresh


def require_heard(measure: Measure, today: date) -> None:
    """Refuse while an appeal against the measure waits for its decision, or may still be made."""
    if appeal_open(measure):
        raise LicenceFault("appeal_open", centre=measure.centre.code)
    until = last_appeal_day(measure)
    if until and today <= until:
        raise LicenceFault("appeal_days", centre=measure.centre.code, until=until)


def appeal_open(measure: Measure) -> bool:
    """Say whether an appeal against the measure waits for the decision of the director general."""
    return Appeal.objects.filter(measure=measure, state=Appeal.State.MADE).exists()


def last_appeal_day(measure: Measure) -> date | None:
    """Return the last day on which an appeal may be made; None where one was made, or nothing is decided."""
    if measure.decided_at is None or Appeal.objects.filter(measure=measure).exists():
        return None
    return appeal_until(timezone.localdate(measure.decided_at))
