"""Moving a locked licence by the table: the one place that writes `Centre.licence`, with its row and its entry."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from hamdeli.accounts.models import User
from hamdeli.centres.licensing.belonging import belongs
from hamdeli.centres.licensing.faults import LicenceFault
from hamdeli.centres.licensing.moves import MOVES, Need
from hamdeli.centres.models import Centre, LicenceAct, LicenceMove, LicenceTerm, Measure
from hamdeli.journal.actors import SYSTEM
from hamdeli.journal.writing import write


def locked(centre: Centre, seen_version: int | None = None) -> Centre:
    """Lock the centre and return it as it is now; refuse when it changed since `seen_version`."""
    fresh = Centre.objects.select_for_update(of=("self",)).get(pk=centre.pk)
    if seen_version not in (None, fresh.version):
        raise LicenceFault("moved_on", centre=fresh.code, state=fresh.licence)
    return fresh


def require_move(
    centre: Centre, act: LicenceAct, by: User | None, *, measure: Measure | None = None, others: tuple[Any, ...] = ()
) -> None:
    """Refuse what the table does not have. `others`: primary keys of those who had a hand in it before."""
    move = MOVES[act]
    if centre.licence not in move.before:
        raise LicenceFault("no_such_move", centre=centre.code, state=centre.licence)
    if move.stage and (measure is None or measure.state != move.stage or (move.kind and measure.kind != move.kind)):
        raise LicenceFault("measure_missing")
    if by and Need.OUTSIDER in move.needs and belongs(by, centre):
        raise LicenceFault("not_outsider", centre=centre.code)
    if by and Need.ANOTHER in move.needs and by.pk in others:
        raise LicenceFault("same_person", by=by.username)
    if by and Need.PROPOSER in move.needs and measure and measure.proposed_by_id != by.pk:
        raise LicenceFault("not_proposer")


@transaction.atomic
def record(
    centre: Centre,
    act: LicenceAct,
    *,
    by: User | None,
    at: datetime,
    after: str | None = None,
    term: LicenceTerm | None = None,
    grounds: str = "",
    note: str = "",
    until: date | None = None,
    **details: Any,
) -> LicenceMove:
    """Move the locked centre to `after` (its state as it is, without), and tell the journal."""
    before, after = centre.licence, after or centre.licence
    if before not in MOVES[act].before or after not in MOVES[act].after:
        raise LicenceFault("no_such_move", centre=centre.code, state=before)
    centre.licence, centre.licence_note = after, note[:300]
    centre.version += 1
    centre.save()
    move = LicenceMove.objects.create(
        centre=centre,
        term=term,
        act=act,
        before=before,
        after=after,
        by=by,
        at=at,
        grounds=grounds,
        note=note,
        until=until,
    )
    told = {"act": act.value, "version": centre.version, "changes": {"licence": [before, after]}, **details}
    actor = by.actor if by else SYSTEM
    write(actor=actor, verb="licensed", kind="centre", subject=centre.code, reason=grounds, details=told)
    return move
