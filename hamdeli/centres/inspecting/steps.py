"""What every act on an inspection does: lock the row, ask the table of moves and the version, tell the journal."""

from hamdeli.accounts.models import User
from hamdeli.centres.inspecting.faults import InspectionFault
from hamdeli.centres.inspecting.moves import MOVES
from hamdeli.centres.models import Inspection
from hamdeli.journal.changing import Conflict
from hamdeli.journal.writing import write


def moved(inspection: Inspection, act: str, seen_version: int) -> Inspection:
    """Return the locked row in its next state and version, not saved yet.

    Raises `InspectionFault` for what the table does not have, and `Conflict` when somebody was faster.
    """
    rows = Inspection.objects.select_for_update(of=("self",)).select_related("centre", "inspector")
    fresh = rows.get(pk=inspection.pk)
    before, after, _right = MOVES[act]
    if fresh.state not in before:
        raise InspectionFault("moved_on", state=fresh.state)
    if fresh.version != seen_version:
        raise Conflict(fresh, [], "")
    fresh.state = after
    fresh.version += 1
    return fresh


def required(words: str) -> str:
    """Return the words without blanks around them; refuse none."""
    if not words.strip():
        raise InspectionFault("words_missing")
    return words.strip()


def told(inspection: Inspection, verb: str, by: User, reason: str = "", **details: object) -> Inspection:
    """Write the act into the journal of the centre."""
    known = {"inspection": inspection.code, "version": inspection.version, **details}
    write(actor=by.actor, verb=verb, kind="centre", subject=inspection.centre.code, reason=reason, details=known)
    return inspection
