"""Distances: great circle on the mean sphere, rounded to the nearest metre, the same in every part of the library.

Haversine after R. W. Sinnott, "Virtues of the haversine", Sky and Telescope 68 (1984). `distance` gives the very same
whole metres from the chord, by the series of the arc sine, and asks the haversine itself wherever the series could
round the other way.
"""

import math

from .ground import Points, Sites
from .jit import inlined

EARTH = 6_371_008.8
"""Mean radius of the Earth in metres."""
NEAR = 0.01
"""Squared chord (of the unit sphere) up to which the series is exact to a micrometre: 637 km."""
DOUBT = 1e-3
"""Metres from a rounding step within which the haversine decides."""


@inlined
def haversine(lat1: float, lon1: float, cos1: float, lat2: float, lon2: float, cos2: float) -> int:
    """Great-circle distance in whole metres; angles in radians, `cos1`, `cos2` the cosines of the latitudes."""
    a = math.sin((lat2 - lat1) * 0.5)
    b = math.sin((lon2 - lon1) * 0.5)
    h = min(1.0, a * a + cos1 * cos2 * b * b)
    return math.floor(2.0 * EARTH * math.asin(math.sqrt(h)) + 0.5)


@inlined
def distance(p: Points, f: int, s: Sites, i: int) -> int:
    """Whole metres from point f to site i."""
    dx = p.x[f] - s.x[i]
    dy = p.y[f] - s.y[i]
    dz = p.z[f] - s.z[i]
    q = dx * dx + dy * dy + dz * dz
    if q < NEAR:
        series = 1.0 + q * (1.0 / 24 + q * (3.0 / 640 + q * (5.0 / 7168 + q * (35.0 / 294912))))
        metres = EARTH * math.sqrt(q) * series + 0.5
        whole = math.floor(metres)
        if DOUBT < metres - whole < 1.0 - DOUBT:
            return int(whole)
    return haversine(p.lat[f], p.lon[f], p.cos[f], s.lat[i], s.lon[i], s.cos[i])
