"""When the door of a centre is open, and under which number it answers."""

from collections.abc import Mapping
from datetime import time

from django.db import transaction

from hamdeli.centres.living.faults import LivingFault
from hamdeli.centres.living.versions import locked
from hamdeli.centres.models import Centre, OpeningHours, Weekday
from hamdeli.journal.actors import Actor
from hamdeli.journal.writing import write

Hours = Mapping[int, tuple[time | None, time | None]]


@transaction.atomic
def set_hours(*, centre: Centre, phone: str, hours: Hours, seen_version: int, actor: Actor) -> Centre:
    """Save telephone (in its stored form) and opening hours by weekday; a day without both is closed.

    Raises `LivingFault` or `Conflict`.
    """
    open_days = {day: span for day, span in hours.items() if any(span)}
    for day, (opens, closes) in open_days.items():
        if opens is None or closes is None or closes <= opens:
            raise LivingFault("hours_unfit", day=str(Weekday(day).label))
    fresh = locked(centre, seen_version, {"phone": phone})
    changes = {"phone": [fresh.phone, phone]} if fresh.phone != phone else {}
    fresh.opening_hours.all().delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(centre=fresh, weekday=day, opens=opens, closes=closes)
        for day, (opens, closes) in sorted(open_days.items())
        if opens and closes
    )
    fresh.phone = phone
    fresh.version += 1
    fresh.save(update_fields=["phone", "version"])
    details = {"version": fresh.version, "changes": changes, "open_days": len(open_days)}
    write(actor=actor, verb="set_hours", kind="centre", subject=fresh.code, details=details)
    return fresh
