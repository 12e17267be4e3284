"""Areas: the country, a province, a county or a centre, by code."""

from __future__ import annotations

from dataclasses import dataclass

from hamdeli.centres.models import Centre
from hamdeli.insight.catalogue import Level
from hamdeli.places.models import Place

NATION = "IR"


@dataclass(frozen=True)
class AreaKey:
    """What figures are asked for: a level and a code."""

    level: Level
    code: str


@dataclass(frozen=True)
class Lying:
    """In which province and county an area lies."""

    province: str = ""
    county: str = ""


def lying() -> dict[tuple[Level, str], Lying]:
    """Return where every county and centre lies, in two queries."""
    counties = Place.objects.filter(kind=Place.Kind.COUNTY).values_list("code", "parent__code")
    centres = Centre.objects.values_list("code", "province__code", "county__code")
    found = {(Level.COUNTY, code): Lying(province) for code, province in counties}
    return found | {(Level.CENTRE, code): Lying(province, county) for code, province, county in centres}
