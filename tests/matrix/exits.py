"""Who ends the support of a family, who looks after it again, and who opens its file anew."""

from typing import Any

from tests.casework.exits.making import closed
from tests.casework.planning.making import carried
from tests.matrix import COUNTY_WORKERS, Page, World
from tests.support.cast import Cast

READERS = {"deputy": 200, "county_head": 200, "centre_head": 200, "worker": 200} | dict.fromkeys(COUNTY_WORKERS, 200)
CLOSERS = dict.fromkeys(READERS, 403) | {"county_head": 200, "centre_head": 200}
WORKERS = READERS | {"deputy": 403, "admission_worker": 403, "supervisor": 403}
LISTS = READERS | {"volunteer": 200, "other_county_head": 200, "other_centre_head": 200, "stranger": 200}


def refused(answers: dict[str, int]) -> dict[str, int]:
    """Return what an empty form is answered."""
    return {role: 422 if status == 200 else status for role, status in answers.items()}


def prepare(cast: Cast) -> dict[str, Any]:
    made = closed(cast, carried(cast, "F-2"))
    return {"file": carried(cast, aide=cast.volunteer), "exit": made, "look": made.follow_ups.order_by("months")[0]}


def file(world: World) -> dict[str, Any]:
    return {"code": world["file"].code}


def made(world: World) -> dict[str, Any]:
    return {"pk": world["exit"].pk}


def look(world: World) -> dict[str, Any]:
    return {"pk": world["look"].pk}


def centre(world: World) -> dict[str, Any]:
    return {"code": "10-001"}


PAGES = [
    Page("desk:file_exit", READERS | {"volunteer": 200}, args=file),
    Page("desk:file_closing", CLOSERS | {"volunteer": 403}, args=file),
    Page("desk:file_closing", refused(CLOSERS) | {"volunteer": 403}, args=file, method="POST"),
    Page("desk:exit_reopening", CLOSERS, args=made),
    Page("desk:exit_reopening", refused(CLOSERS), args=made, method="POST"),
    Page("desk:follow_ups", LISTS),
    Page("desk:follow_ups_export", LISTS),
    Page("desk:follow_up", WORKERS, args=look),
    Page("desk:follow_up", refused(WORKERS), args=look, method="POST"),
    Page("desk:centre_exits", LISTS, args=centre),
]
