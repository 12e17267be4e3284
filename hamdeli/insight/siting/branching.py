"""Small instances to the end: branch and bound, best bound first, each part bounded by prices (Fisher 1981)."""

import heapq
from collections.abc import Callable

import numpy as np

from .bounding import FREE, IN, OUT, Descent, bound_of
from .flow import REACHED
from .instance import SCALE, Ints
from .network import Network
from .searching import opened

STEPS, FIRST_STEPS = 40, 400
Node = tuple[int, int, int, Ints, Ints]
"""Its bound below zero, its number, the site to decide next, what is decided, the multipliers."""


class Tree:
    """What is still open, and the best choice so far. `bound` is what no choice exceeds."""

    def __init__(self, network: Network, count: int, chosen: Ints, reached: int, multipliers: Ints) -> None:
        self.network, self.count = network, count
        self.chosen, self.reached = chosen, reached
        self.nodes = 0
        free = np.zeros(len(network.capacity), np.int64)
        self.heap: list[Node] = []
        self._put(free, multipliers, FIRST_STEPS)

    @property
    def bound(self) -> int:
        """The largest bound of the open parts, or what is reached where none is left."""
        return max(self.reached, -self.heap[0][0] if self.heap else 0)

    def search(self, most: int, tell: Callable[[int], None]) -> bool:
        """Look at up to `most` parts; say whether the search came to its end."""
        while self.heap and self.nodes < most:
            bound, _, site, decided, multipliers = heapq.heappop(self.heap)
            if -bound <= self.reached:
                self.heap.clear()
                break
            tell(self.nodes)
            self._branch(site, decided, multipliers)
        return not self.heap or -self.heap[0][0] <= self.reached

    def _branch(self, site: int, decided: Ints, multipliers: Ints) -> None:
        for way in (IN, OUT):
            part = decided.copy()
            part[site] = way
            self._put(part, multipliers, STEPS)

    def _put(self, decided: Ints, start: Ints, steps: int) -> None:
        """Bound one part; keep it where it may hold something better."""
        self.nodes += 1
        if self._settled(decided):
            return
        descent = Descent(self.network, self.count, decided, start)
        for _ in range(steps):
            descent.step(self.reached, patience=6)
            if descent.bound <= self.reached:
                return
        self._try(np.flatnonzero(descent.prices.counted[self.network.fixed :]) + self.network.fixed)
        decided = self._narrowed(decided, descent)
        if descent.bound <= self.reached or self._settled(decided):
            return
        away = np.where(decided == FREE, np.abs(descent.often - 0.5), 9.0)
        away[: self.network.fixed] = 9.0
        heapq.heappush(self.heap, (-descent.bound, self.nodes, int(away.argmin()), decided, descent.multipliers))

    def _settled(self, decided: Ints) -> bool:
        """Where nothing is left to decide, count what is reached; say whether that is so."""
        rows = decided[self.network.fixed :]
        chosen, free = int((rows == IN).sum()), int((rows == FREE).sum())
        if chosen < self.count and chosen + free > self.count:
            return False
        sites = np.flatnonzero(rows == IN if chosen == self.count else rows != OUT) + self.network.fixed
        self._try(sites)
        return True

    def _try(self, sites: Ints) -> None:
        """Count exactly what these sites reach, and keep them where that is more."""
        if len(sites) != self.count:
            return
        reached = int(opened(self.network, sites).counter[REACHED])
        if reached > self.reached:
            self.reached, self.chosen = reached, sites

    def _narrowed(self, decided: Ints, descent: Descent) -> Ints:
        """Decide every site whose other way could not be better: its worth beside that of the last one counted."""
        prices, fixed = descent.prices, self.network.fixed
        prices.multiplier[:] = descent.multipliers
        total, last, _ = bound_of(self.network, prices, decided, self.count)
        target = (self.reached + 1) * SCALE
        free = np.zeros(len(decided), np.bool_)
        free[fixed:] = decided[fixed:] == FREE
        counted = free & (prices.counted == 1)
        waiting = free & ~counted
        following = int(prices.worth[waiting].max()) if waiting.any() else 0
        decided = decided.copy()
        decided[waiting & (total - last + prices.worth < target)] = OUT
        decided[counted & (total - prices.worth + following < target)] = IN
        return decided
