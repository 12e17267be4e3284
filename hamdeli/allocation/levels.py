"""Where prices begin: solved first for a sample of the files on groups of neighbouring centres, level by level.

A group shares one price and pools its places. Its members inherit its price less several times the distance to their
fourth neighbour: starting low matters, because prices then mostly rise and candidate lists stay valid.
"""

from typing import NamedTuple

import numpy as np

from .ground import NONE, Ground, Longs, Points, Sites
from .jit import compiled
from .state import State, empty_state, look_around, sit_down, take_first
from .threads import in_blocks
from .tree import Pad, Tree, k_least, lower_bounds

SHARE = 4
"""Each sample has so many times the files of the one before it; each group so many times the sites."""
FEWEST = 100
"""With fewer groups than this a level is not worth its while."""
FILLED = 7
"""With fewer files a site than this a sample tells too little about the site's price."""
NEIGHBOUR = 4
CAUTION = 8
"""Spacings by which prices of groups start too low: lower starts cost more chains, higher ones more falls."""
SURELY = (1, 2, 2, 2, 2, 2, 2, 2)
"""The same for samples on the sites themselves, the largest sample first."""


class Level(NamedTuple):
    """sites: in a group. files: one in so many is in the sample. caution: spacings by which prices start too low."""

    sites: int
    files: int
    caution: int


def sampled(ground: Ground, level: Level) -> Ground:
    """Every `files`-th point; sites grouped in runs of `sites` along the curve, their places pooled."""
    step = level.files
    p = ground.points
    points = Points._make([*(np.ascontiguousarray(column[::step]) for column in p[:-1]), np.empty(0, np.int64)])
    group = np.arange(len(ground.centre)) // level.sites
    pooled = np.add.reduceat(ground.ends, np.arange(0, len(group), level.sites), axis=0)
    ends = (pooled * len(points.x) + len(p.x) // 2) // max(1, len(p.x))
    sites = ground.sites._replace(group=group.astype(np.int32))
    return Ground(points, sites, ground.file[::step], ground.centre, ends, ground.extras)


def levels_of(ground: Ground) -> list[Level]:
    """Levels to go through, the coarsest first; none where the problem is small."""
    files, sites = len(ground.file), len(ground.centre)
    alone: list[Level] = []
    groups: list[Level] = []
    step = together = SHARE
    while files >= FILLED * sites * step and len(alone) < len(SURELY):
        alone.append(Level(1, step, SURELY[len(alone)]))
        step *= SHARE
    while sites // together >= FEWEST:
        groups.append(Level(together, step * together // (2 * SHARE), CAUTION))
        together *= SHARE
    return (alone + groups)[::-1]


def spacing(ground: Ground, tree: Tree) -> Longs:
    """(S,) cost of the way to the fourth nearest other site; zero where there are fewer."""
    s = ground.sites
    n = len(s.x)
    nobody, stay = np.full(n, NONE, np.int32), np.full(n, 2**31 - 1, np.int32)
    points = Points(*s[:6], np.zeros(n, np.int8), s.county, nobody, stay, np.empty(0, np.int64))
    plain = s._replace(terms=np.array([s.terms[0], 0, 0, 0], np.int64), group=np.arange(n, dtype=np.int32))
    free, out = np.zeros(n, np.int64), np.zeros(n, np.int64)
    lower_bounds(tree, plain, free)
    in_blocks(_spacing, n, points, plain, tree, free, out)
    return out


@compiled
def _spacing(first: int, last: int, p: Points, s: Sites, tree: Tree, price: Longs, out: Longs, pad: Pad) -> None:
    for f in range(first, last):
        if k_least(p, f, s, price, tree, p.stay[f], NEIGHBOUR + 1, pad) == NEIGHBOUR + 1:
            out[f] = pad.values[NEIGHBOUR]


def opened(ground: Ground, tree: Tree, price: Longs) -> State:
    """Every point seated at the first of its candidates at these prices (by node)."""
    state = empty_state(len(ground.points.x), ground.ends, ground.extras, price)
    lower_bounds(tree, ground.sites, state.price)
    in_blocks(look_around, len(ground.points.x), ground.points, ground.sites, tree, state)
    take_first(state)
    sit_down(state)
    return state
