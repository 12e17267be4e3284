"""A centre returns a file that it carried; the file goes back to the pool."""

from django.db import transaction
from django.utils import timezone

from hamdeli.delegation.checklists import Checklist
from hamdeli.delegation.ending import end, write_end
from hamdeli.delegation.models import Mandate
from hamdeli.delegation.moves import Act
from hamdeli.journal.actors import Actor


@transaction.atomic
def return_file(
    *,
    mandate: Mandate,
    reason: str,
    note: str = "",
    checklist: Checklist,
    actor: Actor,
    seen_version: int | None = None,
) -> Mandate:
    """End the mandate as returned, with the coded reason and the filled checklist; both sides are told."""
    ended = end(
        mandate,
        Act.RETURN,
        reason=reason,
        note=note,
        checklist=checklist,
        actor=actor,
        at=timezone.now(),
        seen_version=seen_version,
    )
    write_end(ended, verb="returned", actor=actor)
    return ended
