"""Successive shortest paths between nodes: from one that has a file too many to the nearest that can take one more.

Dijkstra with the prices as potentials; along the path one file moves at each arc. Prices only rise. A search is exact
although lists are short: where a path could leave the lists, the files in question look around again before it matters.
Source of the method: Edmonds and Karp (1972), Tomizawa (1971) on successive shortest paths with potentials.
"""

from typing import NamedTuple

import numpy as np

from .ground import FORBIDDEN, Longs, Points, Shorts, Sites
from .heap import Heap, clear, heap_of, pop, push
from .jit import compiled, inlined
from .rows import Rows, build_row
from .state import DIRTY, SURE, State, attach, detach, look, look_farther, next_extra
from .tree import NEVER, Pad, Tree, lower_bounds, pair_cost

ABSORBS = -1
REFRESH = 64


class Search(NamedTuple):
    """dist, stamp: (g,) labels of the present search. node_to, file_to, loss_to: (g,) the arc by which it was reached.

    settled: (g,) nodes in order; goal: best distance, its node, its file or ABSORBS, settled count, epoch, searches,
    settled since the last pause, and (falling) the cost of the file that comes.
    """

    dist: Longs
    stamp: Longs
    done: Longs
    node_to: Shorts
    file_to: Shorts
    loss_to: Longs
    settled: Shorts
    goal: Longs
    heap: Heap


BEST, AT, FILE, SETTLED, EPOCH, SEARCHES, WORK, COST = range(8)


def search_of(nodes: int) -> Search:
    """Scratch for searches over this many nodes."""
    return Search(
        np.zeros(nodes, np.int64),
        np.zeros(nodes, np.int64),
        np.zeros(nodes, np.int64),
        np.empty(nodes, np.int32),
        np.empty(nodes, np.int32),
        np.empty(nodes, np.int64),
        np.empty(nodes, np.int32),
        np.zeros(8, np.int64),
        heap_of(2 * nodes),
    )


@compiled
def chain_away(first: int, work: int, p: Points, s: Sites, tree: Tree, st: State, r: Rows, q: Search, pad: Pad) -> int:
    """Free overfull nodes from `first` on, until about `work` nodes were settled. Returns where to go on."""
    q.goal[WORK] = 0
    for node in range(first, len(st.head)):
        while st.load[node] > st.used[node]:
            if q.goal[WORK] > work:
                return node
            if not free_one(node, p, s, tree, st, r, q, pad):
                return node
    return len(st.head)


@compiled
def free_one(node: int, p: Points, s: Sites, tree: Tree, st: State, r: Rows, q: Search, pad: Pad) -> bool:
    """Lead one file too many away from the node. False: a row did not fit, nothing was changed."""
    q.goal[SEARCHES] += 1
    if q.goal[SEARCHES] % REFRESH == 0:
        lower_bounds(tree, s, st.price)
    find_path(node, p, s, tree, st, r, q, pad)
    if r.full[0]:
        return False
    raise_prices(st, q)
    shift(node, st, r, q)
    return True


@compiled
def find_path(node: int, p: Points, s: Sites, tree: Tree, st: State, r: Rows, q: Search, pad: Pad) -> None:
    """Shortest path from the node to a free place or to staying; leaves labels, settled nodes and goal."""
    clear(q.heap)
    q.goal[EPOCH] += 1
    q.goal[BEST], q.goal[SETTLED] = NEVER, 0
    _label(q, node, 0, -1, -1, 0)
    count = len(st.head)
    while q.heap.size[0] > 0 and not r.full[0]:
        item = q.heap.item[0]
        key = q.heap.key[item]
        if key >= q.goal[BEST]:
            break
        pop(q.heap)
        if item < count:
            _settle(item, p, s, tree, st, r, q, pad)
        else:
            _widen(item - count, key, p, s, tree, st, r, q, pad)
    q.goal[WORK] += q.goal[SETTLED]


@inlined
def _label(q: Search, node: int, dist: int, node_to: int, file_to: int, loss_to: int) -> None:
    q.stamp[node] = q.goal[EPOCH]
    q.dist[node] = dist
    q.node_to[node], q.file_to[node], q.loss_to[node] = node_to, file_to, loss_to
    push(q.heap, node, dist)


@inlined
def _settle(node: int, p: Points, s: Sites, tree: Tree, st: State, r: Rows, q: Search, pad: Pad) -> None:
    q.settled[q.goal[SETTLED]] = node
    q.goal[SETTLED] += 1
    q.done[node] = q.goal[EPOCH]
    dist = q.dist[node]
    absorbs = dist + max(0, next_extra(st, node) - st.price[node])
    if absorbs < q.goal[BEST]:
        q.goal[BEST], q.goal[AT], q.goal[FILE] = absorbs, node, ABSORBS
    if r.size[node] == DIRTY:
        build_row(r, node, p, s, tree, st, pad)
    _relax(node, st, r, q)
    _await_horizon(node, dist + max(0, r.horizon[node] - st.price[node]), st, q)


@inlined
def _relax(node: int, st: State, r: Rows, q: Search) -> None:
    base = q.dist[node] - st.price[node]
    stays = base + r.stay_loss[node]
    if stays < q.goal[BEST]:
        q.goal[BEST], q.goal[AT], q.goal[FILE] = stays, node, r.stay_file[node]
    for k in range(r.size[node]):
        to = r.node[node, k]
        _reach(q, node, to, base + r.loss[node, k] + st.price[to], r.file[node, k], r.loss[node, k])


@inlined
def _reach(q: Search, node: int, to: int, dist: int, file: int, loss: int) -> None:
    if dist >= q.goal[BEST] or q.done[to] == q.goal[EPOCH]:
        return
    if q.stamp[to] != q.goal[EPOCH] or dist < q.dist[to]:
        _label(q, to, dist, node, file, loss)


@inlined
def _await_horizon(node: int, key: int, st: State, q: Search) -> None:
    if key < q.goal[BEST]:
        push(q.heap, len(st.head) + node, key)


@compiled
def _widen(node: int, key: int, p: Points, s: Sites, tree: Tree, st: State, r: Rows, q: Search, pad: Pad) -> None:
    """The search may now leave the node's row: let the files in question look around, at worst over every site."""
    base = q.dist[node] - st.price[node]
    f = st.head[node]
    following = NEVER
    while f >= 0:
        if st.horizon[f] != SURE:
            if base + st.horizon[f] - st.paid[f] <= key:
                look(f, p, s, tree, st, pad)
                if base + st.horizon[f] - st.paid[f] <= key:
                    look_farther(f, p, s, tree, st, pad)
                if base + st.horizon[f] - st.paid[f] <= key:
                    _look_everywhere(f, node, p, s, st, q)
            if st.horizon[f] != SURE and base + st.horizon[f] - st.paid[f] > key:
                following = min(following, base + st.horizon[f] - st.paid[f])
        f = st.after[f]
    build_row(r, node, p, s, tree, st, pad)
    _relax(node, st, r, q)
    _await_horizon(node, following, st, q)


@compiled
def _look_everywhere(f: int, node: int, p: Points, s: Sites, st: State, q: Search) -> None:
    base = q.dist[node] - st.price[node] - st.paid[f]
    for i in range(len(s.x)):
        to = s.group[i]
        if base + st.price[to] < q.goal[BEST]:
            cost = pair_cost(p, f, s, i)
            if cost < FORBIDDEN:
                _reach(q, node, to, base + cost + st.price[to], f, cost - st.paid[f])


@compiled
def raise_prices(st: State, q: Search) -> None:
    """Raise every settled node by what the path's end is farther than itself."""
    for k in range(q.goal[SETTLED]):
        node = q.settled[k]
        st.price[node] += max(0, q.goal[BEST] - q.dist[node])


@compiled
def shift(source: int, st: State, r: Rows, q: Search) -> None:
    """Move one file along each arc of the path that was found."""
    node, file = int(q.goal[AT]), q.goal[FILE]
    if file == ABSORBS:
        st.used[node] += 1
    else:
        detach(st, file)
        st.paid[file] = 0
        r.size[node] = DIRTY
    while node != source:
        come_from, f = int(q.node_to[node]), q.file_to[node]
        detach(st, f)
        attach(st, f, node)
        st.paid[f] += q.loss_to[node]
        r.size[node] = DIRTY
        r.size[come_from] = DIRTY
        node = come_from
