"""Who is within reach of which site: pairs in both orders, as the kernels read them."""

from typing import NamedTuple

import numpy as np

from .instance import Floats, Instance, Ints, Points

RADIUS = 6_371_008.8
"""Mean radius of the earth in metres (IUGG)."""
BLOCK = 2_000_000
SLACK = 1e-9


class Network(NamedTuple):
    """Pairs (point, site) within reach, by point (`of_point`, `site`) and by site (`of_site`, `point`, `pair`).

    people: (N,) of each point; capacity: (M,); fixed: how many sites stand already; pair: the number, in the order by
    point, of each pair in the order by site; latitude, longitude: (M,) of the sites, radians;
    north, east: (N,) of the points, degrees.
    """

    people: Ints
    capacity: Ints
    fixed: int
    of_point: Ints
    site: Ints
    of_site: Ints
    point: Ints
    pair: Ints
    latitude: Floats
    longitude: Floats
    north: Floats
    east: Floats


def metres(latitude: Floats, longitude: Floats, other_latitude: Floats, other_longitude: Floats) -> Floats:
    """Great-circle distances in metres between points in degrees (haversine); arrays that broadcast together."""
    north, south = np.radians(latitude), np.radians(other_latitude)
    half = np.sin((south - north) / 2) ** 2
    half = half + np.cos(north) * np.cos(south) * np.sin(np.radians(other_longitude - longitude) / 2) ** 2
    found: Floats = 2 * RADIUS * np.arcsin(np.minimum(1.0, np.sqrt(half)))
    return found


def on_sphere(points: Points) -> Floats:
    """(N, 3) unit vectors."""
    lat, lon = np.radians(points.latitude), np.radians(points.longitude)
    return np.stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)), axis=1)


def pairs_within(points: Points, sites: Points, reach: float) -> tuple[Ints, Ints]:
    """Numbers of points and of sites at most `reach` metres apart, in the order of the points."""
    here, there = on_sphere(points), on_sphere(sites)
    least = np.cos(min(reach / RADIUS, np.pi)) - SLACK
    step = max(1, BLOCK // max(1, len(sites)))
    found = []
    for start in range(0, len(points), step):
        point, site = np.nonzero(here[start : start + step] @ there.T >= least)
        found.append((point + start, site))
    point = np.concatenate([pair[0] for pair in found]).astype(np.int64)
    site = np.concatenate([pair[1] for pair in found]).astype(np.int64)
    far = metres(points.latitude[point], points.longitude[point], sites.latitude[site], sites.longitude[site])
    return point[far <= reach], site[far <= reach]


def lay(instance: Instance) -> Network:
    """Find every pair within reach; points without people are left out of the pairs."""
    sites = Points(
        np.concatenate((instance.existing.latitude, instance.candidates.latitude)),
        np.concatenate((instance.existing.longitude, instance.candidates.longitude)),
        instance.capacity,
    )
    point, site = pairs_within(instance.demand, sites, instance.reach)
    some = instance.demand.amount[point] > 0
    return knit(instance.demand, sites, len(instance.existing), point[some], site[some])


def knit(demand: Points, sites: Points, fixed: int, point: Ints, site: Ints) -> Network:
    """Order pairs (given in the order of the points) by point and by site."""
    order = np.argsort(site, kind="stable")
    return Network(
        people=demand.amount,
        capacity=sites.amount,
        fixed=fixed,
        of_point=starts(point, len(demand)),
        site=site,
        of_site=starts(site[order], len(sites)),
        point=point[order],
        pair=order.astype(np.int64),
        latitude=np.radians(sites.latitude),
        longitude=np.radians(sites.longitude),
        north=demand.latitude,
        east=demand.longitude,
    )


def starts(sorted_numbers: Ints, count: int) -> Ints:
    """(count + 1,) where the run of each number begins."""
    return np.searchsorted(sorted_numbers, np.arange(count + 1)).astype(np.int64)


def narrowed(network: Network, keep: Ints) -> Network:
    """Return the network of the sites `keep` alone (in this order, the existing ones first)."""
    number = np.full(len(network.capacity), -1, np.int64)
    number[keep] = np.arange(len(keep))
    point = point_of_pair(network)
    stays = number[network.site] >= 0
    degrees = np.degrees(network.latitude[keep]), np.degrees(network.longitude[keep])
    sites = Points(*degrees, network.capacity[keep])
    demand = Points(network.north, network.east, network.people)
    return knit(demand, sites, network.fixed, point[stays], number[network.site[stays]])


def point_of_pair(network: Network) -> Ints:
    """(P,) the point of each pair."""
    return np.repeat(np.arange(len(network.people)), np.diff(network.of_point))
