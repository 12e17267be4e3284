"""Who visits whom, who reads what was seen, and who says who works on a file."""

from typing import Any

from django.utils import timezone

from hamdeli.casework.models import Photo
from hamdeli.casework.visiting.filled import Filled
from hamdeli.casework.visiting.visiting import hand_in
from tests.casework.visiting.making import FACTS, done, file_of, photo, planned
from tests.matrix import COUNTY_WORKERS, Page, World
from tests.support.cast import Cast

CENTRE = ("centre_head", "worker", "volunteer")
READERS = dict.fromkeys(("deputy", "county_head", *CENTRE, *COUNTY_WORKERS), 200)
SEE_ONLY = dict.fromkeys(READERS, 403)
WORKERS = dict.fromkeys(("county_head", "other_county_head", "centre_head", "other_centre_head", "worker"), 200)
WORKERS |= dict.fromkeys(("volunteer", "enquiring_worker"), 200)
ASSIGNERS = dict.fromkeys(("county_head", "other_county_head", "centre_head", "other_centre_head", "supervisor"), 200)


def prepare(cast: Cast) -> dict[str, Any]:
    today = timezone.localdate()
    file, other = file_of(cast, "F-1"), file_of(cast, "F-2")
    common: dict[str, Any] = {"today": today, "day": today}
    waits = planned(cast, file, key="waits", **common)
    made = done(cast, planned(cast, other, key="made", **common), done_on=today, today=today, photos=[photo()])
    told: dict[str, Any] = {"done_on": today, "outcome": "continue", "reason": "stable"}
    twice = hand_in(visit=made, filled=Filled(facts=FACTS[:9], **told), by=cast.worker, key="x", today=today)
    return {
        "file": file,
        "waits": waits,
        "made": made,
        "other": twice.other,
        "photo": Photo.objects.get(),
        "day": today,
    }


def code(world: World) -> dict[str, Any]:
    return {"code": world["file"].code}


def waits(world: World) -> dict[str, Any]:
    return {"code": "F-1", "pk": world["waits"].pk}


def made(world: World) -> dict[str, Any]:
    return {"code": "F-2", "pk": world["made"].pk}


def twice(world: World) -> dict[str, Any]:
    return made(world) | {"other": world["other"].pk}


def picture(world: World) -> dict[str, Any]:
    return made(world) | {"photo": world["photo"].pk}


def new_day(world: World) -> dict[str, Any]:
    return {"planned_on": world["day"].isoformat(), "version": 1}


def why(world: World) -> dict[str, Any]:
    return {"why": "rain", "version": 1}


def day(world: World) -> dict[str, Any]:
    return {"day": world["day"].isoformat()}


CHANGERS = SEE_ONLY | dict.fromkeys(("county_head", "centre_head", "worker", "supervisor"), 302)
PAGES = [
    Page("desk:visits", WORKERS),
    Page("desk:visits_export", WORKERS),
    Page("desk:visits_due", WORKERS),
    Page("desk:visits_due_export", WORKERS),
    Page("desk:visit_plans", dict.fromkeys(WORKERS, 422), method="POST", data=day),
    Page("desk:visit_route", WORKERS),
    Page("desk:visit_route_map", WORKERS),
    Page("desk:visit_route_order", dict.fromkeys(WORKERS, 302), method="POST", data=day),
    Page("desk:assignments", ASSIGNERS),
    Page("desk:assignments_export", ASSIGNERS),
    Page("desk:assignment", dict.fromkeys(ASSIGNERS, 422), method="POST"),
    Page("desk:file_visits", READERS, args=code),
    Page(
        "desk:file_visits",
        SEE_ONLY | dict.fromkeys((*CENTRE, "county_head", "enquiring_worker", "supervisor"), 422),
        method="POST",
        args=code,
    ),
    Page(
        "desk:visit_now",
        SEE_ONLY | dict.fromkeys((*CENTRE, "county_head", "enquiring_worker"), 302),
        method="POST",
        args=code,
    ),
    Page("desk:visit", READERS, args=waits),
    Page("desk:visit", READERS, args=made),
    Page("desk:visit_form", SEE_ONLY | {"worker": 200}, args=waits),
    Page("desk:visit_form", SEE_ONLY | {"worker": 422}, method="POST", args=waits),
    # The second and later writers see the first's change.
    Page("desk:visit_move", CHANGERS | {"county_head": 302}, method="POST", args=waits, data=new_day),
    Page(
        "desk:visit_cancellation",
        SEE_ONLY | {"county_head": 302, "centre_head": 422, "worker": 422, "supervisor": 422},
        method="POST",
        args=waits,
        data=why,
    ),
    Page(
        "desk:visit_decision",
        SEE_ONLY | dict.fromkeys(("county_head", "centre_head", "worker", "supervisor"), 422),
        method="POST",
        args=made,
    ),
    Page(
        "desk:visit_settlement",
        SEE_ONLY | dict.fromkeys(("county_head", "centre_head", "worker", "supervisor"), 422),
        method="POST",
        args=twice,
    ),
    Page("desk:visit_photo", READERS, args=picture),
]
