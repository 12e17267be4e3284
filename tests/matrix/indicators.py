"""Pages about indicators: everybody sees the figures of the own areas, nobody a neighbour's."""

from typing import Any

from django.utils import timezone

from hamdeli.insight.computing import compute
from hamdeli.insight.periods import running
from tests.matrix import Page, World
from tests.support.cast import Cast

NATION = dict.fromkeys(("director", "auditor"), 200)
PROVINCE = NATION | dict.fromkeys(("deputy", "participation"), 200)
COUNTY = PROVINCE | {"county_head": 200}
CENTRE = COUNTY | {"centre_head": 200}
WITH_FIGURES = CENTRE | dict.fromkeys(("other_county_head", "other_centre_head", "stranger"), 200)


def prepare(cast: Cast) -> dict[str, Any]:
    compute(running(timezone.localdate()))
    return {}


def of(level: str, code: str, **more: str) -> Any:
    def args(world: World) -> dict[str, Any]:
        return {"level": level, "code": code, **more}

    return args


def key(world: World) -> dict[str, Any]:
    return {"key": "people_per_centre"}


def sent(world: World) -> dict[str, Any]:
    return {"idempotency_key": "0" * 32}


AREAS = (
    ("nation", "IR", NATION),
    ("province", "10", PROVINCE),
    ("county", "1003", COUNTY),
    ("centre", "10-001", CENTRE),
)
BY = {"key": "centres"}
PAGES = [
    Page("desk:indicators", dict.fromkeys(WITH_FIGURES, 302)),
    Page("desk:indicators_computing", dict.fromkeys(WITH_FIGURES, 302), method="POST", data=sent),
    Page("desk:catalogue", WITH_FIGURES),
    Page("desk:catalogue_export", WITH_FIGURES),
    Page("desk:indicator", WITH_FIGURES, args=key),
    *(
        Page(f"desk:{name}", who, args=of(level, code))
        for level, code, who in AREAS
        for name in ("dashboard", "dashboard_export", "dashboard_paper")
    ),
    *(
        Page(f"desk:{name}", who, args=of(level, code, **BY))
        for level, code, who in AREAS[:3]
        for name in ("comparison", "comparison_export")
    ),
    *(Page("desk:comparison_map", who, args=of(level, code, **BY)) for level, code, who in AREAS[:2]),
]
