"""Who sees case files: the county and the province that answer for them, and the centre that carries them.

The volunteer who helps sees the file, not the national codes.
"""

from typing import Any

from tests.matrix import COUNTY_WORKERS, Page, World
from tests.support.cast import Cast, case_file

READERS = {"deputy": 200, "county_head": 200, "centre_head": 200, "worker": 200} | dict.fromkeys(COUNTY_WORKERS, 200)
SEE_ONLY = dict.fromkeys((*COUNTY_WORKERS, "volunteer"), 403)
LISTS = READERS | {"volunteer": 200} | {"other_county_head": 200, "other_centre_head": 200, "stranger": 200}


def prepare(cast: Cast) -> dict[str, Any]:
    return {"file": case_file("10-1000001", cast.kashan, centre=cast.mehr, aide=cast.volunteer)}


def code(world: World) -> dict[str, Any]:
    return {"code": world["file"].code}


def need(world: World) -> dict[str, Any]:
    return {"need": "health", "priority": "4", "version": world["file"].version}


def reason(world: World) -> dict[str, Any]:
    return {"reason": "checking the stipend list"}


PAGES = [
    Page("desk:files", LISTS),
    Page("desk:file_export", LISTS),
    Page("desk:file", READERS | {"volunteer": 200}, args=code),
    Page("desk:file_looks", READERS | SEE_ONLY | {"centre_head": 403, "worker": 403}, args=code),
    Page(
        "desk:file_description",
        # The second and later writers see the first's change.
        SEE_ONLY | {"deputy": 302, "county_head": 409, "centre_head": 403, "worker": 403},
        method="POST",
        args=code,
        data=need,
    ),
    Page("desk:file_identity", READERS | {"volunteer": 403}, method="POST", args=code, data=reason),
]
