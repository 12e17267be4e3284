"""Pages about coverage: where families have nobody, and where the next centre should open."""

from typing import Any

from hamdeli.insight.models import Scenario
from hamdeli.places.models import Place
from tests.insight.planned import grow, planned
from tests.matrix import Page, World
from tests.support.cast import Cast

LISTS = dict.fromkeys(
    ("director", "deputy", "participation", "county_head", "other_county_head", "auditor", "stranger"), 200
)
BRINGERS = {"participation": 200}
NEIGHBOURHOOD = {"kind": "neighbourhood", "name_fa": "پشت مشهد", "latitude": 33.98, "longitude": 51.44}
PLANNERS = {"director": 200, "participation": 200}
PROVINCE = dict.fromkeys(("director", "deputy", "participation", "auditor"), 200)
COUNTY = PROVINCE | {"county_head": 200}


def prepare(cast: Cast) -> dict[str, Any]:
    grow(cast)
    return {
        "scenario": planned(cast, place=cast.kashan, key="county"),
        "wide": planned(cast, place=cast.isfahan, key="province"),
    }


def code(world: World) -> dict[str, Any]:
    return {"code": world["scenario"].code}


def wide(world: World) -> dict[str, Any]:
    return {"code": world["wide"].code}


def seen(world: World) -> dict[str, Any]:
    Scenario.objects.filter(pk=world["scenario"].pk).update(state="ready")
    return {"version": Scenario.objects.get(pk=world["scenario"].pk).version, "idempotency_key": "again"}


def neighbourhood(world: World) -> dict[str, Any]:
    Place.objects.get_or_create(code="10-N01", defaults=NEIGHBOURHOOD | {"parent": Place.objects.get(code="G1")})
    return {"code": "10-N01"}


PAGES: list[Page] = [
    Page("desk:neighbourhoods", BRINGERS),
    Page("desk:neighbourhoods_export", BRINGERS),
    Page("desk:neighbourhood_removal", dict.fromkeys(BRINGERS, 302), method="POST", args=neighbourhood),
    Page("desk:coverage", LISTS),
    Page("desk:coverage_export", LISTS),
    Page("desk:coverage_map", LISTS),
    Page("desk:coverage_enlarging", LISTS),
    Page("desk:enlarging_export", LISTS),
    Page("desk:scenarios", LISTS),
    Page("desk:scenarios_export", LISTS),
    Page("desk:scenario_comparison", LISTS),
    Page("desk:scenario_new", PLANNERS),
    Page("desk:scenario_new", dict.fromkeys(PLANNERS, 422), method="POST"),
    Page("desk:scenario", COUNTY, args=code),
    Page("desk:scenario", PROVINCE, args=wide),
    Page("desk:scenario_map", COUNTY, args=code),
    Page("desk:scenario_map", PROVINCE, args=wide),
    Page("desk:scenario_export", COUNTY, args=code),
    Page(
        "desk:scenario_run",
        dict.fromkeys(COUNTY, 403) | dict.fromkeys(PLANNERS, 302),
        method="POST",
        args=code,
        data=seen,
    ),
]
