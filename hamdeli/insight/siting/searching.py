"""Ruin and recreate: close a few sites, open others, keep what serves more, and now and then what serves a little less.

Schrimpf and others 2000, with the acceptance of simulated annealing; every value is a maximum flow, never an estimate.
"""

from typing import NamedTuple

import numpy as np

from .flow import REACHED, WORK, State, close_site, new_state, open_site
from .instance import Floats, Ints
from .jit import compiled
from .network import Network

MOST_RUINED = 4


class Chain(NamedTuple):
    """One search: its choice, the best so far, and its own random numbers."""

    chosen: Ints
    best: Ints
    value: Ints
    dice: Ints
    ruined: Ints
    slots: Ints


CURRENT, BEST = 0, 1


def new_chain(count: int, seed: int) -> Chain:
    """A chain without a choice yet."""
    dice = np.array([(seed * 7919 + 104_729) % 2_147_483_647], np.int64)
    few = [np.zeros(MOST_RUINED, np.int64) for _ in range(2)]
    return Chain(np.zeros(count, np.int64), np.zeros(count, np.int64), np.zeros(2, np.int64), dice, *few)


@compiled
def roll(dice: Ints) -> float:
    """A random number from 0 to below 1 (Park and Miller's generator: the same on every machine)."""
    dice[0] = dice[0] * 48_271 % 2_147_483_647
    return float(dice[0] / 2_147_483_647.0)


@compiled
def best_site(network: Network, state: State, dice: Ints, noise: float, banned: Ints, bans: int) -> int:
    """Return the closed candidate that could serve most of those who are left, each seen a little wrong by `noise`."""
    found, most = -1, -1.0
    for site in range(network.fixed, len(network.capacity)):
        if state.open[site]:
            continue
        worth = float(min(network.capacity[site], state.near[site]))
        if worth * (1.0 + noise) <= most:
            continue
        if noise > 0.0:
            worth *= 1.0 + noise * roll(dice)
        if worth > most:
            known = False
            for at in range(bans):
                known = known or banned[at] == site
            if not known:
                found, most = site, worth
    return found


@compiled
def away(network: Network, one: int, other: int) -> float:
    """How far two sites are from each other, on a scale for comparing alone."""
    across = np.cos(network.latitude[one]) * (network.longitude[one] - network.longitude[other])
    along = network.latitude[one] - network.latitude[other]
    return float(across * across + along * along)


@compiled
def pick(network: Network, chain: Chain, many: int) -> None:
    """Choose which places of the choice are ruined: one at random, then its neighbours, or others at random."""
    count, near = len(chain.chosen), roll(chain.dice) < 0.6
    chain.slots[0] = int(roll(chain.dice) * count)
    for at in range(1, many):
        found, least = -1, 1e300
        for slot in range(count):
            known = False
            for earlier in range(at):
                known = known or chain.slots[earlier] == slot
            if known:
                continue
            far = roll(chain.dice)
            if near:
                far = (0.2 + far) * away(network, chain.chosen[chain.slots[0]], chain.chosen[slot])
            if far < least:
                found, least = slot, far
        chain.slots[at] = found


@compiled
def rebuild(network: Network, state: State, chain: Chain, many: int, noise: float) -> None:
    """Close what `slots` names and open as many others."""
    for at in range(many):
        chain.ruined[at] = chain.chosen[chain.slots[at]]
        close_site(network, state, chain.ruined[at])
    bans = 1 if roll(chain.dice) < 0.7 else 0
    for at in range(many):
        site = best_site(network, state, chain.dice, noise, chain.ruined, bans)
        if site < 0:
            site = best_site(network, state, chain.dice, noise, chain.ruined, 0)
        chain.chosen[chain.slots[at]] = site
        open_site(network, state, site)


@compiled
def restore(network: Network, state: State, chain: Chain, many: int) -> None:
    """Take a rebuilding back."""
    for at in range(many):
        close_site(network, state, chain.chosen[chain.slots[at]])
    for at in range(many):
        chain.chosen[chain.slots[at]] = chain.ruined[at]
        open_site(network, state, chain.ruined[at])


@compiled
def anneal(network: Network, state: State, chain: Chain, heat: float, work: int) -> int:
    """Search until `work` more pairs were touched; return how many rebuildings that were."""
    end, tries, count = state.counter[WORK] + work, 0, len(chain.chosen)
    while state.counter[WORK] < end:
        tries += 1
        state.counter[WORK] += len(network.capacity)
        many = min(1 + int(roll(chain.dice) * roll(chain.dice) * MOST_RUINED), count)
        pick(network, chain, many)
        rebuild(network, state, chain, many, 0.3 * roll(chain.dice) * roll(chain.dice))
        change = state.counter[REACHED] - chain.value[CURRENT]
        if change >= 0 or roll(chain.dice) < np.exp(change / heat):
            chain.value[CURRENT] = state.counter[REACHED]
            if chain.value[CURRENT] > chain.value[BEST]:
                chain.value[BEST] = chain.value[CURRENT]
                for at in range(count):
                    chain.best[at] = chain.chosen[at]
        else:
            restore(network, state, chain, many)
    return tries


def greedy(network: Network, count: int) -> tuple[State, Ints]:
    """Open one after the other what serves most of those who are left; return the state and the sites in order."""
    state, dice, none = new_state(network), np.ones(1, np.int64), np.zeros(1, np.int64)
    chosen = np.zeros(count, np.int64)
    for at in range(count):
        chosen[at] = best_site(network, state, dice, 0.0, none, 0)
        open_site(network, state, chosen[at])
    return state, chosen


def opened(network: Network, sites: Ints) -> State:
    """The state in which the existing sites and `sites` are open."""
    state = new_state(network)
    for site in sites.tolist():
        open_site(network, state, site)
    return state


def begin(network: Network, sites: Ints, seed: int) -> tuple[State, Chain]:
    """A chain that starts from `sites`."""
    state, chain = opened(network, sites), new_chain(len(sites), seed)
    chain.chosen[:] = sites
    chain.best[:] = sites
    chain.value[:] = state.counter[REACHED]
    return state, chain


def heats(first: float, last: float, steps: int) -> Floats:
    """Temperatures in people, falling by the same ratio."""
    return np.geomspace(max(first, 1e-3), max(last, 1e-4), steps)
