"""From records to an instance of `siting`, and its answer back to settlements."""

from dataclasses import dataclass

import numpy as np

from hamdeli.insight.coverage.faults import CoverageFault
from hamdeli.insight.coverage.ground import Ground
from hamdeli.insight.siting.instance import Floats, Instance, Ints, Points
from hamdeli.places.models import Place

MOST_SITES = 2_000


@dataclass(frozen=True)
class Wish:
    """What a scenario asks for: metres, and people or families."""

    people: bool
    norm: int
    reach: int
    count: int
    capacity: int


@dataclass(frozen=True, eq=False)
class Posed:
    """The instance, and the settlement of each of its points, candidates and centres (numbers on the ground)."""

    instance: Instance
    point: Ints
    candidate: Ints
    seat: Ints


def pose(ground: Ground, county: Place | None, wish: Wish) -> Posed:
    """Return the instance of a wish. Raises CoverageFault where it makes no sense.

    A settlement is a site as often as its surroundings could fill a new centre. Centres of the whole province serve.
    """
    check(wish)
    inside = ground.inside(county)
    if not inside.any():
        raise CoverageFault("no_settlements")
    amount = np.where(inside, ground.people if wish.people else ground.families, 0)
    point = np.flatnonzero(amount > 0)
    if not len(point):
        raise CoverageFault("no_people" if wish.people else "no_families")
    candidate = sites(ground, np.flatnonzero(inside), amount, wish)
    if wish.count > len(candidate):
        raise CoverageFault("too_many", most=len(candidate))
    serves = np.full(len(ground.seat), wish.norm, np.int64) if wish.people else ground.capacity
    instance = Instance(
        demand=at(ground, point, amount[point]),
        candidates=at(ground, candidate, np.full(len(candidate), wish.capacity, np.int64)),
        existing=at(ground, ground.seat, serves),
        reach=float(wish.reach),
        count=wish.count,
    )
    return Posed(instance, point, candidate, ground.seat)


def check(wish: Wish) -> None:
    """Refuse numbers that make no sense."""
    for wrong, code in ((wish.reach <= 0, "reach"), (wish.count < 1, "too_few"), (wish.capacity < 1, "capacity")):
        if wrong:
            raise CoverageFault(code)


def sites(ground: Ground, inside: Ints, amount: Ints, wish: Wish) -> Ints:
    """(C,) settlements, each as often as people within its reach could fill a new centre, and at least once."""
    around = np.array([int(amount[row <= wish.reach].sum()) for row in ground.ways(inside)], np.int64)
    often = np.clip(-(-around // wish.capacity), 1, wish.count)
    while often.sum() > MOST_SITES and often.max() > 1:
        often = np.maximum(1, often - 1)
    return np.repeat(inside, often)


def at(ground: Ground, numbers: Ints, amount: Ints) -> Points:
    """Points at settlements."""
    return Points(ground.latitude[numbers], ground.longitude[numbers], amount)


def mean_way(ground: Ground, posed: Posed, seats: Ints) -> float | None:
    """Metres from a person (or family) to the nearest of the settlements `seats`, on average; None without any."""
    if not len(seats):
        return None
    ways: Floats = ground.ways(np.unique(seats))[:, posed.point].min(axis=0)
    weight = posed.instance.demand.amount
    return float(ways @ weight / weight.sum())
