"""The outlines of the provinces, generalised: good for "at sea" and "in another province", for no more."""

import json
from functools import cache
from math import cos, radians
from pathlib import Path
from typing import Any

from hamdeli.places.distance import EARTH_RADIUS

Ring = list[tuple[float, float]]
FILE = Path(__file__).parent / "data" / "provinces.geojson"
# The outlines leave the true boundary by several kilometres; see data/README.md for the measured share of towns.
TOLERANCE_KM = 15.0
METRES_PER_DEGREE = radians(1) * EARTH_RADIUS


@cache
def _features() -> dict[str, dict[str, Any]]:
    collection = json.loads(FILE.read_text(encoding="utf-8"))
    return {feature["properties"]["code"]: feature for feature in collection["features"]}


def outline(province: str) -> dict[str, Any]:
    """The GeoJSON feature of a province by its code; raises KeyError."""
    return _features()[province]


def outlines() -> dict[str, Any]:
    """All provinces as one GeoJSON collection."""
    return {"type": "FeatureCollection", "features": list(_features().values())}


@cache
def _rings(province: str) -> list[Ring]:
    geometry = outline(province)["geometry"]
    parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [[(lon, lat) for lon, lat in ring] for part in parts for ring in part]


def bounds(province: str) -> tuple[float, float, float, float]:
    """South, west, north and east of a province in degrees."""
    points = [point for ring in _rings(province) for point in ring]
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    return min(lats), min(lons), max(lats), max(lons)


def contains(latitude: float, longitude: float, province: str, *, tolerance_km: float = TOLERANCE_KM) -> bool:
    """Whether a point lies in the outline of a province or at most `tolerance_km` outside it."""
    inside = sum(_crossings(latitude, longitude, ring) for ring in _rings(province)) % 2 == 1
    return inside or _metres_off(latitude, longitude, province) <= tolerance_km * 1000


def province_at(latitude: float, longitude: float) -> str | None:
    """The code of the province whose outline holds the point; None at sea or abroad."""
    return next((code for code in _features() if contains(latitude, longitude, code, tolerance_km=-1)), None)


def _edges(ring: Ring) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    return list(zip(ring, [*ring[1:], ring[0]], strict=True))


def _crossings(latitude: float, longitude: float, ring: Ring) -> int:
    """How often a ray to the east crosses the ring."""
    return sum(
        (lat1 > latitude) != (lat2 > latitude) and longitude < lon1 + (latitude - lat1) * (lon2 - lon1) / (lat2 - lat1)
        for (lon1, lat1), (lon2, lat2) in _edges(ring)
    )


def _metres_off(latitude: float, longitude: float, province: str) -> float:
    """Distance to the nearest edge, in the plane that touches the earth at the point."""
    across = METRES_PER_DEGREE * cos(radians(latitude))
    return min(
        _from_segment(
            (lon1 - longitude) * across,
            (lat1 - latitude) * METRES_PER_DEGREE,
            (lon2 - longitude) * across,
            (lat2 - latitude) * METRES_PER_DEGREE,
        )
        for ring in _rings(province)
        for (lon1, lat1), (lon2, lat2) in _edges(ring)
    )


def _from_segment(x1: float, y1: float, x2: float, y2: float) -> float:
    """Distance of the origin from a segment."""
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else max(0.0, min(1.0, -(x1 * dx + y1 * dy) / length))
    return float(((x1 + along * dx) ** 2 + (y1 + along * dy) ** 2) ** 0.5)
