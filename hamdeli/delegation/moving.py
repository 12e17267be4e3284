"""Moving locked mandates from one state to the next, by the table of moves."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import F

from hamdeli.casework.models import CaseFile
from hamdeli.delegation.faults import HandoverFault
from hamdeli.delegation.models import OPEN_STATES, Mandate, MandateState, Reason
from hamdeli.delegation.moves import MOVES, Act
from hamdeli.journal.actors import Actor

Thing = TypeVar("Thing")
CHUNK = 500
UNCARRIED: dict[str, Any] = {"centre": None, "worker": None, "aide": None}
"""Who works on a file goes with the centre that carries it."""


def in_chunks(things: Sequence[Thing], size: int = CHUNK) -> Iterator[Sequence[Thing]]:
    """Yield `things` in parts of at most `size`: a database takes only so many values in one statement."""
    for start in range(0, len(things), size):
        yield things[start : start + size]


def locked(mandates: Collection[int]) -> list[Mandate]:
    """Lock the mandates with these primary keys, their files first and in the order of codes, and return them."""
    if not mandates:
        raise HandoverFault("nothing_to_do")
    codes: dict[int, str] = {}
    for chunk in in_chunks(sorted(set(mandates))):
        codes.update(Mandate.objects.filter(pk__in=chunk).values_list("pk", "case_file__code"))
    found: list[Mandate] = []
    for chunk in in_chunks(sorted(codes, key=codes.__getitem__)):
        files = CaseFile.objects.filter(mandates__in=chunk).select_for_update(of=("self",)).order_by("code")
        list(files.values_list("pk"))
        rows = Mandate.objects.filter(pk__in=chunk).select_for_update(of=("self",))
        found += rows.select_related("case_file", "centre", "handover").order_by("case_file__code", "pk")
    return found


def require_move(mandates: Sequence[Mandate], act: Act) -> None:
    """Refuse `act` unless the table has it for the state of every mandate."""
    for mandate in mandates:
        if mandate.state not in MOVES[act].before:
            raise refusal(mandate)


def refusal(mandate: Mandate) -> HandoverFault:
    """Say what came before: who answered, and when."""
    if mandate.state == MandateState.OFFERED:
        return HandoverFault("not_answered", file=mandate.case_file.code)
    at = mandate.ended_at or mandate.answered_at
    return HandoverFault(
        "already",
        file=mandate.case_file.code,
        state=mandate.state,
        by=mandate.ended_by or mandate.answered_by,
        at=at.isoformat(timespec="minutes") if at else "",
    )


def require_reason(reason: str, note: str) -> None:
    """Refuse an end without a coded reason, and one whose code says nothing without words."""
    if reason not in Reason.values:
        raise HandoverFault("reason_missing")
    if reason == Reason.OTHER and not note.strip():
        raise HandoverFault("note_missing")


def move(
    mandates: Sequence[Mandate], act: Act, *, actor: Actor, at: datetime, passed_on: bool = False, **told: Any
) -> None:
    """Move locked mandates by `act`; files whose mandates end go back to the pool, unless they are `passed_on` at once.

    `told`: reason, note, checklist.
    """
    require_move(mandates, act)
    after = MOVES[act].after
    ends = after not in OPEN_STATES
    dated = {"ended_at": at, "ended_by": actor.name} if ends else {"answered_at": at, "answered_by": actor.name}
    for chunk in in_chunks(mandates):
        keys = [mandate.pk for mandate in chunk]
        Mandate.objects.filter(pk__in=keys).update(state=after, version=F("version") + 1, **dated, **told)
        if ends and not passed_on:
            files = [mandate.case_file_id for mandate in chunk]
            CaseFile.objects.filter(pk__in=files).update(**UNCARRIED, version=F("version") + 1)
