"""A tree of boxes over the sites: the k least (cost + price) of a file, over all sites, exactly, looking at few.

Each box knows its corners on the unit sphere, the least price inside, the union of specialities, and the county if it
is one. A chord is never longer than its arc, so a box's bound never exceeds a cost inside it.
"""

import math
from typing import NamedTuple

import numpy as np

from .ground import FORBIDDEN, NONE, Floats, Longs, Points, Sites
from .jit import compiled, inlined
from .metric import EARTH, distance

MOST_ROOM = 64
"""Most that one query returns."""
LEAF = 4
NEVER = 1 << 50
DEPTH = 64


class Tree(NamedTuple):
    """Boxes in heap order: 1 is the root, `2b` and `2b + 1` lie in b, the last `leaves` are the leaves.

    box: (B, 6) least and greatest x, y, z. low: (B,) no price inside is lower. skills: (B,). county: (B,), -1 if mixed.
    """

    leaves: int
    box: Floats
    low: Longs
    skills: Longs
    county: Longs


class Pad(NamedTuple):
    """What a query writes on. nodes, values: (MOST_ROOM,) its answer. boxes, bounds: (DEPTH,) still to visit."""

    nodes: Longs
    values: Longs
    boxes: Longs
    bounds: Longs


def new_pad() -> Pad:
    """A pad of its own for each thread."""
    return Pad(
        np.empty(MOST_ROOM, np.int64),
        np.empty(MOST_ROOM, np.int64),
        np.empty(DEPTH, np.int64),
        np.empty(DEPTH, np.int64),
    )


def tree_of(s: Sites) -> Tree:
    """Boxes over sites that lie along the curve; prices zero."""
    leaves = 1
    while leaves * LEAF < len(s.x):
        leaves *= 2
    tree = Tree(
        leaves,
        np.empty((2 * leaves, 6)),
        np.zeros(2 * leaves, np.int64),
        np.zeros(2 * leaves, np.int64),
        np.full(2 * leaves, -1, np.int64),
    )
    shape_boxes(tree, s)
    return tree


@compiled
def shape_boxes(tree: Tree, s: Sites) -> None:
    """Fill corners, specialities and counties from the leaves up."""
    for b in range(2 * tree.leaves - 1, 0, -1):
        if b >= tree.leaves:
            _shape_leaf(tree, s, b)
        else:
            _join(tree, b)


@compiled
def _shape_leaf(tree: Tree, s: Sites, b: int) -> None:
    tree.box[b, :3] = 9.0
    tree.box[b, 3:] = -9.0
    first = (b - tree.leaves) * LEAF
    for i in range(first, min(first + LEAF, len(s.x))):
        for axis, value in enumerate((s.x[i], s.y[i], s.z[i])):
            tree.box[b, axis] = min(tree.box[b, axis], value)
            tree.box[b, axis + 3] = max(tree.box[b, axis + 3], value)
        tree.skills[b] |= s.skills[i]
        tree.county[b] = s.county[i] if i == first or tree.county[b] == s.county[i] else -1


@compiled
def _join(tree: Tree, b: int) -> None:
    left, right = 2 * b, 2 * b + 1
    for axis in range(3):
        tree.box[b, axis] = min(tree.box[left, axis], tree.box[right, axis])
        tree.box[b, axis + 3] = max(tree.box[left, axis + 3], tree.box[right, axis + 3])
    tree.skills[b] = tree.skills[left] | tree.skills[right]
    tree.county[b] = tree.county[left] if tree.county[left] == tree.county[right] else -1


@compiled
def lower_bounds(tree: Tree, s: Sites, price: Longs) -> None:
    """Write the least price of every box; boxes without sites are never entered."""
    for b in range(2 * tree.leaves - 1, 0, -1):
        if b >= tree.leaves:
            tree.low[b] = NEVER
            first = (b - tree.leaves) * LEAF
            for i in range(first, min(first + LEAF, len(s.x))):
                tree.low[b] = min(tree.low[b], price[s.group[i]])
        else:
            tree.low[b] = min(tree.low[2 * b], tree.low[2 * b + 1])


@compiled
def is_banned(p: Points, f: int, s: Sites, i: int) -> bool:
    """Whether this pair is forbidden by an adjustment."""
    key = f * len(s.x) + i
    low, high = 0, len(p.bans)
    while low < high:
        middle = (low + high) >> 1
        if p.bans[middle] < key:
            low = middle + 1
        else:
            high = middle
    return low < len(p.bans) and p.bans[low] == key


@inlined
def pair_cost(p: Points, f: int, s: Sites, i: int) -> int:
    """Cost of point f at site i, without price and place; FORBIDDEN or more where it may not be."""
    cost = s.terms[0] * distance(p, f, s, i)
    if p.need[f] > 0 and (s.skills[i] >> (p.need[f] - 1)) & 1 == 0:
        cost += s.terms[1]
    if p.carrier[f] != NONE and p.carrier[f] != i:
        cost += s.terms[2]
    if p.county[f] != s.county[i]:
        cost += s.terms[3]
    if len(p.bans) > 0 and is_banned(p, f, s, i):
        cost += FORBIDDEN
    return cost  # type: ignore[no-any-return]


@inlined
def outside(x: float, low: float, high: float) -> float:
    """How far x lies outside low..high."""
    if x < low:
        return low - x
    return x - high if x > high else 0.0


@inlined
def box_bound(tree: Tree, b: int, p: Points, f: int, s: Sites) -> int:
    """No (cost + price) of point f inside box b is lower, its carrier's aside."""
    if tree.low[b] >= NEVER:
        return NEVER
    dx = outside(p.x[f], tree.box[b, 0], tree.box[b, 3])
    dy = outside(p.y[f], tree.box[b, 1], tree.box[b, 4])
    dz = outside(p.z[f], tree.box[b, 2], tree.box[b, 5])
    metres = int(max(EARTH * math.sqrt(dx * dx + dy * dy + dz * dz) - 1.0, 0.0))
    bound = s.terms[0] * metres + tree.low[b]
    if p.need[f] > 0 and (tree.skills[b] >> (p.need[f] - 1)) & 1 == 0:
        bound += s.terms[1]
    if p.carrier[f] != NONE:
        bound += s.terms[2]
    if tree.county[b] >= 0 and tree.county[b] != p.county[f]:
        bound += s.terms[3]
    return bound  # type: ignore[no-any-return]


@inlined
def insert_sorted(node: int, value: int, count: int, room: int, nodes: Longs, values: Longs) -> int:
    """Keep the `room` least values, one a node, in order. Returns the new count."""
    at = 0
    while at < count and nodes[at] != node:
        at += 1
    if at < count and values[at] <= value:
        return count
    if at == count:
        count = min(count + 1, room)
        at = count - 1
    while at > 0 and values[at - 1] > value:
        nodes[at], values[at] = nodes[at - 1], values[at - 1]
        at -= 1
    nodes[at], values[at] = node, value
    return count


@compiled
def k_least(
    p: Points, f: int, s: Sites, price: Longs, tree: Tree, limit: int, room: int,
    pad: Pad,
) -> int:  # fmt: skip
    """The `room` least (cost + price) up to `limit` of point f, sorted, into the pad. Returns how many.

    Where fewer than `room` come back, nothing else lies within the limit.
    """
    nodes, values, boxes, bounds = pad.nodes, pad.values, pad.boxes, pad.bounds
    count = 0
    home = p.carrier[f]
    if home >= 0:
        value = pair_cost(p, f, s, home) + price[s.group[home]]
        if value <= limit:
            count = insert_sorted(s.group[home], value, count, room, nodes, values)
    boxes[0], bounds[0], top = 1, box_bound(tree, 1, p, f, s), 1
    while top > 0:
        top -= 1
        most = limit if count < room else min(limit, values[room - 1] - 1)
        if bounds[top] > most:
            continue
        if boxes[top] >= tree.leaves:
            count = _scan_leaf(p, f, s, price, tree, boxes[top], limit, count, room, nodes, values)
        else:
            top = _push_children(p, f, s, tree, boxes[top], most, top, boxes, bounds)
    return count


@inlined
def _scan_leaf(
    p: Points, f: int, s: Sites, price: Longs, tree: Tree, b: int, limit: int, count: int, room: int,
    nodes: Longs, values: Longs,
) -> int:  # fmt: skip
    first = (b - tree.leaves) * LEAF
    for i in range(first, min(first + LEAF, len(s.x))):
        if i == p.carrier[f]:
            continue
        value = pair_cost(p, f, s, i) + price[s.group[i]]
        if value <= limit and (count < room or value < values[room - 1]):
            count = insert_sorted(s.group[i], value, count, room, nodes, values)
    return count


@inlined
def _push_children(
    p: Points, f: int, s: Sites, tree: Tree, b: int, most: int, top: int, boxes: Longs, bounds: Longs
) -> int:
    left, right = 2 * b, 2 * b + 1
    near, far = box_bound(tree, left, p, f, s), box_bound(tree, right, p, f, s)
    if near > far:
        left, right, near, far = right, left, far, near
    if far <= most:
        boxes[top], bounds[top] = right, far
        top += 1
    if near <= most:
        boxes[top], bounds[top] = left, near
        top += 1
    return top
