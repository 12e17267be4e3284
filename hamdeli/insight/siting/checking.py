"""Is an answer what it says? Everything once more, without the kernels and without trusting what found it."""

import numpy as np

from .instance import SCALE, Answer, Floats, Instance, Ints
from .network import RADIUS, metres

BLOCK = 2_000_000
TOLERANCE = 0.01
"""Metres by which two ways of computing a distance may differ."""


def check(instance: Instance, answer: Answer) -> list[str]:
    """Return what is wrong with `answer`: the empty list where all holds. Each fault is one word.

    Checked: as many sites as asked for, each once; whole people, none twice; capacities; reach; gains that add up; that
    nobody more could be served by the chosen sites (no augmenting path); and the bound, from its multipliers.
    """
    faults = [*_shape(instance, answer)]
    if faults:
        return faults
    return [
        *_served(instance, answer),
        *_figures(instance, answer),
        *_best(instance, answer),
        *_bound(instance, answer),
    ]


def _shape(instance: Instance, answer: Answer) -> list[str]:
    chosen, sites = answer.chosen, len(instance.existing) + len(instance.candidates)
    right = len(chosen) == instance.count == len(answer.gains) and len(set(chosen.tolist())) == len(chosen)
    right = right and bool(((chosen >= 0) & (chosen < len(instance.candidates))).all())
    flows = len(answer.point) == len(answer.site) == len(answer.served)
    flows = flows and bool(((answer.site >= 0) & (answer.site < sites)).all())
    flows = flows and bool(((answer.point >= 0) & (answer.point < len(instance.demand))).all())
    prices = answer.multipliers.shape == (len(instance.demand),)
    prices = prices and bool(((answer.multipliers >= 0) & (answer.multipliers <= SCALE)).all())
    return [word for word, holds in (("choice", right), ("flows", flows), ("multipliers", prices)) if not holds]


def _places(instance: Instance) -> tuple[Floats, Floats]:
    """Latitude and longitude of every site, the existing ones first."""
    one, other = instance.existing, instance.candidates
    return np.concatenate((one.latitude, other.latitude)), np.concatenate((one.longitude, other.longitude))


def _open(instance: Instance, answer: Answer) -> Ints:
    return np.concatenate((np.arange(len(instance.existing)), answer.chosen + len(instance.existing)))


def _served(instance: Instance, answer: Answer) -> list[str]:
    """Whole people, at open sites, within reach, within capacities."""
    lat, lon = _places(instance)
    demand, point, site = instance.demand, answer.point, answer.site
    by_point = np.bincount(point, answer.served, len(demand))
    by_site = np.bincount(site, answer.served, len(lat))
    far = metres(demand.latitude[point], demand.longitude[point], lat[site], lon[site])
    said = (
        ("negative", bool((answer.served > 0).all())),
        ("closed", bool(np.isin(site, _open(instance, answer)).all())),
        ("reach", bool((far <= instance.reach + TOLERANCE).all())),
        ("people", bool((by_point <= demand.amount).all())),
        ("capacity", bool((by_site <= instance.capacity).all())),
    )
    return [word for word, holds in said if not holds]


def _figures(instance: Instance, answer: Answer) -> list[str]:
    """The sums that are shown."""
    falling = bool((answer.gains >= 0).all()) and answer.before + int(answer.gains.sum()) == answer.reached
    said = (
        ("reached", int(answer.served.sum()) == answer.reached),
        ("gains", falling),
        ("bound_below", answer.bound >= answer.reached),
    )
    return [word for word, holds in said if not holds]


def _best(instance: Instance, answer: Answer) -> list[str]:
    """No way leads from somebody who is left to a free place: then the flow is a greatest one."""
    lat, _lon = _places(instance)
    sites, demand = _open(instance, answer), instance.demand
    left = demand.amount - np.bincount(answer.point, answer.served, len(demand)).astype(np.int64)
    room = instance.capacity - np.bincount(answer.site, answer.served, len(lat)).astype(np.int64)
    serves = {int(one): set(answer.point[answer.site == one].tolist()) for one in sites}
    reached = _reachable(instance, sites, np.flatnonzero(left > 0))
    waiting, known = list(reached), set(reached)
    while waiting:
        site = waiting.pop()
        if room[site] > 0:
            return ["better_flow"]
        more = _reachable(instance, sites, np.array(sorted(serves[site]), np.int64)) - known
        known |= more
        waiting += more
    return []


def _reachable(instance: Instance, sites: Ints, points: Ints) -> set[int]:
    """The open sites that some of these points can reach."""
    lat, lon = _places(instance)
    found: set[int] = set()
    step = max(1, BLOCK // max(1, len(sites)))
    for start in range(0, len(points), step):
        here = points[start : start + step]
        north, east = instance.demand.latitude[here, None], instance.demand.longitude[here, None]
        near = metres(north, east, lat[None, sites], lon[None, sites]) <= instance.reach - TOLERANCE
        found |= set(sites[near.any(axis=0)].tolist())
    return found


def bound_from(instance: Instance, multipliers: Ints) -> int:
    """The bound that multipliers prove: prices of all people, and what the best sites can make of the rest."""
    lat, lon = _places(instance)
    demand, gain = instance.demand, SCALE - multipliers
    order = np.argsort(multipliers, kind="stable")
    worth = np.zeros(len(lat), np.int64)
    for site, capacity in enumerate(instance.capacity.tolist()):
        band = np.degrees((instance.reach + 1) / RADIUS)
        near = order[np.abs(demand.latitude[order] - lat[site]) <= band]
        far = metres(demand.latitude[near], demand.longitude[near], lat[site], lon[site])
        near = near[far <= instance.reach + TOLERANCE]
        filled = np.minimum(np.cumsum(demand.amount[near]), capacity)
        worth[site] = int(np.diff(filled, prepend=0) @ gain[near])
    fixed = len(instance.existing)
    best = np.sort(worth[fixed:])[::-1][: instance.count]
    return (int(multipliers @ demand.amount) + int(worth[:fixed].sum()) + int(best.sum())) // SCALE


def _bound(instance: Instance, answer: Answer) -> list[str]:
    """A bound from multipliers is computed once more; one from a search is at most what its multipliers prove."""
    proved = bound_from(instance, answer.multipliers)
    holds = answer.bound <= proved if answer.searched else answer.bound >= proved
    return [] if holds else ["bound"]
