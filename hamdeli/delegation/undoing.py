"""Undoing a handover as one unit as long as no file was answered; afterwards file by file."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from hamdeli.centres.models import Centre
from hamdeli.delegation.faults import HandoverFault
from hamdeli.delegation.making import Line, digest_of_lines, make_mandates, open_handover
from hamdeli.delegation.models import Handover, Mandate, MandateQuerySet, MandateState
from hamdeli.delegation.moves import Act
from hamdeli.delegation.moving import locked, move
from hamdeli.delegation.telling import tell_centres, tell_counties
from hamdeli.delegation.vacancies import lock_centres, require_may_receive, require_places
from hamdeli.journal.actors import Actor
from hamdeli.journal.changing import Conflict
from hamdeli.journal.writing import write


@transaction.atomic
def undo_handover(*, handover: Handover, actor: Actor, reason: str, seen_version: int) -> Handover:
    """Take the whole handover back and give the files to those who carried them before.

    Refuses with `HandoverFault` when any file was answered, or an earlier centre cannot take its files back; raises
    `Conflict` when somebody changed the handover since `seen_version`.
    """
    if not reason.strip():
        raise HandoverFault("reason_missing")
    at = timezone.now()
    carriers = lock_earlier_centres(Mandate.objects.filter(handover=handover))
    fresh = lock_standing(handover, seen_version)
    mandates = lock_unanswered(fresh)
    restored = take_back(mandates, carriers, actor=actor, at=at, note=reason, origin=fresh)
    Handover.objects.filter(pk=fresh.pk).update(state=Handover.State.UNDONE, undone_at=at, version=fresh.version + 1)
    fresh.refresh_from_db()
    write_down(fresh, restored, actor, reason)
    return fresh


@transaction.atomic
def undo_mandate(*, mandate: Mandate, actor: Actor, reason: str) -> Mandate:
    """Take one file back that was not answered yet, and give it to the centre that carried it before, if any."""
    if not reason.strip():
        raise HandoverFault("reason_missing")
    at = timezone.now()
    carriers = lock_earlier_centres(Mandate.objects.filter(pk=mandate.pk))
    (fresh,) = locked([mandate.pk])
    restored = take_back([fresh], carriers, actor=actor, at=at, note=reason, origin=fresh.handover)
    details = {"centre": fresh.centre.code, "restored": [line.centre.code for line in restored]}
    write(
        actor=actor,
        verb="undid_mandate",
        kind="case_file",
        subject=fresh.case_file.code,
        reason=reason,
        details=details,
    )
    fresh.refresh_from_db()
    return fresh


def lock_earlier_centres(mandates: MandateQuerySet) -> dict[int, Centre]:
    """Lock the centres that carried the files before, and return them by key."""
    before = mandates.filter(follows__state=MandateState.TRANSFERRED).values_list("follows__centre", flat=True)
    return lock_centres(set(before))


def lock_standing(handover: Handover, seen_version: int) -> Handover:
    """Lock the handover, and refuse one that was undone or changed since it was read."""
    fresh = Handover.objects.select_for_update(of=("self",)).select_related("province").get(pk=handover.pk)
    if fresh.state != Handover.State.STANDING:
        by = fresh.mandates.filter(state=MandateState.UNDONE).values_list("ended_by", flat=True).first()
        at = fresh.undone_at.isoformat(timespec="minutes") if fresh.undone_at else ""
        raise HandoverFault("handover_undone", by=by or "", at=at)
    if fresh.version != seen_version:
        raise Conflict(fresh, [], "")
    return fresh


def lock_unanswered(handover: Handover) -> list[Mandate]:
    """Lock the mandates that are to be undone; refuse when any was answered, saying how many."""
    mandates = locked(list(handover.mandates.exclude(state=MandateState.UNDONE).values_list("pk", flat=True)))
    acted_on = sum(mandate.state != MandateState.OFFERED for mandate in mandates)
    if acted_on:
        raise HandoverFault("acted_on", count=acted_on, files=len(mandates))
    return mandates


def take_back(
    mandates: Sequence[Mandate],
    carriers: dict[int, Centre],
    *,
    actor: Actor,
    at: datetime,
    note: str,
    origin: Handover,
) -> list[Line]:
    """Undo locked mandates and give the files to their earlier centres; return what was given."""
    move(mandates, Act.UNDO, actor=actor, at=at, note=note)
    lines = restoring(mandates, carriers)
    tell_centres(mandates, MandateState.UNDONE, at=at, handover=origin)
    tell_counties(mandates, MandateState.UNDONE, at=at, handover=origin)
    if lines:
        give_back(lines, carriers, origin, actor=actor, at=at)
    return lines


def restoring(mandates: Sequence[Mandate], carriers: dict[int, Centre]) -> list[Line]:
    """Return a line for each file that another centre gave up for this mandate, as accepted as it was there."""
    earlier = Mandate.objects.in_bulk([mandate.follows_id for mandate in mandates if mandate.follows_id])
    lines = []
    for mandate in mandates:
        before = earlier.get(mandate.follows_id or 0)
        if before and before.state == MandateState.TRANSFERRED:
            lines.append(Line(mandate.case_file, carriers[before.centre_id], mandate, bool(before.answered_at)))
    return lines


def give_back(
    lines: Sequence[Line], carriers: dict[int, Centre], origin: Handover, *, actor: Actor, at: datetime
) -> None:
    """Make the mandates of the earlier centres; refuse when one has no licence or no place any more."""
    require_may_receive(carriers, origin.province)
    require_places(carriers, Counter(line.centre.pk for line in lines), Counter())
    handover = open_handover(
        lines, act=Handover.Act.RESTORING, province=origin.province, made_by=None, at=at, county=origin.county
    )
    made = make_mandates(handover, lines, actor=actor.name, at=at)
    for state in (MandateState.ACCEPTED, MandateState.OFFERED):
        tell_centres([mandate for mandate in made if mandate.state == state], state, at=at, handover=handover)


def write_down(handover: Handover, restored: Sequence[Line], actor: Actor, reason: str) -> None:
    """Tell the journal: one entry for the whole act."""
    details = {"files": handover.files_count, "restored": len(restored), "digest": digest_of_lines(restored)}
    write(
        actor=actor,
        verb="undid_handover",
        kind="handover",
        subject=handover.code,
        reason=reason,
        details={**details, "version": handover.version},
    )
