"""Serving people exactly: a maximum flow from points to open sites, kept while sites open and close.

After every call nobody could be served more by any other way of sharing the open sites: augmenting paths are local,
because only open sites within reach of one another are linked.
"""

from typing import NamedTuple

import numpy as np

from .instance import Flags, Ints
from .jit import compiled
from .network import Network


class State(NamedTuple):
    """What is open, who is served where, and room to search in. `near` is how many unserved a site could reach."""

    open: Ints
    left: Ints
    room: Ints
    flow: Ints
    near: Ints
    seen: Ints
    dead: Ints
    came: Ints
    taking: Ints
    giving: Ints
    queue: Ints
    counter: Ints


REACHED, STAMP, WORK, BATCH = 0, 1, 2, 3
"""Places in `State.counter`: people served; the mark of this search; pairs touched; the mark of hopeless sites."""


def new_state(network: Network) -> State:
    """Nothing open, nobody served."""
    sites = len(network.capacity)
    near = np.bincount(network.site, np.repeat(network.people, np.diff(network.of_point)), sites).astype(np.int64)
    state = State(
        open=np.zeros(sites, np.int64),
        left=network.people.copy(),
        room=np.zeros(sites, np.int64),
        flow=np.zeros(len(network.site), np.int64),
        near=near,
        seen=np.zeros(sites, np.int64),
        dead=np.zeros(sites, np.int64),
        came=np.zeros(sites, np.int64),
        taking=np.zeros(sites, np.int64),
        giving=np.zeros(sites, np.int64),
        queue=np.zeros(sites, np.int64),
        counter=np.zeros(4, np.int64),
    )
    for site in range(network.fixed):
        open_site(network, state, site)
    return state


@compiled
def serve(network: Network, state: State, point: int, amount: int) -> None:
    """Count `amount` more people of the point as served (fewer, where it is below 0)."""
    state.left[point] -= amount
    state.counter[REACHED] += amount
    first, last = network.of_point[point], network.of_point[point + 1]
    state.counter[WORK] += last - first
    for pair in range(first, last):
        state.near[network.site[pair]] -= amount


@compiled
def push(state: State, end: int, most: int) -> int:
    """Move as many people as fit along the path that ends at site `end`; return how many."""
    amount, site = most, end
    while state.giving[site] >= 0:
        amount = min(amount, state.flow[state.giving[site]])
        site = state.came[site]
    site = end
    while site >= 0:
        state.flow[state.taking[site]] += amount
        if state.giving[site] >= 0:
            state.flow[state.giving[site]] -= amount
        site = state.came[site]
    return amount


@compiled
def look_on(network: Network, state: State, point: int, site: int, giving: int, last: int) -> int:
    """Put the open sites that the point could go to into the queue; return its new end."""
    stamp = state.counter[STAMP]
    for pair in range(network.of_point[point], network.of_point[point + 1]):
        other = network.site[pair]
        if state.open[other] and state.seen[other] != stamp and state.dead[other] != state.counter[BATCH]:
            state.seen[other] = stamp
            state.came[other], state.taking[other], state.giving[other] = site, pair, giving
            state.queue[last] = other
            last += 1
    return last


@compiled
def place(network: Network, state: State, point: int) -> None:
    """Serve what is left of the point, moving others where that makes room."""
    while state.left[point] > 0:
        state.counter[STAMP] += 1
        head, last, found = 0, look_on(network, state, point, -1, -1, 0), -1
        while head < last and found < 0:
            site = state.queue[head]
            head += 1
            if state.room[site] > 0:
                found = site
                break
            state.counter[WORK] += network.of_site[site + 1] - network.of_site[site]
            for at in range(network.of_site[site], network.of_site[site + 1]):
                if state.flow[network.pair[at]] > 0:
                    last = look_on(network, state, network.point[at], site, network.pair[at], last)
        if found < 0:
            for at in range(last):
                state.dead[state.queue[at]] = state.counter[BATCH]
            return
        amount = push(state, found, min(state.left[point], state.room[found]))
        state.room[found] -= amount
        serve(network, state, point, amount)


@compiled
def close_site(network: Network, state: State, site: int) -> None:
    """Close a site and place its people elsewhere as far as possible."""
    first, last = network.of_site[site], network.of_site[site + 1]
    state.open[site], state.room[site] = 0, 0
    for at in range(first, last):
        pair = network.pair[at]
        if state.flow[pair] > 0:
            serve(network, state, network.point[at], -state.flow[pair])
            state.flow[pair] = 0
    state.counter[BATCH] += 1
    for at in range(first, last):
        if state.left[network.point[at]] > 0:
            place(network, state, network.point[at])


@compiled
def open_site(network: Network, state: State, site: int) -> None:
    """Open a site: serve who is left within its reach, then make room where others are left."""
    state.open[site], state.room[site] = 1, network.capacity[site]
    state.counter[WORK] += network.of_site[site + 1] - network.of_site[site]
    for at in range(network.of_site[site], network.of_site[site + 1]):
        point = network.point[at]
        amount = min(state.left[point], state.room[site])
        if amount > 0:
            state.flow[network.pair[at]] += amount
            state.room[site] -= amount
            serve(network, state, point, amount)
    while state.room[site] > 0 and relieve(network, state, site):
        pass


@compiled
def relieve(network: Network, state: State, site: int) -> bool:
    """Let the site take people from a full one that has others waiting, through any number of sites."""
    state.counter[STAMP] += 1
    state.seen[site] = state.counter[STAMP]
    state.queue[0], state.came[site] = site, -1
    head, last = 0, 1
    while head < last:
        here = state.queue[head]
        head += 1
        state.counter[WORK] += network.of_site[here + 1] - network.of_site[here]
        for at in range(network.of_site[here], network.of_site[here + 1]):
            point = network.point[at]
            if state.left[point] > 0 and here != site:
                draw(network, state, site, here, network.pair[at], point)
                return True
            last = look_back(network, state, point, here, network.pair[at], last)
    return False


@compiled
def look_back(network: Network, state: State, point: int, here: int, taking: int, last: int) -> int:
    """Put the full sites that serve the point, and could hand it to `here`, into the queue; return its new end."""
    stamp = state.counter[STAMP]
    for pair in range(network.of_point[point], network.of_point[point + 1]):
        other = network.site[pair]
        if state.flow[pair] > 0 and state.seen[other] != stamp and state.room[other] == 0:
            state.seen[other] = stamp
            state.came[other], state.giving[other], state.taking[other] = here, pair, taking
            state.queue[last] = other
            last += 1
    return last


@compiled
def draw(network: Network, state: State, site: int, here: int, pair: int, point: int) -> None:
    """Serve people of the point at `here`, which hands others on towards `site`."""
    amount, at = min(state.left[point], state.room[site]), here
    while at != site:
        amount = min(amount, state.flow[state.giving[at]])
        at = state.came[at]
    at = here
    while at != site:
        state.flow[state.giving[at]] -= amount
        state.flow[state.taking[at]] += amount
        at = state.came[at]
    state.flow[pair] += amount
    state.room[site] -= amount
    serve(network, state, point, amount)


def cut(network: Network, state: State) -> Flags:
    """(N,) the points from which a way leads to somebody who is left: what the open sites serve of them, they fill."""
    inside, known = state.left > 0, state.open == 0
    fresh = np.flatnonzero(inside).tolist()
    while fresh:
        sites = {int(site) for point in fresh for site in network.site[around(network.of_point, point)]}
        sites = {site for site in sites if not known[site]}
        known[list(sites)] = True
        at = [each for site in sites for each in range(network.of_site[site], network.of_site[site + 1])]
        points = network.point[at] if at else network.point[:0]
        points = np.unique(points[state.flow[network.pair[at]] > 0]) if at else points
        fresh = points[~inside[points]].tolist()
        inside[fresh] = True
    return inside


def around(starts: Ints, number: int) -> slice:
    """Where the run of a number lies."""
    return slice(int(starts[number]), int(starts[number + 1]))
