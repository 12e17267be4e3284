"""Among choices that serve as many: first where most are left without a place.

Where capacities bind, thousands of choices serve equally many. None of this lowers what is served, and the bound says
nothing of it: it is about people served, whichever of the equal choices is told.
"""

import numpy as np

from .flow import REACHED, State, close_site, open_site
from .instance import Floats, Ints
from .network import Network, metres
from .searching import opened

PASSES, TRIES = 3, 8
"""Rounds over the chosen sites, and places tried for each of them in a round."""
NOWHERE = -1


def nearest_first(network: Network) -> Network:
    """Return the same network whose sites serve the nearest points first."""
    site = np.repeat(np.arange(len(network.capacity)), np.diff(network.of_site))
    order = np.lexsort((ways(network, site, network.point), site))
    return network._replace(point=network.point[order], pair=network.pair[order])


def ways(network: Network, site: Ints, point: Ints) -> Floats:
    """(P,) metres from each site to the point beside it."""
    lat, lon = np.degrees(network.latitude[site]), np.degrees(network.longitude[site])
    return metres(network.north[point], network.east[point], lat, lon)


def homes(network: Network) -> Ints:
    """(M,) the point nearest to each site of a network whose sites serve the nearest first; NOWHERE without any."""
    first = network.of_site[:-1]
    some = first < network.of_site[1:]
    found = np.full(len(first), NOWHERE, np.int64)
    found[some] = network.point[first[some]]
    return found


def lacking(network: Network, state: State, home: Ints) -> Ints:
    """(M,) how many are left without a place at the home of each site."""
    return np.where(home == NOWHERE, 0, state.left[home]).astype(np.int64)


def preferred(network: Network, sites: Ints, home: Ints) -> Ints:
    """Move sites to where more are left without a place, as long as no fewer are served."""
    state, chosen = opened(network, sites), sites.tolist()
    for _round in range(PASSES):
        moved = [moved_from(network, state, site, home) for site in chosen]
        if moved == chosen:
            break
        chosen = moved
    return np.array(chosen, np.int64)


def moved_from(network: Network, state: State, site: int, home: Ints) -> int:
    """Close the site and open the one that takes its place, or itself again; return which."""
    before = int(state.counter[REACHED])
    close_site(network, state, site)
    lack = lacking(network, state, home)
    for other in options(network, state, lack, int(lack[site])):
        open_site(network, state, other)
        if int(state.counter[REACHED]) >= before:
            return other
        close_site(network, state, other)
    open_site(network, state, site)
    return site


def options(network: Network, state: State, lack: Ints, least: int) -> list[int]:
    """The closed candidates at whose home more than `least` are left, most first; one for each home."""
    free = np.flatnonzero((state.open == 0) & (lack > least))
    free = free[free >= network.fixed]
    _counts, first = np.unique(-lack[free], return_index=True)
    found: list[int] = free[first][:TRIES].tolist()
    return found


def equals(network: Network, sites: Ints) -> int:
    """At how many other places one of the sites could open instead, and as many be served (there may be more)."""
    state = opened(network, sites)
    spots = np.unique(np.stack((network.latitude, network.longitude)), axis=1, return_inverse=True)[1].reshape(-1)
    found = np.zeros(len(spots), np.bool_)
    for site in sites.tolist():
        before = int(state.counter[REACHED])
        close_site(network, state, site)
        enough = np.minimum(network.capacity, state.near) >= before - int(state.counter[REACHED])
        found |= enough & (state.open == 0) & (spots != spots[site])
        open_site(network, state, site)
    found[: network.fixed] = False
    return len(np.setdiff1d(spots[found], spots[sites]))
