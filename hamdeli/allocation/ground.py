"""The problem as kernels see it: points (files) along a space-filling curve, sites (centres with places) likewise."""

import math
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from .curve import curve_order
from .jit import compiled
from .problem import Files, Problem

NONE = -1
ELSEWHERE = -2
FORBIDDEN = 1 << 40
"""Cost of a pair that may not be; above every price of staying, so it is never chosen."""

Floats = npt.NDArray[np.float64]
Longs = npt.NDArray[np.int64]
Shorts = npt.NDArray[np.int32]


class Points(NamedTuple):
    """Files, in curve order. Angles in radians, (x, y, z) on the unit sphere.

    need: 0 or a speciality. carrier: site, NONE, or ELSEWHERE (carried by a centre that has no place in this run).
    stay: cost of staying. bans: sorted keys point * sites + site of the pairs that are forbidden.
    """

    x: Floats
    y: Floats
    z: Floats
    lat: Floats
    lon: Floats
    cos: Floats
    need: npt.NDArray[np.int8]
    county: Shorts
    carrier: Shorts
    stay: Shorts
    bans: Longs


class Sites(NamedTuple):
    """Centres that have places, in curve order. group: the node whose price and places the site shares.

    terms: cost of a metre, of a lacking speciality, of moving, of another county.
    """

    x: Floats
    y: Floats
    z: Floats
    lat: Floats
    lon: Floats
    cos: Floats
    skills: Longs
    county: Shorts
    group: Shorts
    terms: Longs


class Ground(NamedTuple):
    """Points, sites, and the way back: `file[p]` and `centre[s]` are indexes into the problem.

    ends: (S, T) places up to a tier that are free for unpinned files. extras: (T,).
    """

    points: Points
    sites: Sites
    file: Longs
    centre: Longs
    ends: Longs
    extras: Longs


Where = tuple[Floats, Floats, Floats, Floats, Floats, Floats]
"""x, y, z on the unit sphere, latitude, longitude (radians), cosine of the latitude."""

_LAID: WeakKeyDictionary[Files, tuple[Longs, Where]] = WeakKeyDictionary()
_KEPT: WeakKeyDictionary[Problem, Ground] = WeakKeyDictionary()


def ground_of(problem: Problem) -> Ground:
    """Leave out pinned files and centres without places; lay the rest along the curve. Kept as long as the problem."""
    ground = _KEPT.get(problem)
    if ground is None:
        ground = _KEPT[problem] = _ground_of(problem)
    return ground


def _ground_of(problem: Problem) -> Ground:
    files, centres = problem.files, problem.centres
    pinned = np.bincount(problem.pins[problem.pins >= 0], minlength=len(centres))
    free = problem.places.ends - (problem.places.taken + pinned)[:, None]
    centre = _ordered(np.flatnonzero(free[:, -1] > 0), centres.latitude, centres.longitude)
    file, where = laid(files)
    if problem.adjustments.pins:
        kept = problem.pins[file] < 0
        file, where = file[kept], picked(where, kept)
    points = points_of(problem, file, where, centre)
    ends = np.ascontiguousarray(np.maximum(free[centre], 0))
    return Ground(points, sites_of(problem, centre), file, centre, ends, problem.places.extras)


def everything(problem: Problem, centre: Longs) -> tuple[Points, Sites, Longs, Longs]:
    """Every file, pinned ones too, and the given centres: points, sites, and the file and centre of each."""
    file, where = laid(problem.files)
    centre = _ordered(centre, problem.centres.latitude, problem.centres.longitude)
    return points_of(problem, file, where, centre), sites_of(problem, centre), file, centre


def points_of(problem: Problem, file: Longs, where: Where, centre: Longs) -> Points:
    """The given files, which lie where they lie, as points over the given centres as sites."""
    files = problem.files
    site_of = np.full(len(problem.centres) + 1, ELSEWHERE, np.int32)
    site_of[centre] = np.arange(len(centre))
    site_of[-1] = NONE
    return Points(
        *where,
        files.need[file],
        files.county[file],
        site_of[files.carrier[file]],
        problem.stay[file].astype(np.int32),
        _bans(problem, file, site_of),
    )


def sites_of(problem: Problem, centre: Longs) -> Sites:
    """The given centres as sites, each a node of its own."""
    centres, policy = problem.centres, problem.policy
    other = policy.other_county if policy.may_leave_county else FORBIDDEN
    return Sites(
        *spherical(centres.latitude[centre], centres.longitude[centre]),
        centres.specialities[centre].astype(np.int64),
        centres.county[centre],
        np.arange(len(centre), dtype=np.int32),
        np.array([policy.distance_weight, policy.lack_of_speciality, policy.moving, other], np.int64),
    )


def laid(files: Files) -> tuple[Longs, Where]:
    """Files along the curve, and where they lie; kept as long as the files: the same in every problem over them."""
    kept = _LAID.get(files)
    if kept is None:
        order = curve_order(files.latitude, files.longitude)
        kept = _LAID[files] = order, spherical(files.latitude[order], files.longitude[order])
    return kept


def picked(where: Where, kept: npt.NDArray[np.bool_]) -> Where:
    """Some of the points."""
    x, y, z, latitude, longitude, cosine = where
    return x[kept], y[kept], z[kept], latitude[kept], longitude[kept], cosine[kept]


def _ordered(index: Longs, latitude: Floats, longitude: Floats) -> Longs:
    return index[curve_order(latitude[index], longitude[index])]


def _bans(problem: Problem, file: Longs, site_of: Shorts) -> Longs:
    pairs = np.array(sorted(set(problem.adjustments.forbidden)), np.int64).reshape(-1, 2)
    if not len(pairs):
        return np.empty(0, np.int64)
    point_of = np.full(len(problem.files), -1, np.int64)
    point_of[file] = np.arange(len(file))
    point, site = point_of[pairs[:, 0]], site_of[pairs[:, 1]].astype(np.int64)
    count = max(int(site_of.max()) + 1, 1)
    return np.sort((point * count + site)[(point >= 0) & (site >= 0)])


def spherical(latitude: Floats, longitude: Floats) -> Where:
    """Where points given in degrees lie on the unit sphere."""
    n = len(latitude)
    six = (np.empty(n), np.empty(n), np.empty(n), np.empty(n), np.empty(n), np.empty(n))
    _spherical(latitude, longitude, *six)
    return six


@compiled
def _spherical(
    latitude: Floats, longitude: Floats, x: Floats, y: Floats, z: Floats, lat: Floats, lon: Floats, cos: Floats
) -> None:
    for f in range(len(latitude)):
        lat[f] = latitude[f] * (math.pi / 180.0)
        lon[f] = longitude[f] * (math.pi / 180.0)
        cos[f] = math.cos(lat[f])
        x[f] = cos[f] * math.cos(lon[f])
        y[f] = cos[f] * math.sin(lon[f])
        z[f] = math.sin(lat[f])
