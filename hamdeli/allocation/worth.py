"""What a first place would be worth at a centre that has none left for this run."""

import numpy as np

from .blocks import BLOCK, NOBODY, WIDER, Blocks, blocks_of, least_fall, worth
from .ground import Ground, Longs, Points, Sites, points_of, sites_of
from .jit import compiled
from .problem import Problem
from .state import State
from .threads import in_blocks
from .tree import Pad, pair_cost


def price_without_places(problem: Problem, ground: Ground, state: State, prices: Longs) -> None:
    """Write the price of open centres whose places are all taken (by pins, or outside the run): the most that any
    file would save there. It proves nothing and changes nothing: nobody can be seated there.
    """
    without = problem.open.copy()
    without[ground.centre] = False
    centre = np.flatnonzero(without)
    if len(centre) and len(ground.file):
        points, out = points_of(problem, ground.file, ground.points[:6], centre), np.zeros(len(centre), np.int64)
        blocks = blocks_of(ground.points, state)
        in_blocks(_most_saved, len(centre), points, sites_of(problem, centre), state, blocks, out)
        prices[centre] = out


@compiled
def _most_saved(first: int, last: int, p: Points, s: Sites, st: State, blocks: Blocks, out: Longs, pad: Pad) -> None:
    for node in range(first, last):
        for w in range(len(blocks.wide_high)):
            if -least_fall(blocks.wide_box, blocks.wide_high, blocks.wide_county, w, s, node) > out[node]:
                for b in range(w * WIDER, min((w + 1) * WIDER, len(blocks.high))):
                    if -least_fall(blocks.box, blocks.high, blocks.county, b, s, node) > out[node]:
                        out[node] = max(out[node], _saved(b, p, s, st, blocks, node))


@compiled
def _saved(b: int, p: Points, s: Sites, st: State, blocks: Blocks, node: int) -> int:
    most = 0
    for k in range(b * BLOCK, (b + 1) * BLOCK):
        f = blocks.order[k]
        if f != NOBODY:
            most = max(most, worth(p, st, f) - pair_cost(p, f, s, node))
    return most
