"""Appeals: the head of the centre against a measure; the director general decides, never who took the measure."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.centres.licensing.expiring import expire
from hamdeli.centres.licensing.faults import LicenceFault
from hamdeli.centres.licensing.measuring import held, settle
from hamdeli.centres.licensing.policy import appeal_until
from hamdeli.centres.licensing.recording import record, require_move
from hamdeli.centres.models import Appeal, Centre, LicenceAct, LicenceTerm, Measure, RenewalRequest
from hamdeli.journal.once import once

State = Appeal.State
AGAINST = (Measure.State.IN_FORCE, Measure.State.CARRIED_OUT)


@transaction.atomic
def appeal(*, measure: Measure, words: str, by: User, today: date, key: str) -> Appeal:
    """Appeal against a measure within its days, once."""
    if not words.strip():
        raise LicenceFault("words_missing")

    def act() -> int:
        centre, fresh = held(measure, None)
        require_move(centre, LicenceAct.APPEAL, by)
        require_open(fresh, today)
        at = timezone.now()
        made = Appeal.objects.create(measure=fresh, words=words.strip(), made_by=by, made_at=at)
        record(centre, LicenceAct.APPEAL, by=by, at=at, note=words.strip(), measure=fresh.kind)
        return made.pk

    body = [measure.pk, words.strip()]
    return Appeal.objects.get(pk=once(key=key, actor=by.actor, purpose="appeal", body=body, act=act))


def require_open(measure: Measure, today: date) -> None:
    """Refuse an appeal against what is not in force, a second one, and one that comes too late."""
    if measure.state not in AGAINST or measure.decided_at is None:
        raise LicenceFault("measure_missing")
    if Appeal.objects.filter(measure=measure).exists():
        raise LicenceFault("appealed_already")
    until = appeal_until(timezone.localdate(measure.decided_at))
    if today > until:
        raise LicenceFault("appeal_late", until=until)


@transaction.atomic
def hear(
    *, appeal: Appeal, overturn: bool, decision: str, by: User, today: date, seen_version: int | None = None
) -> Appeal:
    """Decide the appeal, with its reason. A measure that is overturned leaves the licence as it was before it."""
    if not decision.strip():
        raise LicenceFault("words_missing")
    centre, measure = held(appeal.measure, None)
    fresh = Appeal.objects.select_for_update(of=("self",)).get(pk=appeal.pk)
    if fresh.state != State.MADE or seen_version not in (None, fresh.version):
        raise LicenceFault("appeal_decided")
    act = LicenceAct.OVERTURN if overturn else LicenceAct.UPHOLD
    others = (measure.proposed_by_id, measure.decided_by_id, fresh.made_by_id)
    require_move(centre, act, by, others=others)
    at = timezone.now()
    fresh.state = State.OVERTURNED if overturn else State.UPHELD
    fresh.decision, fresh.decided_by, fresh.decided_at = decision.strip(), by, at
    fresh.version += 1
    fresh.save()
    after = restore(centre, measure) if overturn else centre.licence
    record(centre, act, by=by, at=at, after=after, note=decision.strip(), measure=measure.kind)
    expire(centre=centre, today=today)
    return fresh


def restore(centre: Centre, measure: Measure) -> str:
    """Undo what the measure did, and return the state of the licence before it; what had ended already stays so."""
    after = measure.before if measure.state in AGAINST and measure.kind != Measure.Kind.REFUSAL else centre.licence
    if measure.state == Measure.State.CARRIED_OUT:
        ended = LicenceTerm.objects.filter(centre=centre, ended_why="revoked", ended_at__gte=measure.decided_at)
        ended.update(ended_at=None, ended_why="")
        lapsed = RenewalRequest.objects.filter(centre=centre, state=RenewalRequest.State.LAPSED)
        lapsed.filter(answered_at__gte=measure.decided_at).update(state=RenewalRequest.State.ASKED, answered_at=None)
    if measure.state in AGAINST:
        settle(measure, Measure.State.OVERTURNED, at=timezone.now())
        back = Measure.objects.filter(absorbed_by=measure)
        back.update(state=Measure.State.IN_FORCE, absorbed_by=None, ended_at=None)
    elif measure.absorbed_by:
        Measure.objects.filter(absorbed=measure).update(before=measure.before)
        measure.absorbed_by = None
        settle(measure, Measure.State.OVERTURNED, at=timezone.now())
    return after
