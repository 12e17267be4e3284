"""Keeping the order in which a visitor goes on a day."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from hamdeli.accounts.access import as_of_now
from hamdeli.accounts.models import User
from hamdeli.casework.models import Visit
from hamdeli.casework.visiting.access import planned_for
from hamdeli.journal.writing import write


@transaction.atomic
def keep_route(*, visitor: User, day: date, order: Sequence[int]) -> int:
    """Number the visits of `visitor` on `day` as `order` (primary keys) has them, and return how many.

    What is not of that day, or not the visitor's, is left out.
    """
    there = {visit.pk: visit for visit in planned_for(as_of_now(visitor)).filter(planned_on=day)}
    wanted = [there[pk] for pk in dict.fromkeys(order) if pk in there]
    for number, visit in enumerate(wanted, 1):
        Visit.objects.filter(pk=visit.pk, state=Visit.State.PLANNED).update(order=number)
    if wanted:
        details = {"day": str(day), "visits": [visit.pk for visit in wanted]}
        write(actor=visitor.actor, verb="route_kept", kind="visit", subject=str(day), details=details)
    return len(wanted)
