"""Who reads a score, who makes one, and who writes the tables. The volunteer who helps with a file does none of it."""

from typing import Any

from hamdeli.casework.models import CaseFile
from tests.casework.admission.deciding_world import ready
from tests.matrix import COUNTY_WORKERS, Page, World
from tests.support.cast import Cast

CENTRE = {"centre_head": 200, "worker": 200, "volunteer": 403}
SEEN = {"deputy": 200, "county_head": 200, **dict.fromkeys(COUNTY_WORKERS, 200), **CENTRE}
READERS = dict.fromkeys(SEEN, 403)
LIST = {
    **{"deputy": 200, "stranger": 200, "county_head": 200, "other_county_head": 200},
    **{"admission_worker": 200, "supervisor": 200},
}
WRITERS = {"deputy": 200, "stranger": 200}


def prepare(cast: Cast) -> dict[str, Any]:
    file = ready("F-1", cast)
    CaseFile.objects.update(state="active", centre=cast.mehr, aide=cast.volunteer)
    return {"file": file}


def file(world: World) -> dict[str, Any]:
    return {"code": world["file"].code}


def first(world: World) -> dict[str, Any]:
    return {"number": 1}


def hardship(world: World) -> dict[str, Any]:
    return {"kind": "debt", "since": "1404/01/01", "until": "1300/01/01"}


PAGES = [
    Page("desk:file_score", SEEN, args=file),
    Page("desk:file_score", READERS | {"county_head": 302, "admission_worker": 302}, method="POST", args=file),
    Page("desk:file_order", SEEN, args=file),
    Page(
        "desk:file_hardships",
        READERS | {"county_head": 422, "admission_worker": 422},
        method="POST",
        args=file,
        data=hardship,
    ),
    Page("desk:waiting_list", LIST),
    Page("desk:waiting_export", LIST),
    Page("desk:score_tables", WRITERS),
    Page("desk:score_table", WRITERS, args=first),
    Page("desk:score_table_file", WRITERS, args=first),
    Page("desk:new_score_table", WRITERS),
    Page("desk:new_score_table", dict.fromkeys(WRITERS, 422), method="POST"),
]
