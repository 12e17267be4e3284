"""Files in blocks along the curve, for the question who would come to a node if its price fell."""

import math
from typing import NamedTuple

import numpy as np

from .ground import Floats, Longs, Points, Sites
from .jit import compiled, inlined
from .metric import EARTH
from .state import STAYS, State
from .tree import outside

BLOCK = 32
WIDER = 32
MIXED = -(1 << 40)
NOBODY = -1


class Blocks(NamedTuple):
    """Points in runs of BLOCK along the curve, and runs of WIDER of these; those who stay in runs of their own.

    order: (b * BLOCK,) points, or NOBODY. box: (b, 6) corners. high: (b,) no (cost + price) paid inside is higher.
    county: (b,) or MIXED.
    """

    order: Longs
    box: Floats
    high: Longs
    county: Longs
    wide_box: Floats
    wide_high: Longs
    wide_county: Longs


@inlined
def worth(p: Points, st: State, f: int) -> int:
    """What point f costs now, price included."""
    if st.seat[f] == STAYS:
        return int(p.stay[f])
    return st.paid[f] + st.price[st.seat[f]]  # type: ignore[no-any-return]


def blocks_of(p: Points, st: State) -> Blocks:
    """Boxes and highest values at the present prices, which from now on only fall."""
    order = _order(p, st)
    count = len(order) // BLOCK
    wide = -(-count // WIDER)
    blocks = Blocks(
        order,
        np.empty((count, 6)),
        np.zeros(count, np.int64),
        np.zeros(count, np.int64),
        np.empty((wide, 6)),
        np.zeros(wide, np.int64),
        np.zeros(wide, np.int64),
    )
    _shape(blocks, p, st)
    return blocks


def _order(p: Points, st: State) -> Longs:
    """Those seated and those who stay, each by runs along the curve, and by what they pay inside a wide run."""
    pays = np.where(st.seat == STAYS, p.stay, st.paid + np.append(st.price, 0)[st.seat])
    stays = st.seat == STAYS
    parts = []
    for part, run in ((np.flatnonzero(~stays), BLOCK * WIDER), (np.flatnonzero(stays), len(pays) + 1)):
        place = np.arange(len(part))
        part = part[np.argsort(((place // run << 31) + pays[part]) * run + place % run)]
        parts.append(np.append(part, np.full(-len(part) % (BLOCK * WIDER), NOBODY)))
    return np.concatenate(parts)


@compiled
def _shape(blocks: Blocks, p: Points, st: State) -> None:
    for b in range(len(blocks.high)):
        first = b * BLOCK
        _begin(blocks.box, blocks.high, blocks.county, b, p.county[max(0, blocks.order[first])])
        for k in range(first, first + BLOCK):
            if blocks.order[k] != NOBODY:
                _cover(blocks, b, p, st, blocks.order[k])
    for w in range(len(blocks.wide_high)):
        first = w * WIDER
        _begin(blocks.wide_box, blocks.wide_high, blocks.wide_county, w, blocks.county[first])
        for b in range(first, min(first + WIDER, len(blocks.high))):
            _join(blocks, w, b)


@compiled
def _cover(blocks: Blocks, b: int, p: Points, st: State, f: int) -> None:
    blocks.high[b] = max(blocks.high[b], worth(p, st, f))
    if blocks.county[b] != p.county[f]:
        blocks.county[b] = MIXED
    for axis, value in enumerate((p.x[f], p.y[f], p.z[f])):
        blocks.box[b, axis] = min(blocks.box[b, axis], value)
        blocks.box[b, axis + 3] = max(blocks.box[b, axis + 3], value)


@compiled
def _begin(box: Floats, high: Longs, county: Longs, b: int, code: int) -> None:
    high[b] = 0
    county[b] = code
    for axis in range(3):
        box[b, axis] = 9.0
        box[b, axis + 3] = -9.0


@compiled
def _join(blocks: Blocks, w: int, b: int) -> None:
    blocks.wide_high[w] = max(blocks.wide_high[w], blocks.high[b])
    if blocks.wide_county[w] != blocks.county[b]:
        blocks.wide_county[w] = MIXED
    for axis in range(3):
        blocks.wide_box[w, axis] = min(blocks.wide_box[w, axis], blocks.box[b, axis])
        blocks.wide_box[w, axis + 3] = max(blocks.wide_box[w, axis + 3], blocks.box[b, axis + 3])


@inlined
def least_fall(box: Floats, high: Longs, county: Longs, b: int, s: Sites, node: int) -> int:
    """Nobody in block b would come to the node (its price aside) for a fall less than this."""
    dx = outside(s.x[node], box[b, 0], box[b, 3])
    dy = outside(s.y[node], box[b, 1], box[b, 4])
    dz = outside(s.z[node], box[b, 2], box[b, 5])
    way = s.terms[0] * int(max(EARTH * math.sqrt(dx * dx + dy * dy + dz * dz) - 1.0, 0.0))
    if county[b] != MIXED and county[b] != s.county[node]:
        way += s.terms[3]
    return way - high[b]  # type: ignore[no-any-return]
