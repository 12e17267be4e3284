"""Pages about specialities: unserved demand, conversions, twins, results."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from hamdeli.centres.models import Conversion, Twin
from hamdeli.centres.twinning.converting import Wish, propose
from hamdeli.centres.twinning.pairing import Terms, twin
from tests.matrix import COUNTY_WORKERS, Page, World
from tests.support.cast import Cast

FIGURES = dict.fromkeys(
    ("director", "deputy", "participation", "county_head", "other_county_head", "auditor", "stranger"), 200
)
HEADS = ("centre_head", "other_centre_head")
READERS = dict.fromkeys(
    (
        *("director", "deputy", "participation", "county_head", "centre_head", "worker", "inspector", "supporter"),
        *COUNTY_WORKERS,
    ),
    200,
)
LISTS = READERS | {"other_county_head": 200, "other_centre_head": 200, "stranger": 200}
REFUSED = dict.fromkeys(READERS, 403)


def prepare(cast: Cast) -> dict[str, Any]:
    today = timezone.localdate()
    wish = Wish("education", "add", "many pupils", today, people=2, training="forty hours")
    terms = Terms("means", "share what is there", ["goods"], today, today + timedelta(days=90))
    return {
        "conversion": propose(centre=cast.mehr, wish=wish, by=cast.county_head, today=today),
        "twin": twin(
            supporting=cast.mehr, supported=cast.natanz_centre, terms=terms, by=cast.participation, today=today
        ),
    }


def conversion(world: World) -> dict[str, Any]:
    return {"pk": world["conversion"].pk}


def pair(world: World) -> dict[str, Any]:
    return {"pk": world["twin"].pk}


def version(world: World) -> dict[str, Any]:
    Conversion.objects.get(pk=world["conversion"].pk)
    return {"version": "1", "answer": "yes"}


def ending(world: World) -> dict[str, Any]:
    Twin.objects.get(pk=world["twin"].pk)
    return {"version": "1", "why": "the work is done"}


PROPOSERS = {"county_head": 200, "other_county_head": 200}
LICENSER = {"participation": 200}
PAIR_READERS = READERS | {"other_county_head": 200}
PAIR_REFUSED = dict.fromkeys(PAIR_READERS, 403)
PAGES = [
    # Demand is counted by county: heads of centres are led to the results.
    Page("desk:specialities", FIGURES | dict.fromkeys(HEADS, 302)),
    Page("desk:specialities_export", FIGURES),
    Page("desk:speciality_results", FIGURES | dict.fromkeys(HEADS, 200)),
    Page("desk:speciality_results_export", FIGURES | dict.fromkeys(HEADS, 200)),
    Page("desk:conversions", LISTS),
    Page("desk:conversions_export", LISTS),
    Page("desk:conversion_new", PROPOSERS),
    Page("desk:conversion_new", dict.fromkeys(PROPOSERS, 422), method="POST"),
    Page("desk:conversion", READERS, args=conversion),
    Page("desk:conversion_approval", REFUSED | LICENSER, args=conversion),
    Page("desk:conversion_approval", REFUSED | {"participation": 302}, method="POST", args=conversion, data=version),
    Page("desk:conversion_refusal", REFUSED | LICENSER, args=conversion),
    Page("desk:conversion_refusal", REFUSED | {"participation": 302}, method="POST", args=conversion, data=version),
    Page("desk:conversion_withdrawal", REFUSED | {"county_head": 200}, args=conversion),
    Page("desk:conversion_withdrawal", REFUSED | {"county_head": 302}, method="POST", args=conversion, data=version),
    Page("desk:twins", LISTS),
    Page("desk:twins_export", LISTS),
    Page("desk:twin_new", LICENSER),
    Page("desk:twin_new", {"participation": 422}, method="POST"),
    Page("desk:twin_ceiling", LICENSER),
    Page("desk:twin_ceiling", {"participation": 422}, method="POST"),
    Page("desk:twin", PAIR_READERS, args=pair),
    Page("desk:twin_end", PAIR_REFUSED | LICENSER, args=pair),
    Page("desk:twin_end", PAIR_REFUSED | {"participation": 302}, method="POST", args=pair, data=ending),
]
