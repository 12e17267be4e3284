"""Planning an inspection, and cancelling one."""

from datetime import date, timedelta
from random import SystemRandom

from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.centres.inspecting.belonging import require_foreign
from hamdeli.centres.inspecting.faults import InspectionFault
from hamdeli.centres.inspecting.steps import moved, required, told
from hamdeli.centres.models import Centre, Inspection, Licence
from hamdeli.journal.writing import write

CHANCE = SystemRandom()
AHEAD = timedelta(days=365)
OVER = frozenset({Licence.REVOKED, Licence.EXPIRED})
"""Such a centre does not work any more. One that is suspended is inspected before it works again."""


@transaction.atomic
def plan(
    *, centre: Centre, inspector: User, planned_on: date, by: User, today: date, occasion: str = "regular"
) -> Inspection:
    """Plan an inspection of a centre by somebody who does not belong to it; one at a time. Raises `InspectionFault`."""
    locked = Centre.objects.select_for_update(of=("self",)).get(pk=centre.pk)
    if locked.licence in OVER:
        raise InspectionFault("licence", centre=locked.code, licence=locked.licence)
    if planned_on < today:
        raise InspectionFault("past")
    if planned_on > today + AHEAD:
        raise InspectionFault("too_far")
    require_foreign(inspector, locked, timezone.now())
    planned = Inspection.objects.filter(centre=locked, state=Inspection.State.PLANNED).first()
    if planned:
        raise InspectionFault("planned_already", planned=planned.code)
    made = Inspection.objects.create(
        code=new_code(),
        centre=locked,
        occasion=Inspection.Occasion(occasion),
        planned_on=planned_on,
        inspector=inspector,
        licence_before=locked.licence,
        made_by=by,
        made_at=timezone.now(),
    )
    details = {"inspection": made.code, "on": f"{planned_on}", "inspector": inspector.username}
    write(actor=by.actor, verb="planned_inspection", kind="centre", subject=locked.code, details=details)
    return made


@transaction.atomic
def cancel(*, inspection: Inspection, reason: str, by: User, seen_version: int) -> Inspection:
    """Cancel an inspection that was not done, with the reason."""
    fresh = moved(inspection, "cancel", seen_version)
    fresh.cancelled_why = required(reason)
    fresh.licence_after = fresh.centre.licence
    fresh.save()
    return told(fresh, "cancelled_inspection", by, reason)


def new_code() -> str:
    """Return a code that no inspection has and that tells nothing."""
    while True:
        code = f"I-{CHANCE.randrange(10**7, 10**8)}"
        if not Inspection.objects.filter(code=code).exists():
            return code
