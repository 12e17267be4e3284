"""Notices: what each side of a mandate is told."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from hamdeli.delegation.models import Handover, Mandate, MandateState, Notice


def tell_centres(
    mandates: Sequence[Mandate], event: MandateState, *, at: datetime, handover: Handover | None = None
) -> None:
    """Tell each centre how many of its mandates this happened to: one notice a centre."""
    sides = defaultdict(list)
    for mandate in mandates:
        sides[(mandate.centre.county_id, mandate.centre_id)].append(mandate)
    Notice.objects.bulk_create(
        notice(theirs, event, place_id=place_id, centre_id=centre_id, at=at, handover=handover)
        for (place_id, centre_id), theirs in sorted(sides.items())
    )


def tell_counties(
    mandates: Sequence[Mandate], event: MandateState, *, at: datetime, handover: Handover | None = None
) -> None:
    """Tell the office of each file's county how many of its files this happened to: one notice a county."""
    sides = defaultdict(list)
    for mandate in mandates:
        sides[mandate.case_file.county_id].append(mandate)
    Notice.objects.bulk_create(
        notice(theirs, event, place_id=place_id, at=at, handover=handover) for place_id, theirs in sorted(sides.items())
    )


def notice(
    mandates: Sequence[Mandate],
    event: MandateState,
    *,
    place_id: int,
    at: datetime,
    centre_id: int | None = None,
    handover: Handover | None = None,
) -> Notice:
    """Return the notice to one side, naming the mandate when it is a single one."""
    return Notice(
        place_id=place_id,
        centre_id=centre_id,
        event=event,
        handover=handover,
        mandate=mandates[0] if len(mandates) == 1 else None,
        files_count=len(mandates),
        at=at,
    )
