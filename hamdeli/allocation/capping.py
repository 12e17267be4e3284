"""The cheapest chain for one new file that moves at most so many others; it may be dearer than the best one."""

from typing import NamedTuple

import numpy as np

from .ground import Longs, Points, Shorts, Sites
from .jit import compiled, inlined
from .rows import Rows
from .state import DIRTY, STAYS, State, attach, detach, next_extra
from .tree import NEVER

HERE = -1
"""A chain ends at its last node: the place there is free."""


class Layers(NamedTuple):
    """value, node, file, loss: (moves + 1, g) least reduced cost of a chain of that many moves into each node, its last
    arc and what its file paid more. goal: best, moves, node, file that stays or HERE.
    """

    value: Longs
    node: Shorts
    file: Shorts
    loss: Longs
    goal: Longs


def layers_of(moves: int, nodes: int) -> Layers:
    """Scratch for chains of up to this many moves."""
    size = (moves + 1, nodes)
    return Layers(
        np.empty(size, np.int64),
        np.empty(size, np.int32),
        np.empty(size, np.int32),
        np.empty(size, np.int64),
        np.empty(4, np.int64),
    )


@compiled
def seat_capped(f: int, p: Points, s: Sites, st: State, r: Rows, a: Layers) -> int:
    """Seat point f, which stays so far, by the cheapest chain through the rows that are built. Returns others moved."""
    a.goal[0], a.goal[1], a.goal[2], a.goal[3] = p.stay[f], 0, STAYS, HERE
    a.value[:] = NEVER
    for k in range(st.known[f]):
        node = st.nodes[st.start[f] + k]
        a.value[0, node] = st.costs[st.start[f] + k] + st.price[node]
        a.file[0, node], a.loss[0, node] = f, st.costs[st.start[f] + k]
    for moves in range(len(a.value)):
        for node in range(len(st.head)):
            if a.value[moves, node] < a.goal[0]:
                _end_here(moves, node, st, a)
                if moves + 1 < len(a.value) and r.size[node] != DIRTY:
                    _go_on(moves, node, st, r, a)
    return _run(f, st, r, a)


@inlined
def _end_here(moves: int, node: int, st: State, a: Layers) -> None:
    total = a.value[moves, node] + max(0, next_extra(st, node) - st.price[node])
    if total < a.goal[0]:
        a.goal[0], a.goal[1], a.goal[2], a.goal[3] = total, moves, node, HERE


@inlined
def _go_on(moves: int, node: int, st: State, r: Rows, a: Layers) -> None:
    base = a.value[moves, node] - st.price[node]
    if base + r.stay_loss[node] < a.goal[0]:
        a.goal[0], a.goal[1], a.goal[2], a.goal[3] = base + r.stay_loss[node], moves, node, r.stay_file[node]
    for k in range(r.size[node]):
        to = r.node[node, k]
        value = base + r.loss[node, k] + st.price[to]
        if value < a.value[moves + 1, to]:
            a.value[moves + 1, to] = value
            a.node[moves + 1, to], a.file[moves + 1, to] = node, r.file[node, k]
            a.loss[moves + 1, to] = r.loss[node, k]


@compiled
def _run(f: int, st: State, r: Rows, a: Layers) -> int:
    node = a.goal[2]
    if node == STAYS:
        return 0
    moved = a.goal[1]
    if a.goal[3] == HERE:
        st.used[node] += 1
    else:
        detach(st, a.goal[3])
        st.paid[a.goal[3]] = 0
        moved += 1
    for moves in range(a.goal[1], 0, -1):
        mover = a.file[moves, node]
        detach(st, mover)
        attach(st, mover, node)
        st.paid[mover] += a.loss[moves, node]
        r.size[node] = DIRTY
        node = int(a.node[moves, node])
    attach(st, f, node)
    st.paid[f] = a.loss[0, node]
    r.size[node] = DIRTY
    return moved  # type: ignore[no-any-return]
