"""Distances on the earth."""

from math import asin, cos, radians, sin, sqrt

# Mean radius of the earth in metres (IUGG).
EARTH_RADIUS = 6_371_008.8


def metres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in metres between two points in degrees (haversine)."""
    north, south = radians(lat1), radians(lat2)
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS * asin(min(1.0, sqrt(half)))
