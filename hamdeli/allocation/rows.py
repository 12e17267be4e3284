"""The graph between nodes: the arc i -> j is the member of i that loses least by moving to j. Kept until it changes."""

from typing import NamedTuple

import numpy as np

from .ground import Longs, Points, Shorts, Sites
from .jit import compiled, inlined
from .state import DIRTY, SURE, UNKNOWN, State, glance
from .tree import NEVER, Pad, Tree

WIDTH = 128


class Rows(NamedTuple):
    """node, loss, file: (g, WIDTH or more) arcs of a node. size: (g,) how many, or DIRTY.

    stay_loss, stay_file: (g,) the member that loses least by staying. horizon: (g,) no arc outside the row loses less
    (before the price of the own node). slot, stamp: (g,) scratch. full: (1,) a row did not fit.
    """

    node: Shorts
    loss: Shorts
    file: Shorts
    size: Shorts
    stay_loss: Longs
    stay_file: Shorts
    horizon: Longs
    slot: Shorts
    stamp: Shorts
    full: Longs


def rows_of(nodes: int, width: int) -> Rows:
    """Rows not yet built."""
    return Rows(
        np.empty((nodes, width), np.int32),
        np.empty((nodes, width), np.int32),
        np.empty((nodes, width), np.int32),
        np.full(nodes, DIRTY, np.int32),
        np.zeros(nodes, np.int64),
        np.zeros(nodes, np.int32),
        np.zeros(nodes, np.int64),
        np.zeros(nodes, np.int32),
        np.full(nodes, -1, np.int32),
        np.zeros(1, np.int64),
    )


@compiled
def build_row(r: Rows, node: int, p: Points, s: Sites, tree: Tree, st: State, pad: Pad) -> None:
    """Gather the arcs of a node from the lists of its members, looking around for those that never did."""
    r.size[node] = 0
    r.stay_loss[node] = NEVER
    r.horizon[node] = NEVER
    f = st.head[node]
    while f >= 0:
        if st.horizon[f] == UNKNOWN:
            glance(f, p, s, tree, st, pad)
        _gather(r, node, f, p, st)
        f = st.after[f]
    for k in range(r.size[node]):
        r.stamp[r.node[node, k]] = -1


@inlined
def _gather(r: Rows, node: int, f: int, p: Points, st: State) -> None:
    paid, stay = st.paid[f], p.stay[f]
    if stay - paid < r.stay_loss[node]:
        r.stay_loss[node] = stay - paid
        r.stay_file[node] = f
    if st.horizon[f] != SURE:
        r.horizon[node] = min(r.horizon[node], int(st.horizon[f] - paid))
    for k in range(st.known[f]):
        to, cost = st.nodes[st.start[f] + k], st.costs[st.start[f] + k]
        if to != node and cost + st.price[to] <= stay:
            _offer(r, node, to, cost - paid, f)


@inlined
def _offer(r: Rows, node: int, to: int, loss: int, f: int) -> None:
    if r.stamp[to] != node:
        if r.size[node] == r.node.shape[1]:
            r.full[0] = 1
            return
        r.stamp[to] = node
        r.slot[to] = r.size[node]
        r.node[node, r.size[node]] = to
        r.loss[node, r.size[node]] = loss
        r.file[node, r.size[node]] = f
        r.size[node] += 1
    elif loss < r.loss[node, r.slot[to]]:
        r.loss[node, r.slot[to]] = loss
        r.file[node, r.slot[to]] = f
