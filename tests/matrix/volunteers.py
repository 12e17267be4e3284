"""Who takes on volunteers, who leads and supervises them, and what they see of themselves."""

from typing import Any

from django.utils import timezone

from hamdeli.casework.helping.giving_files import give_file
from hamdeli.volunteers.certifying import certify
from hamdeli.volunteers.giving_time import confirm_hours, record_hours
from hamdeli.volunteers.models import VolunteerStep
from tests.matrix import COUNTY_WORKERS, Page, World
from tests.support.cast import Cast, case_file
from tests.volunteers.making import active, applied, trained

LEADERS = {"centre_head": 200}
READERS = LEADERS | {"county_head": 200}
SUPERVISOR = {"worker": 200}
LEAD = LEADERS | {"county_head": 403}
LEAD_ALSO = LEAD | {"worker": 403}
LISTS = READERS | {"other_county_head": 200, "other_centre_head": 200}
ALL_WORKERS = ("county_head", "other_county_head", "centre_head", "other_centre_head", "worker", "volunteer")
SEE_FILE = ("deputy", "worker", *COUNTY_WORKERS)


def prepare(cast: Cast) -> dict[str, Any]:
    made = active(cast)
    today = timezone.localdate()
    row = record_hours(
        volunteer=made, minutes=60, what="x", on=made.applied_on, by=cast.worker, today=today, key="matrix"
    )
    confirm_hours(volunteer=made, rows=[row.pk], by=cast.worker)
    certify(volunteer=made, since=made.applied_on, until=today, by=cast.centre_head, today=today)
    file = case_file("F-1", cast.kashan, centre=cast.mehr)
    give_file(case_file=file, volunteer=made, by=cast.centre_head, seen_version=1)
    certificate = VolunteerStep.objects.get(step="certify")
    return {
        "active": made,
        "applied": applied(cast, 1),
        "trained": trained(cast, 2),
        "row": row,
        "certificate": certificate,
    }


def one(name: str) -> Any:
    return lambda world: {"pk": world[name].pk}


def file(world: World) -> dict[str, Any]:
    return {"code": "F-1"}


def refused(answers: dict[str, int]) -> dict[str, int]:
    """Return what an empty form is answered."""
    return {role: 422 if status == 200 else status for role, status in answers.items()}


def deed(name: str, of: str, who: dict[str, int]) -> list[Page]:
    return [Page(name, who, args=one(of)), Page(name, refused(who), args=one(of), method="POST")]


MATCHERS = READERS | dict.fromkeys(SEE_FILE, 403)
PAGES = [
    Page("desk:volunteers", LISTS),
    Page("desk:volunteers_export", LISTS),
    Page("desk:volunteer_new", {"centre_head": 200, "other_centre_head": 200}),
    Page("desk:volunteer_new", {"centre_head": 422, "other_centre_head": 422}, method="POST"),
    Page("desk:supervised_volunteers", dict.fromkeys((*ALL_WORKERS, "enquiring_worker"), 200)),
    Page("desk:volunteer", READERS | SUPERVISOR, args=one("active")),
    Page("desk:volunteer", READERS, args=one("applied")),
    *deed("desk:volunteer_details", "active", LEAD_ALSO),
    *deed("desk:volunteer_vetting", "applied", LEAD),
    *deed("desk:volunteer_refusal", "applied", LEAD),
    *deed("desk:volunteer_training", "active", LEAD_ALSO),
    *deed("desk:volunteer_grade", "trained", LEAD),
    *deed("desk:volunteer_activation", "trained", LEAD),
    *deed("desk:volunteer_terms", "active", LEAD_ALSO),
    *deed("desk:volunteer_leaving", "active", LEAD_ALSO),
    *deed("desk:volunteer_certificate", "active", LEAD_ALSO),
    *deed("desk:volunteer_hours", "active", LEAD | SUPERVISOR),
    Page(
        "desk:hours_confirmation",
        {"centre_head": 302, "county_head": 403, "worker": 302},
        args=one("active"),
        method="POST",
    ),
    Page("desk:hours_taking_back", {"centre_head": 302, "worker": 302}, args=one("row"), method="POST"),
    Page("desk:certificate", LEADERS, args=one("certificate")),
    Page("desk:my_help", {"volunteer": 200}),
    Page("desk:my_hours", {}, method="POST"),
    Page("desk:file_volunteers", MATCHERS, args=file),
    Page("desk:file_volunteer_choice", refused(MATCHERS), args=file, method="POST"),
    Page("desk:file_volunteer_end", MATCHERS | {"centre_head": 302, "county_head": 302}, args=file, method="POST"),
]
