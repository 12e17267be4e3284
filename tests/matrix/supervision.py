"""Who supervises, and who answers a returned file."""

from typing import Any

from hamdeli.casework.models import Check
from hamdeli.casework.supervision.sampling import month_of
from tests.casework.admission.deciding_world import TODAY
from tests.matrix import Page, World
from tests.support.cast import Cast, case_file

SUPERVISORS = {"deputy": 200, "county_head": 200, "supervisor": 200}
EVERYWHERE = SUPERVISORS | {"stranger": 200, "other_county_head": 200}
WORKERS = {"centre_head": 200, "worker": 200, "volunteer": 200, "enquiring_worker": 200}
SEE_FILE = ("admission_worker", "enquiring_worker", "centre_head", "worker", "volunteer")


def prepare(cast: Cast) -> dict[str, Any]:
    file = case_file("F-1", cast.kashan, centre=cast.mehr, worker=cast.worker, aide=cast.volunteer)
    check = Check.objects.create(case_file=file, supervisor=cast.supervisor, month=month_of(TODAY))
    return {"file": file, "check": check}


def file(world: World) -> dict[str, Any]:
    return {"code": world["file"].code}


def check(world: World) -> dict[str, Any]:
    return {"pk": world["check"].pk}


PAGES = [
    Page("desk:supervision", EVERYWHERE),
    Page("desk:supervised_files", EVERYWHERE),
    Page("desk:sample", dict.fromkeys(EVERYWHERE, 302), method="POST"),
    Page("desk:file_check", dict.fromkeys(SEE_FILE, 403) | dict.fromkeys(SUPERVISORS, 302), method="POST", args=file),
    Page("desk:checks", EVERYWHERE | WORKERS | {"other_centre_head": 200}),
    Page("desk:check", SUPERVISORS | WORKERS, args=check),
    Page(
        "desk:check_finding", dict.fromkeys(WORKERS, 403) | dict.fromkeys(SUPERVISORS, 422), method="POST", args=check
    ),
    Page(
        "desk:check_answer",
        {"deputy": 403, "supervisor": 403, "county_head": 422, **dict.fromkeys(WORKERS, 422)},
        method="POST",
        args=check,
    ),
]
