"""What returning, recalling and transferring have in common: a file leaves a centre, with its checklist."""

from datetime import datetime

from hamdeli.delegation.checklists import Checklist
from hamdeli.delegation.models import Mandate
from hamdeli.delegation.moves import MOVES, Act
from hamdeli.delegation.moving import locked, move, require_reason
from hamdeli.delegation.telling import tell_centres, tell_counties
from hamdeli.journal.actors import Actor
from hamdeli.journal.changing import Conflict
from hamdeli.journal.writing import write


def end(
    mandate: Mandate,
    act: Act,
    *,
    reason: str,
    note: str,
    checklist: Checklist,
    actor: Actor,
    at: datetime,
    seen_version: int | None,
) -> Mandate:
    """End one mandate by `act` with its reason and checklist, and tell both sides. Returns it as it is now.

    Refuses with `HandoverFault`; raises `Conflict` when the mandate changed since `seen_version` and could still move.
    """
    require_reason(reason, note)
    filled = checklist.plain()
    (fresh,) = locked([mandate.pk])
    if seen_version not in (None, fresh.version) and fresh.state in MOVES[act].before:
        raise Conflict(fresh, [], fresh.answered_by)
    move([fresh], act, actor=actor, at=at, reason=reason, note=note.strip(), checklist=filled)
    fresh.refresh_from_db()
    tell_centres([fresh], MOVES[act].after, at=at)
    tell_counties([fresh], MOVES[act].after, at=at)
    return fresh


def write_end(mandate: Mandate, *, verb: str, actor: Actor, to_centre: str = "") -> None:
    """Tell the journal about the file that left its centre."""
    details = {"centre": mandate.centre.code, "note": mandate.note, "to_centre": to_centre}
    code = mandate.case_file.code
    write(actor=actor, verb=verb, kind="case_file", subject=code, reason=mandate.reason, details=details)
