"""A proved bound: people priced at their points, each site filled with the dearest, the best sites counted.

For multipliers u (whole numbers out of SCALE, between 0 and SCALE) and any choice,
    served <= sum(u * people) + sum over open sites of the most that (SCALE - u) can give within its capacity,
so the k best candidates give a bound that no choice exceeds (weak duality; Geoffrion 1974, Fisher 1981). Arithmetic in
whole numbers: the bound is exact, not rounded.
"""

from typing import NamedTuple

import numpy as np

from .instance import SCALE, Floats, Ints
from .jit import compiled
from .network import Network


class Prices(NamedTuple):
    """Multipliers and what they make of each site: its worth (out of SCALE), and whether the bound counts it."""

    multiplier: Ints
    worth: Ints
    left: Ints
    counted: Ints
    served: Ints


def new_prices(network: Network) -> Prices:
    """Multipliers of zero."""
    points, sites = len(network.people), len(network.capacity)
    return Prices(
        multiplier=np.zeros(points, np.int64),
        worth=np.zeros(sites, np.int64),
        left=np.zeros(sites, np.int64),
        counted=np.zeros(sites, np.int64),
        served=np.zeros(points, np.int64),
    )


@compiled
def empty_sites(network: Network, prices: Prices) -> None:
    """Give every site its whole capacity, and no worth."""
    for site in range(len(network.capacity)):
        prices.left[site] = network.capacity[site]
        prices.worth[site] = 0


@compiled
def value_sites(network: Network, prices: Prices, order: Ints) -> int:
    """Fill every site with the dearest within its reach; return sum(u * people).

    order: (N,) the points by rising multiplier.
    """
    empty_sites(network, prices)
    total = 0
    for at in range(len(order)):
        point = order[at]
        people, gain = network.people[point], SCALE - prices.multiplier[point]
        total += prices.multiplier[point] * people
        if gain > 0:
            for pair in range(network.of_point[point], network.of_point[point + 1]):
                site = network.site[pair]
                amount = min(people, prices.left[site])
                prices.left[site] -= amount
                prices.worth[site] += gain * amount
    return total


@compiled
def serve_counted(network: Network, prices: Prices, order: Ints) -> None:
    """Count for each point how many the counted sites would serve, each for itself."""
    for site in range(len(network.capacity)):
        prices.left[site] = network.capacity[site]
    for at in range(len(order)):
        point = order[at]
        total = 0
        if prices.multiplier[point] < SCALE:
            for pair in range(network.of_point[point], network.of_point[point + 1]):
                site = network.site[pair]
                if prices.counted[site]:
                    amount = min(network.people[point], prices.left[site])
                    prices.left[site] -= amount
                    total += amount
        prices.served[point] = total


def bound_of(network: Network, prices: Prices, count: int) -> tuple[int, Ints]:
    """Return the bound (out of SCALE) where `count` candidates open, and the order; marks what is counted."""
    order = np.argsort(prices.multiplier, kind="stable")
    total = value_sites(network, prices, order)
    prices.counted[:] = 0
    prices.counted[: network.fixed] = 1
    best = np.argsort(-prices.worth[network.fixed :], kind="stable")[:count] + network.fixed
    prices.counted[best] = 1
    return total + int(prices.worth[prices.counted == 1].sum()), order


class Descent:
    """Subgradient steps on the multipliers (Polyak's length, direction smoothed), the best of them kept.

    `guide` are those that say which sites are promising: the best of the steps, whatever proves the bound.
    """

    def __init__(self, network: Network, count: int) -> None:
        self.network, self.count = network, count
        self.prices = new_prices(network)
        self.best, self.multipliers = -1, self.prices.multiplier.copy()
        self.guide = self.multipliers
        self.values: Floats = np.zeros(len(network.people))
        self.direction: Floats = np.zeros(len(network.people))
        self.length, self.stale = 1.0, 0

    def step(self, target: int, patience: int) -> None:
        """One bound and one step; `target` is what is reached already."""
        prices = self.prices
        prices.multiplier[:] = np.rint(self.values * SCALE).astype(np.int64)
        bound, order = bound_of(self.network, prices, self.count)
        if self.best < 0 or bound < self.best:
            self.best, self.stale = bound, 0
            self.multipliers = prices.multiplier.copy()
        else:
            self.stale += 1
        if self.stale > patience:
            self.length, self.stale = self.length * 0.7, 0
            self.values = self.multipliers / SCALE
        serve_counted(self.network, prices, order)
        slope = (prices.served - self.network.people).astype(np.float64)
        slope[(self.values <= 0) & (slope < 0)] = 0.0
        self.direction = 0.3 * self.direction + slope
        size = float(self.direction @ self.direction)
        if size > 0:
            gap = max(bound - target * SCALE, SCALE) / SCALE
            self.values = np.clip(self.values + self.length * gap / size * self.direction, 0.0, 1.0)

    def consider(self, multipliers: Ints) -> None:
        """Keep these multipliers where no better ones are known."""
        self.prices.multiplier[:] = multipliers
        bound, _order = bound_of(self.network, self.prices, self.count)
        if self.best < 0 or bound < self.best:
            self.best, self.multipliers = bound, multipliers.copy()

    @property
    def bound(self) -> int:
        """The best bound so far, in whole people."""
        return self.best // SCALE
