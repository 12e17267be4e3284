"""The route of the day: in which order, how far, on a map."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.casework.models import CaseFile, Visit
from hamdeli.casework.visiting.access import planned_for
from hamdeli.casework.visiting.keeping_route import keep_route
from hamdeli.casework.visiting.routing import Point, legs, route
from hamdeli.desk.casework.visiting.mine import SHOWN, name, tabs
from hamdeli.desk.requests import Request
from hamdeli.desk.templatetags.pictures import map_words
from hamdeli.households.models import Household
from hamdeli.persian.calendar import parse_date
from hamdeli.persian.faults import DateFault

MOST = 60


@dataclass(frozen=True)
class Stop:
    """One visit of the day: its place in the route and the metres from the stop before."""

    number: int
    visit: Visit
    leg: float


@dataclass(frozen=True)
class Start:
    """Where the day begins: the centre, or the county of those who work there."""

    label: str
    point: Point


def day_of(request: Request, given: str) -> date:
    """Return the day that is asked for, or today."""
    try:
        return parse_date(given) if given else timezone.localdate()
    except DateFault:
        return timezone.localdate()


def visits_of(request: Request, day: date) -> list[Visit]:
    """Return the reader's planned visits of the day, as they were planned."""
    rows = planned_for(request.user).filter(planned_on=day)
    return list(rows.select_related(*SHOWN).order_by("order", "pk")[:MOST])


def start_of(case_file: CaseFile) -> Start:
    """Return where the way to this family begins."""
    centre = case_file.centre
    if centre:
        return Start(centre.name, Point(centre.latitude, centre.longitude))
    county = case_file.county
    return Start(county.name, Point(county.latitude or 0.0, county.longitude or 0.0))


def place_of(home: Household) -> Point:
    """Return where a family lives."""
    return Point(home.latitude, home.longitude)


def ordered(visits: Sequence[Visit], *, anew: bool) -> tuple[Start | None, list[Stop]]:
    """Return the start and the stops: in the order that was kept, or (`anew`, or where none was) the shortest found."""
    if not visits:
        return None, []
    start = start_of(visits[0].case_file)
    homes = [place_of(visit.case_file.household) for visit in visits]
    kept = not anew and all(visit.order for visit in visits)
    order = range(len(visits)) if kept else route(start.point, homes)
    ways = legs(start.point, [homes[place] for place in order])
    return start, [Stop(number, visits[place], ways[number - 1]) for number, place in enumerate(order, 1)]


@require_safe
def visit_route(request: Request) -> HttpResponse:
    """Show the reader's visits of one day in the order of the way."""
    require_right(request.user, Right.WORK)
    day = day_of(request, request.GET.get("day", ""))
    anew = "anew" in request.GET
    visits = visits_of(request, day)
    name(visits, request)
    start, stops = ordered(visits, anew=anew)
    words: dict[str, Any] = {"day": day, "today": timezone.localdate(), "start": start, "stops": stops}
    words |= {"total": sum(stop.leg for stop in stops), "tabs": tabs("visit_route"), "anew": anew}
    words |= {"map_words": map_words(), "kept": bool(visits) and all(visit.order for visit in visits)}
    words |= {"query": f"?day={day.isoformat()}{'&anew=1' if anew else ''}"}
    return render(request, "desk/casework/visiting/route.html", words)


@require_safe
def visit_route_map(request: Request) -> HttpResponse:
    """Return the same stops, and the way between them, for the map."""
    require_right(request.user, Right.WORK)
    day = day_of(request, request.GET.get("day", ""))
    visits = visits_of(request, day)
    name(visits, request)
    start, stops = ordered(visits, anew="anew" in request.GET)
    features = [] if start is None else features_of(start, stops)
    return JsonResponse({"type": "FeatureCollection", "features": features})


def features_of(start: Start, stops: Sequence[Stop]) -> list[dict[str, Any]]:
    """Return the way as a line, the start and the stops as numbered points."""
    homes = [(stop, place_of(stop.visit.case_file.household)) for stop in stops]
    line = [[point.longitude, point.latitude] for point in (start.point, *(home for _stop, home in homes))]
    way = {"type": "Feature", "geometry": {"type": "LineString", "coordinates": line}, "properties": {"kind": "way"}}
    first = point_of(start.point, number=0, label=start.label, url="")
    return [way, first, *(point_of(home, **said(stop)) for stop, home in homes)]


def said(stop: Stop) -> dict[str, Any]:
    """Return what the map says of a stop."""
    file = stop.visit.case_file
    label = " · ".join(filter(None, [stop.visit.head, file.code]))  # type: ignore[attr-defined]
    return {"number": stop.number, "label": label, "url": reverse("desk:visit", args=[file.code, stop.visit.pk])}


def point_of(point: Point, **properties: Any) -> dict[str, Any]:
    """Return a numbered point; the start has the number 0."""
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [point.longitude, point.latitude]},
        "properties": {"kind": "stop", "open": _("Open the visit"), **properties},
    }


@require_POST
def visit_route_order(request: Request) -> HttpResponse:
    """Keep the order of the day's visits."""
    require_right(request.user, Right.WORK)
    day = day_of(request, request.POST.get("day", ""))
    order = [int(pk) for pk in request.POST.getlist("visits")[:MOST] if pk.isdecimal()]
    keep_route(visitor=request.user, day=day, order=order)
    return redirect(f"{reverse('desk:visit_route')}?day={day.isoformat()}")
