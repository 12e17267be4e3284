"""Who screens and reads screenings, who knows of restricted sections, who counsels.

A restricted record that one may not open answers 404, as if it were not there.
"""

from typing import Any

from django.utils import timezone

from hamdeli.casework.models import RestrictedNote
from hamdeli.casework.screening.counselling import counsel
from hamdeli.questionnaires.loading import load_defaults
from tests.casework.screening.making import CALM, VIOLENT, screened
from tests.matrix import COUNTY_WORKERS, Page, World
from tests.support.cast import Cast, case_file

READERS = {
    **{"deputy": 200, "county_head": 200, "centre_head": 200, "worker": 200, "volunteer": 200},
    **dict.fromkeys(COUNTY_WORKERS, 200),
}
BESIDE_NEIGHBOURS = {who: status for who, status in READERS.items() if who != "volunteer"}
"""A volunteer reads own screenings and counselling alone."""
WORKERS = ("county_head", "centre_head", "worker", "volunteer", "enquiring_worker")
REFUSED = dict.fromkeys(READERS, 403)
KNOWING = ("county_head", "supervisor", "worker")
SCREENING = REFUSED | dict.fromkeys(WORKERS, 200)
COUNSELLING = {
    **{"deputy": 200, "county_head": 200, "centre_head": 200, "worker": 200},
    **{"enquiring_worker": 200, "supervisor": 200},
}
COUNSELLING_LIST = COUNSELLING | {"volunteer": 200, "other_county_head": 200, "other_centre_head": 200, "stranger": 200}
COUNSELLORS = dict.fromkeys([*WORKERS, "other_county_head", "other_centre_head"], 200)
WAITING = {"county_head": 200, "supervisor": 200, "other_county_head": 200}


def prepare(cast: Cast) -> dict[str, Any]:
    load_defaults(at=timezone.now())
    file = case_file("F-1", cast.kashan, centre=cast.mehr, worker=cast.worker, aide=cast.volunteer)
    today = timezone.localdate()
    common: dict[str, Any] = {"done_on": today, "today": today}
    words: dict[str, Any] = {"topic": "parenting", "group": False, "minutes": 45, "held_on": today, "text": "said"}
    return {
        "open": screened(file, cast.worker, CALM, key="a", **common),
        "restricted": screened(file, cast.worker, VIOLENT, key="b", **common),
        "note": RestrictedNote.objects.get(),
        "session": counsel(case_files=[file], by=cast.worker, key="c", today=today, **words),
    }


def file(world: World) -> dict[str, Any]:
    return {"code": "F-1"}


def of(name: str) -> Any:
    return lambda world: {"code": "F-1", "pk": world[name].pk}


def session(world: World) -> dict[str, Any]:
    return {"pk": world["session"].pk}


def reason(world: World) -> dict[str, Any]:
    return {"reason": "to speak with the authority"}


def knowing(status: int) -> dict[str, int]:
    return dict.fromkeys(KNOWING, status)


PAGES = [
    Page("desk:file_screening", READERS, args=file),
    Page("desk:screening_new", SCREENING, args=file),
    Page("desk:screening_new", REFUSED | dict.fromkeys(WORKERS, 422), method="POST", args=file),
    Page("desk:screening", BESIDE_NEIGHBOURS, args=of("open")),
    Page("desk:screening", knowing(302), args=of("restricted")),
    Page("desk:screening_opening", knowing(200), method="POST", args=of("restricted"), data=reason),
    Page("desk:screening_opening", knowing(422), method="POST", args=of("restricted")),
    Page("desk:restricted_new", SCREENING, args=file),
    Page("desk:restricted_new", REFUSED | dict.fromkeys(WORKERS, 422), method="POST", args=file),
    Page("desk:restricted_opening", knowing(200), method="POST", args=of("note"), data=reason),
    Page("desk:restricted_opening", knowing(422), method="POST", args=of("note")),
    Page("desk:restricted_authority", knowing(422), method="POST", args=of("note")),
    Page("desk:restricted", WAITING),
    Page("desk:counselling_list", COUNSELLING_LIST),
    Page("desk:counselling_export", COUNSELLING_LIST),
    Page("desk:counselling_new", COUNSELLORS),
    Page("desk:counselling_new", dict.fromkeys(COUNSELLORS, 422), method="POST"),
    Page("desk:counselling", COUNSELLING, args=session),
    Page("desk:counselling_opening", knowing(200), method="POST", args=session),
]
