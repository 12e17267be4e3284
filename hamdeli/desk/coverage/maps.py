"""Coverage and scenarios on the map: settlements by people for each place, those without a centre, and new sites."""

import json
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamdeli.desk.coverage.asking import asked_for, look
from hamdeli.desk.coverage.showing import by_place, families_told, runs, together, why
from hamdeli.desk.requests import Request
from hamdeli.desk.templatetags.formats import kilometres, number
from hamdeli.desk.templatetags.pictures import map_words
from hamdeli.insight.access import require_place
from hamdeli.insight.coverage.access import access_scenario, counts_exactly
from hamdeli.insight.coverage.ground import survey
from hamdeli.insight.coverage.today import Cover, by_settlement
from hamdeli.insight.models import Scenario, ScenarioSite
from hamdeli.places.models import Place
from hamdeli.places.outlines import outline

SOURCE = "Natural Earth; GeoNames"


def words_of_map() -> str:
    """Return the words of the map, where a circle is a settlement and its load are its people."""
    words: dict[str, Any] = json.loads(map_words())
    words |= {"centre": _("Settlement"), "load": _("People"), "capacity": _("By the norm"), "share": _("Filled")}
    return json.dumps(words)


@require_safe
def coverage_map(request: Request) -> HttpResponse:
    """Return the settlements of the place."""
    require_place(request.user)
    found = look(asked_for(request.user, request.GET))
    asked = found.asked
    drawn = settlements(found.settlements.values(), asked.norm, exact=asked.exact)
    return collection([*outlines(asked.province), *drawn])


@require_safe
def scenario_map(request: Request, code: str) -> HttpResponse:
    """Return the settlements as they are, and the new sites with their numbers; of a county without its province."""
    scenario = access_scenario(request.user, code)
    exact = counts_exactly(request.user, scenario.place)
    ground = survey(scenario.province, speciality=scenario.speciality)
    covers = by_settlement(ground, scenario.reach).values()
    inside = [cover for cover, holds in zip(covers, ground.inside(scenario.county), strict=True) if holds]
    sites = list(scenario.sites.select_related("place"))
    drawn = settlements(inside, scenario.norm, exact=exact)
    around = [] if scenario.county else outlines(scenario.province)
    return collection([*around, *drawn, *stops(sites, scenario, exact=exact)])


def collection(features: list[dict[str, Any]]) -> HttpResponse:
    """Return features as GeoJSON."""
    return JsonResponse({"type": "FeatureCollection", "attribution": SOURCE, "features": features})


def outlines(province: Place) -> list[dict[str, Any]]:
    """Return the outline of the province, where one is known."""
    try:
        shape = outline(province.code)
    except KeyError:
        return []
    return [feature("outline", shape["geometry"], label=province.name)]


def settlements(covers: Iterable[Cover], norm: int, *, exact: bool) -> list[dict[str, Any]]:
    """Return settlements with a centre as circles, others as dots, and as rings where none is within reach."""
    rows = list(covers)
    alone = [cover for cover in rows if not cover.centres]
    drawn = [circle(cover, norm, exact=exact) for cover in rows if cover.centres]
    for placed in (True, False):
        points = [spot(cover.place) for cover in alone if bool(cover.without) != placed]
        if points:
            drawn.append(feature("family", {"type": "MultiPoint", "coordinates": points}, placed=placed))
    return drawn


def circle(cover: Cover, norm: int, *, exact: bool) -> dict[str, Any]:
    """Return a settlement with its centres."""
    told = families_told(cover.families, exact=exact)
    lines = [
        _("Centres: %(many)s") % {"many": number(cover.centres)},
        _("Families in need: %(many)s") % {"many": told},
    ]
    point = {"type": "Point", "coordinates": spot(cover.place)}
    load = {"code": cover.place.code, "load": cover.people, "capacity": cover.centres * norm}
    return feature("centre", point, label=cover.place.name, lines=lines, **load)


def stops(sites: list[ScenarioSite], scenario: Scenario, *, exact: bool) -> list[dict[str, Any]]:
    """Return the new sites; several in one settlement are one mark with all their numbers."""
    page = reverse("desk:scenario", args=[scenario.code])
    return [
        feature(
            "stop",
            {"type": "Point", "coordinates": spot(group[0].place)},
            number=group[0].rank,
            mark=(numbers := runs([site.rank for site in group])),
            label=_("%(place)s (%(numbers)s)") % {"place": group[0].place.name, "numbers": numbers},
            url=f"{page}#site-{group[0].rank}",
            open=why(together(group), scenario, exact=exact),
        )
        for group in by_place(sites)
    ]


def spot(place: Place) -> list[float | None]:
    """Return longitude and latitude."""
    return [place.longitude, place.latitude]


def feature(kind: str, geometry: dict[str, Any], **properties: Any) -> dict[str, Any]:
    """Return a feature of one of the kinds that the map knows."""
    return {"type": "Feature", "geometry": geometry, "properties": {"kind": kind, **properties}}


def way_told(metres: float | None) -> str:
    """Return a way in kilometres, or that there is none."""
    return _("no centre") if metres is None else kilometres(metres)
