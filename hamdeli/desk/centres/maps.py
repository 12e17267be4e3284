"""The centres as GeoJSON for the map."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.centres.models import Centre
from hamdeli.desk.centres.centres import chosen, give_loads
from hamdeli.desk.centres.forms import CentreFilter
from hamdeli.desk.places import counties_for
from hamdeli.desk.requests import Request
from hamdeli.places.outlines import outline, outlines

MOST_CENTRES = 10_000


@require_safe
def centre_map(request: Request) -> HttpResponse:
    """Return the listed centres, and the outlines of their provinces."""
    require_right(request.user, Right.SEE_CENTRES)
    form = CentreFilter(request.GET, counties=counties_for(request.user, Right.SEE_CENTRES))
    centres = list(chosen(request, form).order_by("code")[:MOST_CENTRES])
    give_loads(centres)
    provinces = {centre.province for centre in centres}
    features = [outline_feature(province.code, province.name) for province in provinces if has_outline(province.code)]
    return JsonResponse(
        {
            "type": "FeatureCollection",
            "attribution": "Natural Earth; GeoNames",
            "features": features + [feature_of(centre) for centre in centres],
        }
    )


def has_outline(code: str) -> bool:
    """Say whether the outline of the province is known."""
    return any(feature["properties"]["code"] == code for feature in outlines()["features"])


def outline_feature(code: str, label: str) -> dict[str, Any]:
    """Return the outline of a province."""
    return {**outline(code), "properties": {"kind": "outline", "label": label}}


def feature_of(centre: Centre) -> dict[str, Any]:
    """Return one centre as a point."""
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [centre.longitude, centre.latitude]},
        "properties": {
            "kind": "centre",
            "code": centre.code,
            "label": centre.name,
            "load": centre.carried,  # type: ignore[attr-defined]
            "capacity": centre.capacity,
            "url": reverse("desk:centre", args=[centre.code]),
        },
    }
