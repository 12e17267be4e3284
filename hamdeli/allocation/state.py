"""Where the solver stands: who sits where, what each node's price is, which candidates each file knows."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .ground import Longs, Points, Shorts, Sites
from .jit import compiled, inlined
from .tree import MOST_ROOM, NEVER, Pad, Tree, k_least, pair_cost

NEAR = 16
"""Candidates of a file in its own list."""
GLANCE = 8
FAR = MOST_ROOM
"""Candidates of a file for which that was not enough once."""
FEW = 250_000
"""Up to so many files there is room for all to look far; beyond, for one in eight."""
STAYS = -1
UNKNOWN = -1
SURE = 2**31 - 1
DIRTY = -1


class State(NamedTuple):
    """n points and g nodes.

    seat: (n,) node or STAYS; paid: (n,) cost there without price. head, after, before: members of a node as lists.
    load, used: (g,) files, and those of them that hold a place; a node with load > used has too many.
    price: (g,). ends: (g, T), extras: (T,). nodes, costs: candidates, those of a file from start[f] on; known: (n,) how
    many. spare: (2,) where the next far list begins, and where there is no room for more.
    horizon: (n,) no candidate outside the list has (cost + price) below it; UNKNOWN before the first look.
    """

    seat: Shorts
    paid: Shorts
    head: Shorts
    after: Shorts
    before: Shorts
    load: Shorts
    used: Shorts
    price: Longs
    ends: Longs
    extras: Longs
    nodes: Shorts
    costs: Shorts
    start: Longs
    spare: Longs
    known: npt.NDArray[np.uint8]
    horizon: Shorts


def empty_state(points: int, ends: Longs, extras: Longs, price: Longs) -> State:
    """Nobody seated, nothing known, prices as given (copied)."""
    nodes, near = len(ends), NEAR * points
    room = near + FAR * (points if points <= FEW else points // 8)
    return State(
        np.full(points, STAYS, np.int32),
        np.zeros(points, np.int32),
        np.full(nodes, -1, np.int32),
        np.full(points, -1, np.int32),
        np.full(points, -1, np.int32),
        np.zeros(nodes, np.int32),
        np.zeros(nodes, np.int32),
        price.astype(np.int64),
        ends,
        extras,
        np.empty(room, np.int32),
        np.empty(room, np.int32),
        np.arange(points, dtype=np.int64) * NEAR,
        np.array([near, room], np.int64),
        np.zeros(points, np.uint8),
        np.full(points, UNKNOWN, np.int32),
    )


@compiled
def look_around(first: int, last: int, p: Points, s: Sites, tree: Tree, st: State, pad: Pad) -> None:
    """Fill the candidate lists of points first..last at the present prices; limit: the cost of staying."""
    for f in range(first, last):
        look(f, p, s, tree, st, pad)


@compiled
def look(f: int, p: Points, s: Sites, tree: Tree, st: State, pad: Pad) -> None:
    """Fill the candidate list of one point at the present prices."""
    _fill(f, NEAR if st.start[f] < NEAR * len(st.start) else FAR, p, s, tree, st, pad)


@compiled
def glance(f: int, p: Points, s: Sites, tree: Tree, st: State, pad: Pad) -> None:
    """Fill the beginning of the list only: enough for most, and in half the time."""
    _fill(f, GLANCE, p, s, tree, st, pad)


@compiled
def _fill(f: int, room: int, p: Points, s: Sites, tree: Tree, st: State, pad: Pad) -> None:
    first = st.start[f]
    count = k_least(p, f, s, st.price, tree, p.stay[f], room, pad)
    for k in range(count):
        st.nodes[first + k] = pad.nodes[k]
        st.costs[first + k] = pad.values[k] - st.price[pad.nodes[k]]
    st.known[f] = count
    st.horizon[f] = pad.values[room - 1] if count == room else SURE


@compiled
def look_farther(f: int, p: Points, s: Sites, tree: Tree, st: State, pad: Pad) -> None:
    """Give the point a far list, if it has none and there is room, and fill it."""
    if st.start[f] < NEAR * len(st.start) and st.spare[0] + FAR <= st.spare[1]:
        st.start[f] = st.spare[0]
        st.spare[0] += FAR
        look(f, p, s, tree, st, pad)


def known_nodes(st: State, point: int) -> list[int]:
    """Candidates of a point, the best at the time of looking first."""
    first = int(st.start[point])
    found: list[int] = st.nodes[first : first + int(st.known[point])].tolist()
    return found


@compiled
def choose_seat(f: int, p: Points, s: Sites, tree: Tree, st: State, wished: int, pad: Pad) -> None:
    """Seat one point (without chaining it): least (cost + price) or staying; ties go to `wished`, then to a site."""
    limit, seat, paid = int(p.stay[f]), STAYS, 0
    if wished >= 0:
        paid = pair_cost(p, f, s, wished)
        if paid + st.price[wished] <= limit:
            limit, seat = paid + st.price[wished] - 1, wished
    elif wished == STAYS:
        limit -= 1
    if k_least(p, f, s, st.price, tree, limit, 1, pad) == 1:
        seat, paid = pad.nodes[0], pad.values[0] - st.price[pad.nodes[0]]
    st.seat[f] = seat
    st.paid[f] = paid if seat != STAYS else 0


@compiled
def choose_seats(first: int, last: int, p: Points, s: Sites, tree: Tree, st: State, wished: Shorts, pad: Pad) -> None:
    """Give each of points first..last its least (cost + price) over all sites or staying; ties go to `wished`."""
    for f in range(first, last):
        choose_seat(f, p, s, tree, st, wished[f], pad)


def take_first(state: State) -> None:
    """Seat every file at the first of its candidates."""
    known = state.known > 0
    if len(known):
        state.seat[:] = np.where(known, state.nodes[state.start], STAYS)
        state.paid[:] = np.where(known, state.costs[state.start], 0)


@compiled
def sit_down(st: State) -> None:
    """Chain the members of each node; count loads; let as many hold a place as the price allows."""
    for f in range(len(st.seat) - 1, -1, -1):
        if st.seat[f] != STAYS:
            attach(st, f, st.seat[f])
    for node in range(len(st.head)):
        st.used[node] = min(st.load[node], places_at(st, node, st.price[node]))


@inlined
def attach(st: State, f: int, node: int) -> None:
    """Make point f a member of the node."""
    st.seat[f] = node
    st.before[f] = -1
    st.after[f] = st.head[node]
    if st.head[node] >= 0:
        st.before[st.head[node]] = f
    st.head[node] = f
    st.load[node] += 1


@inlined
def detach(st: State, f: int) -> None:
    """Take point f out of its node; it stays with its county office."""
    node = st.seat[f]
    if st.before[f] >= 0:
        st.after[st.before[f]] = st.after[f]
    else:
        st.head[node] = st.after[f]
    if st.after[f] >= 0:
        st.before[st.after[f]] = st.before[f]
    st.seat[f] = STAYS
    st.load[node] -= 1


@inlined
def places_at(st: State, node: int, price: int) -> int:
    """Places of the node whose extra cost is at most `price`."""
    places = 0
    for tier in range(len(st.extras)):
        if st.extras[tier] <= price:
            places = st.ends[node, tier]
    return places


@inlined
def places_below(st: State, node: int, price: int) -> int:
    """Places of the node whose extra cost is less than `price`."""
    places = 0
    for tier in range(len(st.extras)):
        if st.extras[tier] < price:
            places = st.ends[node, tier]
    return places


@inlined
def next_extra(st: State, node: int) -> int:
    """Extra cost of the first place not used; NEVER where the node is full."""
    for tier in range(len(st.extras)):
        if st.ends[node, tier] > st.used[node]:
            return st.extras[tier]  # type: ignore[no-any-return]
    return NEVER


@inlined
def last_extra(st: State, node: int) -> int:
    """Extra cost of the last place used; zero where none is."""
    for tier in range(len(st.extras)):
        if st.ends[node, tier] >= st.used[node]:
            return st.extras[tier] if st.used[node] > 0 else 0
    return 0
