"""A centre accepts files that were handed to it."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from hamdeli.centres.models import Centre
from hamdeli.delegation.answering import write_answer
from hamdeli.delegation.faults import HandoverFault
from hamdeli.delegation.models import Mandate, MandateState
from hamdeli.delegation.moves import Act
from hamdeli.delegation.moving import locked, move, require_move
from hamdeli.delegation.telling import tell_counties
from hamdeli.journal.actors import Actor


@transaction.atomic
def accept(*, mandates: Collection[int], actor: Actor) -> int:
    """Accept the mandates with these primary keys, all or none, and return how many.

    Refuses with `HandoverFault` when one was answered already, saying by whom and when.
    """
    at = timezone.now()
    rows = locked(mandates)
    require_move(rows, Act.ACCEPT)
    require_licensed(rows)
    move(rows, Act.ACCEPT, actor=actor, at=at)
    tell_counties(rows, MandateState.ACCEPTED, at=at)
    write_answer(rows, verb="accepted", actor=actor)
    return len(rows)


@transaction.atomic
def accept_all(*, centre: Centre, actor: Actor, up_to: int) -> int:
    """Accept whatever is offered to `centre`, up to the mandate with the primary key `up_to`: the last one seen."""
    offered = Mandate.objects.filter(centre=centre, state=MandateState.OFFERED, pk__lte=up_to)
    return accept(mandates=list(offered.values_list("pk", flat=True)), actor=actor)


def require_licensed(mandates: Collection[Mandate]) -> None:
    """Refuse the answer of a centre whose licence ended since the files were handed over."""
    for mandate in mandates:
        if not mandate.centre.may_receive:
            raise HandoverFault("centre_unlicensed", centre=mandate.centre.code)
