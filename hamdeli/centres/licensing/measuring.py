"""Measures about a licence: one person proposes, another decides; a suspension is lifted. See also `revoking.py`."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.centres.licensing.expiring import expire
from hamdeli.centres.licensing.faults import LicenceFault
from hamdeli.centres.licensing.moves import MOVES
from hamdeli.centres.licensing.policy import POLICY
from hamdeli.centres.licensing.recording import locked, record, require_move
from hamdeli.centres.models import Centre, Grounds, Licence, LicenceAct, Measure, RenewalRequest
from hamdeli.journal.once import once
from hamdeli.persian.calendar import months_after

Kind, State = Measure.Kind, Measure.State
DECISION: dict[str, LicenceAct] = {
    Kind.SUSPENSION: LicenceAct.SUSPEND,
    Kind.REFUSAL: LicenceAct.REFUSE,
    Kind.REVOCATION: LicenceAct.DECIDE,
}


@dataclass(frozen=True)
class Asked:
    """What somebody proposes: the measure, why, and for a suspension until when."""

    kind: str
    grounds: str
    note: str = ""
    until: date | None = None


@transaction.atomic
def propose(*, centre: Centre, asked: Asked, by: User, today: date, key: str) -> Measure:
    """Propose a measure about the centre; another person decides."""
    require_sound(asked, today)

    def act() -> int:
        fresh = locked(centre)
        require_move(fresh, LicenceAct.PROPOSE, by)
        require_proposable(fresh, asked.kind)
        at = timezone.now()
        told: dict[str, Any] = {"grounds": asked.grounds, "note": asked.note.strip(), "until": asked.until}
        made = Measure.objects.create(
            centre=fresh, kind=asked.kind, before=fresh.licence, proposed_by=by, proposed_at=at, **told
        )
        record(fresh, LicenceAct.PROPOSE, by=by, at=at, measure=asked.kind, **told)
        return made.pk

    body = [centre.code, asked.kind, asked.grounds, asked.note, asked.until]
    return Measure.objects.get(pk=once(key=key, actor=by.actor, purpose="propose a measure", body=body, act=act))


def require_sound(asked: Asked, today: date) -> None:
    """Refuse a measure without a reason, and a suspension without its end."""
    if asked.grounds not in Grounds.values:
        raise LicenceFault("grounds_missing")
    if asked.grounds == Grounds.OTHER and not asked.note.strip():
        raise LicenceFault("words_missing")
    if asked.kind == Kind.SUSPENSION:
        longest = months_after(today, POLICY.longest_suspension_months)
        if asked.until is None or not today < asked.until <= longest:
            raise LicenceFault("until_missing")


def require_proposable(centre: Centre, kind: str) -> None:
    """Refuse a second proposal, one beside a measure that is in force, and one that could not be decided as it stands.

    A suspension may lead to a revocation.
    """
    code = hindrance(centre, kind, standing_of(centre))
    if code:
        raise LicenceFault(code, centre=centre.code, state=centre.licence)


def proposable(centre: Centre) -> list[str]:
    """Return the kinds of measures that may be proposed about the centre as it is."""
    standing = standing_of(centre)
    return [kind for kind in Kind.values if not hindrance(centre, kind, standing)]


def standing_of(centre: Centre) -> dict[str, str]:
    """Return the kind of the measure that is proposed, and of the one in force, by these states."""
    return {measure.state: measure.kind for measure in centre.measures.filter(state__in=OPEN)}


def hindrance(centre: Centre, kind: str, standing: dict[str, str]) -> str:
    """Return the code of what stands against a measure of that kind, nothing where it may be proposed."""
    if State.PROPOSED in standing:
        return "measure_open"
    if standing and (kind != Kind.REVOCATION or standing[State.IN_FORCE] == Kind.REVOCATION):
        return "measure_stands"
    return "" if decidable(centre, kind) else "no_such_move"


def decidable(centre: Centre, kind: str) -> bool:
    """Say whether a measure of that kind can be decided with the licence as it is."""
    return kind not in DECISION or centre.licence in MOVES[DECISION[kind]].before


OPEN = (State.PROPOSED, State.IN_FORCE)


def held(measure: Measure, seen_version: int | None) -> tuple[Centre, Measure]:
    """Lock the centre and its measure, and return both as they are now."""
    centre = locked(measure.centre)
    fresh = Measure.objects.select_for_update(of=("self",)).get(pk=measure.pk)
    if seen_version not in (None, fresh.version):
        raise LicenceFault("moved_on", centre=centre.code, state=centre.licence)
    return centre, fresh


@transaction.atomic
def decide(*, measure: Measure, by: User, today: date, note: str = "", seen_version: int | None = None) -> Measure:
    """Put the proposed measure into force: another person than who proposed it, and nobody of the centre."""
    centre, fresh = held(measure, seen_version)
    act = DECISION[fresh.kind]
    require_move(centre, act, by, measure=fresh, others=(fresh.proposed_by_id,))
    if fresh.until and fresh.until <= today:
        raise LicenceFault("until_missing")
    at = timezone.now()
    absorb(centre, fresh, at)
    fresh.before = centre.licence
    settle(fresh, State.IN_FORCE, by=by, at=at)
    after = centre.licence if act == LicenceAct.REFUSE else Licence.SUSPENDED
    words = note.strip() or fresh.note
    record(centre, act, by=by, at=at, after=after, grounds=fresh.grounds, note=words, until=fresh.until)
    if fresh.kind == Kind.REFUSAL:
        refused = RenewalRequest.objects.filter(centre=centre, state=RenewalRequest.State.ASKED)
        refused.update(state=RenewalRequest.State.REFUSED, answered_at=at)
    return fresh


def absorb(centre: Centre, measure: Measure, at: datetime) -> None:
    """Let a revocation take the place of the measure that is in force."""
    standing = centre.measures.filter(state=State.IN_FORCE)
    if measure.kind == Kind.REVOCATION:
        standing.update(state=State.ABSORBED, absorbed_by=measure, ended_at=at)
    elif standing.exists():
        raise LicenceFault("measure_stands")


def settle(measure: Measure, state: str, *, at: datetime, by: User | None = None) -> None:
    """Store the measure in its new state."""
    if by and measure.decided_by is None:
        measure.decided_by, measure.decided_at = by, at
    measure.state = state
    measure.ended_at = None if state == State.IN_FORCE else at
    measure.version += 1
    measure.save()


@transaction.atomic
def dismiss(*, measure: Measure, by: User, note: str, seen_version: int | None = None) -> Measure:
    """Let a proposed measure drop, and say why: another person than who proposed it."""
    if not note.strip():
        raise LicenceFault("words_missing")
    centre, fresh = held(measure, seen_version)
    require_move(centre, LicenceAct.DISMISS, by, measure=fresh, others=(fresh.proposed_by_id,))
    at = timezone.now()
    settle(fresh, State.DISMISSED, by=by, at=at)
    record(centre, LicenceAct.DISMISS, by=by, at=at, note=note.strip(), measure=fresh.kind)
    return fresh


@transaction.atomic
def withdraw(*, measure: Measure, by: User, note: str, seen_version: int | None = None) -> Measure:
    """Take back a measure that one proposed oneself and that nobody has decided, and say why."""
    if not note.strip():
        raise LicenceFault("words_missing")
    centre, fresh = held(measure, seen_version)
    require_move(centre, LicenceAct.WITHDRAW, by, measure=fresh)
    at = timezone.now()
    settle(fresh, State.WITHDRAWN, at=at)
    record(centre, LicenceAct.WITHDRAW, by=by, at=at, note=note.strip(), measure=fresh.kind)
    return fresh


@transaction.atomic
def lift(*, measure: Measure, by: User | None, today: date, note: str = "", seen_version: int | None = None) -> Measure:
    """End a suspension or a refusal to renew: the licence is what it was before, or expired if its days are over.

    Without `by` the last day of the suspension has passed.
    """
    centre, fresh = held(measure, seen_version)
    act = LicenceAct.ALLOW if fresh.kind == Kind.REFUSAL else LicenceAct.LIFT
    require_move(centre, act, by, measure=fresh)
    at = timezone.now()
    settle(fresh, State.ENDED, at=at)
    after = fresh.before if act == LicenceAct.LIFT else centre.licence
    record(centre, act, by=by, at=at, after=after, note=note.strip())
    expire(centre=centre, today=today)
    return fresh
