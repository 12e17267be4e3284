"""Solving: greedy, prices, a search among the sites that the prices find worth it, and a proof where that is short."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from .bounding import Descent, bound_of
from .flow import REACHED, State, close_site, cut, new_state, open_site
from .instance import SCALE, Answer, Cancelled, Instance, Ints, Progress
from .network import Network, lay, metres, narrowed, point_of_pair
from .preferring import equals, homes, lacking, nearest_first, preferred
from .proving import Proof
from .searching import Chain, anneal, begin, greedy, heats, opened

CHAINS = 2
ROUNDS = 24
WORK = 260_000_000
"""Pairs touched by each chain at most, about two seconds on a core: counted, not timed, so the same everywhere."""
TRIES_PER_SITE = 8_000
"""Rebuildings of the choice for each site to be opened, where that is less work."""
WARM, COLD = 0.02, 0.001
"""Heat at first and at last, as a share of what one site reaches."""
DESCENTS, PATIENCE = 1_200, 15
"""Steps on the multipliers, and how many in vain shorten them."""
KEPT_LEAST, KEPT_PER_SITE = 300, 5
SMALL_PAIRS, SMALL_SITES = 30_000, 250
MOST_PARTS, PARTS_OF_PAIRS = 3_000, 20_000_000
"""How far a proof goes: parts of the tree, and parts times pairs, as each costs the more the larger the instance."""
SHORTEST_STEP = 1e-5


@dataclass
class Run:
    """One run: who is told, who may stop it."""

    instance: Instance
    seed: int
    effort: float
    progress: Progress | None
    cancelled: Callable[[], bool] | None

    def tell(self, stage: str, share: float) -> None:
        """Say how far the work is; raises Cancelled when it should stop."""
        if self.cancelled is not None and self.cancelled():
            raise Cancelled
        if self.progress is not None:
            self.progress(stage, share)


def solve(
    instance: Instance,
    *,
    seed: int = 1,
    effort: float = 1.0,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Answer:
    """Return the best choice found, with a bound that no choice exceeds. The same arguments give the same answer.

    progress(stage, share): `prepare`, `bound`, `search`, `prove`, `done`; share 0 to 1. Raises Cancelled.
    effort: a share of the usual work, above 0 to 1; the bound is as true, the answer may be worse.
    Small instances (about 500 points and 200 sites) are searched to the end, as far as `prove` goes:
    `answer.optimal` says whether it is proved that no choice is better.
    """
    run = Run(instance, seed, effort, progress, cancelled)
    run.tell("prepare", 0.0)
    network = lay(instance)
    before = int(new_state(network).counter[REACHED])
    state, chosen = greedy(network, instance.count)
    descent = descend(run, network, int(state.counter[REACHED]), capacity_prices(network))
    reached, chosen = search(run, network, descent, chosen)
    bound, searched = descent.bound, False
    if reached < bound and small(network):
        proof = prove(run, Proof(network, instance.count, chosen, bound))
        chosen, bound, searched = proof.chosen, proof.bound, proof.bound < bound
    run.tell("done", 1.0)
    return told(network, instance, chosen, (before, bound, searched), descent.multipliers)


def capacity_prices(network: Network) -> Ints:
    """Multipliers that prove: k sites add no more than their capacities to what the existing ones serve at most."""
    return np.where(cut(network, new_state(network)), 0, SCALE).astype(np.int64)


def descend(run: Run, network: Network, reached: int, first: Ints) -> Descent:
    """Find prices whose bound is low; those given are enough where they prove that no choice is better."""
    descent = Descent(network, run.instance.count)
    descent.consider(first)
    if descent.bound <= reached:
        return descent
    descent = Descent(network, run.instance.count)
    for step in range(DESCENTS):
        if step % 25 == 0:
            run.tell("bound", step / DESCENTS)
        descent.step(reached, PATIENCE)
        if descent.bound <= reached or descent.length < SHORTEST_STEP:
            break
    descent.guide = descent.multipliers
    descent.consider(first)
    return descent


def promising(network: Network, descent: Descent, chosen: Ints) -> Ints:
    """The existing sites, the chosen ones, and the candidates that are worth most at the best prices."""
    prices = descent.prices
    prices.multiplier[:] = descent.guide
    bound_of(network, prices, descent.count)
    worth = prices.worth.copy()
    worth[chosen] = np.iinfo(np.int64).max
    most = max(KEPT_LEAST, KEPT_PER_SITE * descent.count)
    best = np.argsort(-worth[network.fixed :], kind="stable")[:most] + network.fixed
    return np.concatenate((np.arange(network.fixed), np.sort(best)))


def search(run: Run, network: Network, descent: Descent, chosen: Ints) -> tuple[int, Ints]:
    """Improve the choice by chains side by side; the worse goes on from the better one after each third."""
    keep = promising(network, descent, chosen)
    few = narrowed(network, keep)
    start = np.searchsorted(keep, chosen).astype(np.int64)
    pairs = [begin(few, start, run.seed * CHAINS + number) for number in range(CHAINS)]
    work = int(work_of(few, descent.count) * run.effort) // ROUNDS + 1
    reached = int(pairs[0][1].value[1])
    with ThreadPoolExecutor(CHAINS, "siting") as pool:
        for number, heat in enumerate(heats(reached / descent.count * WARM, reached / descent.count * COLD, ROUNDS)):
            run.tell("search", number / ROUNDS)
            list(
                pool.map(anneal, *zip(*[(few, state, chain, float(heat), work) for state, chain in pairs], strict=True))
            )
            if max(int(chain.value[1]) for _, chain in pairs) >= descent.bound:
                break
            if number % (ROUNDS // 3) == ROUNDS // 3 - 1:
                pairs = again(few, pairs, run.seed * 1000 + number)
    best = max(pairs, key=lambda pair: int(pair[1].value[1]))[1]
    return int(best.value[1]), keep[np.sort(best.best)]


def work_of(network: Network, count: int) -> int:
    """How many pairs each chain may touch: enough for its rebuildings, and never more than WORK."""
    pairs, sites, points = len(network.site), len(network.capacity), len(network.people)
    each = sites + 6 * (pairs // sites + 1) * (pairs // points + 1)
    return min(WORK, TRIES_PER_SITE * count * each)


def again(network: Network, pairs: list[tuple[State, Chain]], seed: int) -> list[tuple[State, Chain]]:
    """Let every chain go on from the best choice of all."""
    best = max(pairs, key=lambda pair: int(pair[1].value[1]))[1]
    return [begin(network, best.best.copy(), seed + number) for number in range(len(pairs))]


def small(network: Network) -> bool:
    """Whether the instance is searched to the end."""
    return len(network.site) <= SMALL_PAIRS and len(network.capacity) - network.fixed <= SMALL_SITES


def prove(run: Run, proof: Proof) -> Proof:
    """Search for something better within the limit, and for the proof that there is none."""
    most = max(1, int(min(MOST_PARTS, PARTS_OF_PAIRS // len(proof.network.site)) * run.effort))
    proof.search(most, lambda done: run.tell("prove", min(done / most, 1.0)))
    return proof


def nearer(network: Network, sites: Ints) -> Ints:
    """Move each site to the free candidate that is nearest to those it serves, and can serve them all: nobody loses."""
    state, moved = opened(network, sites), sites.tolist()
    for number, site in enumerate(moved):
        at = np.arange(network.of_site[site], network.of_site[site + 1])
        amount = state.flow[network.pair[at]]
        points, amount = network.point[at][amount > 0], amount[amount > 0]
        options = sorted(able(network, points, int(amount.sum())) - (set(moved) - {site}))
        if options:
            moved[number] = min(options, key=lambda option: way(network, option, points, amount))
    return np.array(moved, np.int64)


def able(network: Network, points: Ints, amount: int) -> set[int]:
    """The candidates that reach all of these points and have places enough; none where there is no point."""
    found: set[int] = set()
    for number, point in enumerate(points.tolist()):
        near = set(network.site[network.of_point[point] : network.of_point[point + 1]].tolist())
        found = found & near if number else near
    return {site for site in found if site >= network.fixed and network.capacity[site] >= amount}


def way(network: Network, site: int, points: Ints, amount: Ints) -> float:
    """How far all go to the site together, in metres."""
    lat, lon = np.degrees(network.latitude[site]), np.degrees(network.longitude[site])
    north, east = network.north[points], network.east[points]
    return float(metres(north, east, lat, lon) @ amount)


def in_order(network: Network, sites: Ints, home: Ints) -> tuple[State, Ints, Ints]:
    """Open the sites so that each adds most to those before it; return the state, the order and the gains.

    Of those that add as much, the one goes first at whose home most are left without a place.
    """
    state, waiting = new_state(network), sorted(sites.tolist())
    order, gains = [], []
    while waiting:
        before = int(state.counter[REACHED])
        lack = lacking(network, state, home)
        each = [(added(network, state, site), int(lack[site])) for site in waiting]
        best = waiting.pop(each.index(max(each)))
        open_site(network, state, best)
        order.append(best)
        gains.append(int(state.counter[REACHED]) - before)
    return state, np.array(order, np.int64), np.array(gains, np.int64)


def added(network: Network, state: State, site: int) -> int:
    """How many more are served with the site open; it is closed again."""
    before = int(state.counter[REACHED])
    open_site(network, state, site)
    more = int(state.counter[REACHED]) - before
    close_site(network, state, site)
    return more


def told(
    network: Network, instance: Instance, sites: Ints, figures: tuple[int, int, bool], multipliers: Ints
) -> Answer:
    """Put the answer together, from a flow of its own."""
    network = nearest_first(network)
    home = homes(network)
    _state, order, gains = in_order(network, preferred(network, nearer(network, sites), home), home)
    state = opened(network, order)
    used = np.flatnonzero(state.flow)
    point = point_of_pair(network)
    before, bound, searched = figures
    return Answer(
        chosen=order - network.fixed,
        gains=gains,
        point=point[used],
        site=network.site[used],
        served=state.flow[used],
        before=before,
        reached=int(state.counter[REACHED]),
        bound=bound,
        multipliers=multipliers,
        searched=searched,
        equals=equals(network, order),
    )
