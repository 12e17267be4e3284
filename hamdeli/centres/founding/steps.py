"""Taking a step with an application: locked, looked at, moved, kept as a step, told to the journal."""

from datetime import date
from typing import Any

from django.utils import timezone

from hamdeli.accounts.access import as_of_now
from hamdeli.accounts.models import User
from hamdeli.centres.founding.access import has_right, may_write
from hamdeli.centres.founding.faults import FoundingFault
from hamdeli.centres.founding.moves import MOVES, STANDING, Act, State
from hamdeli.centres.models import Founding, FoundingStep
from hamdeli.journal.actors import SYSTEM
from hamdeli.journal.changing import conflict
from hamdeli.journal.writing import write

KIND = "founding"
VERBS = {
    Act.BEGIN: "founding_begun",
    Act.SUBMIT: "founding_submitted",
    Act.TAKE_UP: "founding_taken_up",
    Act.HAND_BACK: "founding_returned",
    Act.ENDORSE: "founding_endorsed",
    Act.APPROVE: "founding_approved",
    Act.OPEN: "founding_opened",
    Act.LAPSE: "founding_lapsed",
    Act.REFUSE: "founding_refused",
    Act.WITHDRAW: "founding_withdrawn",
}


def locked(founding: Founding, seen_version: int | None = None) -> Founding:
    """Lock the application and return it; raises `Conflict` where it is not as it was seen."""
    rows = Founding.objects.select_for_update(of=("self",)).select_related("county", "province", "applicant")
    fresh = rows.get(pk=founding.pk)
    if seen_version is not None and fresh.version != seen_version:
        raise conflict(fresh, seen_version=seen_version, values={}, kind=KIND, subject=str(fresh.pk))
    return fresh


def require_writer(by: User, founding: Founding) -> None:
    """Refuse unless `by` wrote the application, may still write there, and it is open for changes."""
    if not may_write(as_of_now(by), founding):
        raise FoundingFault("not_yours")
    if not founding.is_writable:
        raise FoundingFault("not_now", state=founding.state)


def require_move(founding: Founding, act: Act, by: User | None) -> None:
    """Refuse an act that the table does not allow from where the application stands, or not to `by`."""
    move, state = MOVES[act], State(founding.state)
    if state not in move.rights:
        raise FoundingFault("not_now", state=founding.state)
    if by is None:
        return
    now = as_of_now(by)
    if move.own:
        if not may_write(now, founding):
            raise FoundingFault("not_yours")
        return
    right = move.rights[state]
    if right is None or not has_right(now, founding, right):
        raise FoundingFault("may_not")


def step(
    founding: Founding,
    act: Act,
    *,
    by: User | None,
    on: date,
    values: dict[str, Any] | None = None,
    note: str = "",
    details: dict[str, Any] | None = None,
) -> Founding:
    """Move a locked application by the table, keep the step and tell the journal. No look at rights.

    `note` was written by hand and stays in the step; `details` are plain values for the step and the journal.
    """
    move, before = MOVES[act], State(founding.state)
    if before not in move.rights or move.after is None:
        raise FoundingFault("not_now", state=founding.state)
    for name, value in {**(values or {}), "state": move.after}.items():
        setattr(founding, name, value)
    founding.version += 1
    founding.save()
    founding.trustees.update(standing=founding.state in STANDING)
    keep(founding, act, by=by, on=on, before=before, note=note, details=details)
    return founding


def keep(
    founding: Founding,
    act: Act,
    *,
    by: User | None,
    on: date,
    before: str = "",
    note: str = "",
    details: dict[str, Any] | None = None,
) -> None:
    """Store the step and tell the journal."""
    FoundingStep.objects.create(
        founding=founding,
        act=act,
        before=before,
        after=founding.state,
        on=on,
        by=by,
        at=timezone.now(),
        note=note,
        details=details or {},
    )
    told = {"on": on, "version": founding.version, "changes": {"state": [before, str(founding.state)]}}
    actor = by.actor if by else SYSTEM
    write(actor=actor, verb=VERBS[act], kind=KIND, subject=str(founding.pk), details=told | (details or {}))
