"""Who sees licences: whoever sees the centre. Who gives, proposes, decides, appeals is said by the table of moves."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from hamdeli.centres.licensing.appealing import appeal
from hamdeli.centres.licensing.giving import give
from hamdeli.centres.licensing.measuring import Asked, decide, propose
from hamdeli.centres.models import Measure
from tests.matrix import COUNTY_WORKERS, Page, World
from tests.support.cast import Cast

LISTS = dict.fromkeys(
    (
        *("director", "deputy", "participation", "county_head", "other_county_head", "centre_head"),
        *("other_centre_head", "worker", "inspector", "supporter", "stranger", *COUNTY_WORKERS),
    ),
    200,
)
READERS = {name: 200 for name in LISTS if name not in ("other_county_head", "other_centre_head", "stranger")}
REFUSED = dict.fromkeys(READERS, 403)
LICENSES = REFUSED | {"participation": 200}
PROPOSES = LICENSES | {"county_head": 200, "inspector": 200}
RUNS = REFUSED | {"centre_head": 200}
HEARS = REFUSED | {"director": 200}


def prepare(cast: Cast) -> dict[str, Any]:
    today = timezone.localdate()
    begins = today - timedelta(days=700)
    ends = today + timedelta(days=20)
    term = give(centre=cast.mehr, kind="full", begins=begins, ends=ends, by=cast.participation, key="matrix")
    asked = Asked("suspension", "findings", "seen", today + timedelta(days=30))
    measure = propose(centre=cast.mehr, asked=asked, by=cast.county_head, today=today, key="matrix-measure")
    return {"term": term, "measure": measure, "cast": cast, "today": today}


def code(world: World) -> dict[str, Any]:
    return {"code": "10-001"}


def measure(world: World) -> dict[str, Any]:
    return {"pk": world["measure"].pk}


def in_force(world: World) -> dict[str, Any]:
    """Let the measure be decided, and appealed."""
    decided = decide(measure=world["measure"], by=world["cast"].participation, today=world["today"])
    appeal(measure=decided, words="no", by=world["cast"].centre_head, today=world["today"], key="matrix")
    return measure(world)


def made(world: World) -> dict[str, Any]:
    return {"pk": Measure.objects.get(**in_force(world)).appeal.pk}


def empty(answers: dict[str, int]) -> dict[str, int]:
    """Return what an empty form is answered."""
    return {role: 422 if status == 200 else status for role, status in answers.items()}


def deed(name: str, args: Any, who: dict[str, int], posted: dict[str, int] | None = None) -> list[Page]:
    answers = posted if posted is not None else empty(who)
    return [Page(name, who, args=args), Page(name, answers, args=args, method="POST")]


def stale(answers: dict[str, int]) -> dict[str, int]:
    """Return what a form without the version that was seen is answered."""
    return empty(answers)


PAGES = [
    Page("desk:licences", LISTS),
    Page("desk:licences_export", LISTS),
    Page("desk:licence_appeals", LISTS),
    Page("desk:licence_appeals_export", LISTS),
    Page("desk:licence", READERS, args=code),
    Page(
        "desk:licence_check",
        {},
        args=lambda world: {"token": world["term"].token},
        others=200,
        anonymous=200,
    ),
    Page(
        "desk:licence_print",
        REFUSED | dict.fromkeys(("participation", "county_head", "inspector", "centre_head"), 200),
        args=lambda world: {"pk": world["term"].pk},
    ),
    *deed("desk:licence_giving", code, LICENSES),
    *deed("desk:licence_renewal", code, LICENSES),
    *deed("desk:licence_renewal_request", code, RUNS, REFUSED | {"centre_head": 302}),
    *deed("desk:licence_measure_new", code, PROPOSES),
    *deed("desk:licence_measure_decision", measure, LICENSES, stale(LICENSES)),
    *deed("desk:licence_measure_dismissal", measure, LICENSES),
    *deed("desk:licence_measure_withdrawal", measure, PROPOSES),
    *deed("desk:licence_measure_lifting", in_force, LICENSES, stale(LICENSES)),
    *deed("desk:licence_measure_effect", in_force, LICENSES, stale(LICENSES)),
    *deed("desk:licence_appeal_new", in_force, RUNS),
    *deed("desk:licence_appeal", made, HEARS),
    Page(
        "desk:licence_transfer",
        REFUSED | {"deputy": 302, "county_head": 302},
        method="POST",
        args=code,
    ),
]
