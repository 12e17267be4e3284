"""A centre declines files that were handed to it; they go back to the pool with the reason."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from hamdeli.centres.models import Centre
from hamdeli.delegation.answering import write_answer
from hamdeli.delegation.models import Mandate, MandateState
from hamdeli.delegation.moves import Act
from hamdeli.delegation.moving import locked, move, require_reason
from hamdeli.delegation.telling import tell_counties
from hamdeli.journal.actors import Actor


@transaction.atomic
def decline(*, mandates: Collection[int], reason: str, note: str = "", actor: Actor) -> int:
    """Decline the mandates with these primary keys, all or none, for one coded reason, and return how many."""
    require_reason(reason, note)
    at = timezone.now()
    rows = locked(mandates)
    move(rows, Act.DECLINE, actor=actor, at=at, reason=reason, note=note.strip())
    tell_counties(rows, MandateState.DECLINED, at=at)
    write_answer(rows, verb="declined", actor=actor, reason=reason, details={"note": note.strip()})
    return len(rows)


@transaction.atomic
def decline_all(*, centre: Centre, up_to: int, reason: str, note: str = "", actor: Actor) -> int:
    """Decline whatever is offered to `centre`, up to the mandate with the primary key `up_to`: the last one seen."""
    offered = Mandate.objects.filter(centre=centre, state=MandateState.OFFERED, pk__lte=up_to)
    keys = list(offered.values_list("pk", flat=True))
    return decline(mandates=keys, reason=reason, note=note, actor=actor)
