"""Raise each overfull node in bulk, to the margin at which enough of its members prefer another place.

Starting below the least equilibrium prices this never passes them (Demange, Gale, Sotomayor, "Multi-item auctions",
1986): each raise is the least that the node needs while the others stay as they are.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .ground import Points, Shorts, Sites
from .heap import Heap, clear, heap_of, pop, push
from .jit import compiled, inlined
from .state import STAYS, State, attach, detach, look, places_at
from .tree import Pad, Tree


class Desk(NamedTuple):
    """What the raising writes on. queue, waiting, seen: (g,) nodes. other, moved: (n,) files. heap: over files."""

    queue: Shorts
    waiting: npt.NDArray[np.bool_]
    seen: Shorts
    other: Shorts
    moved: Shorts
    heap: Heap


def desk_of(points: int, nodes: int) -> Desk:
    """A clear desk."""
    return Desk(
        np.empty(nodes, np.int32),
        np.zeros(nodes, np.bool_),
        np.zeros(nodes, np.int32),
        np.empty(points, np.int32),
        np.empty(points, np.int32),
        heap_of(points),
    )


@compiled
def raise_in_bulk(p: Points, s: Sites, tree: Tree, st: State, visits: int, d: Desk, pad: Pad) -> int:
    """Visit overfull nodes in turn, each at most `visits` times. Returns how many files are still too many."""
    count = len(st.head)
    first, size = 0, 0
    for node in range(count):
        size = _enqueue(st, node, d, first, size)
    while size > 0:
        node = d.queue[first]
        first, size = (first + 1) % count, size - 1
        d.waiting[node] = False
        if d.seen[node] < visits:
            d.seen[node] += 1
            moved = _raise(p, s, tree, st, node, d, pad)
            for k in range(moved):
                if st.seat[d.moved[k]] != STAYS:
                    size = _enqueue(st, st.seat[d.moved[k]], d, first, size)
    return _too_many(st)


@compiled
def _enqueue(st: State, node: int, d: Desk, first: int, size: int) -> int:
    if d.waiting[node] or st.load[node] <= places_at(st, node, st.price[node]):
        return size
    d.waiting[node] = True
    d.queue[(first + size) % len(d.queue)] = node
    return size + 1


@compiled
def _too_many(st: State) -> int:
    total = 0
    for node in range(len(st.head)):
        st.used[node] = min(st.load[node], places_at(st, node, st.price[node]))
        total += st.load[node] - st.used[node]
    return total


@compiled
def _raise(p: Points, s: Sites, tree: Tree, st: State, node: int, d: Desk, pad: Pad) -> int:
    """Raise one node. Returns how many moved; they are the first of `moved`."""
    count = _margins(p, s, tree, st, node, d, pad)
    price = st.price[node]
    leave = 0
    while count - leave > places_at(st, node, st.price[node]):
        step = price + d.heap.key[d.heap.item[0]]
        opened = _opening(st, node, count - leave, step)
        st.price[node] = max(st.price[node], min(step, opened))
        if opened > step:
            d.moved[leave] = pop(d.heap)
            leave += 1
    for k in range(leave):
        _move(st, d.moved[k], d.other[d.moved[k]])
    return leave


@compiled
def _opening(st: State, node: int, load: int, most: int) -> int:
    """The least price up to `most` at which the node has places for `load`; above `most` where there is none."""
    for tier in range(len(st.extras)):
        if st.ends[node, tier] >= load and st.extras[tier] <= most:
            return max(st.extras[tier], st.price[node])  # type: ignore[no-any-return]
    return most + 1


@compiled
def _margins(p: Points, s: Sites, tree: Tree, st: State, node: int, d: Desk, pad: Pad) -> int:
    clear(d.heap)
    f = st.head[node]
    while f >= 0:
        value, to = _second(p, st, f, node)
        if value > st.horizon[f]:
            look(f, p, s, tree, st, pad)
            value, to = _second(p, st, f, node)
        d.other[f] = to
        push(d.heap, f, value - st.paid[f] - st.price[node])
        f = st.after[f]
    return d.heap.size[0]  # type: ignore[no-any-return]


@inlined
def _second(p: Points, st: State, f: int, node: int) -> tuple[int, int]:
    """Least (cost + price) of f outside the node, by its list, or staying; and which node (STAYS: staying)."""
    best, at = int(p.stay[f]), int(STAYS)
    for k in range(st.known[f]):
        to = st.nodes[st.start[f] + k]
        if to != node:
            value = st.costs[st.start[f] + k] + st.price[to]
            if value <= best:
                best, at = value, int(k)
    return best, at


@inlined
def _move(st: State, f: int, k: int) -> None:
    detach(st, f)
    if k == STAYS:
        st.paid[f] = 0
    else:
        st.paid[f] = st.costs[st.start[f] + k]
        attach(st, f, st.nodes[st.start[f] + k])
