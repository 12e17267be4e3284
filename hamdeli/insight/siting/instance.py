"""What is asked and what is answered: demand, sites, an instance and its answer, all as arrays."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Progress = Callable[[str, float], None]

LARGEST_TOTAL = 2**40
"""People of all points together, and the greatest capacity: what exact arithmetic with SCALE can hold."""
SCALE = 2**20
"""Multipliers are whole numbers out of SCALE."""


class SitingFault(ValueError):
    """An instance that makes no sense. `code` says what is wrong; `field` names the array or value."""

    def __init__(self, code: str, name: str) -> None:
        super().__init__(f"{code}: {name}")
        self.code = code
        self.field = name


class Cancelled(Exception):
    """The caller's `cancelled()` said that the work should stop. Nothing is kept."""


@dataclass(frozen=True, eq=False)
class Points:
    """Places on the earth, each with an amount: people who live there, or people who can be served there.

    latitude, longitude: (N,) degrees; amount: (N,) whole numbers, not below 0. Raises SitingFault.
    """

    latitude: Floats
    longitude: Floats
    amount: Ints

    def __post_init__(self) -> None:
        for name, kind in (("latitude", np.float64), ("longitude", np.float64), ("amount", np.int64)):
            object.__setattr__(self, name, np.ascontiguousarray(getattr(self, name), kind))
        if not self.latitude.shape == self.longitude.shape == self.amount.shape or self.amount.ndim != 1:
            raise SitingFault("shape", "amount")
        if not (np.abs(self.latitude) <= 90).all() or not (np.abs(self.longitude) <= 180).all():
            raise SitingFault("coordinates", "latitude")
        if (self.amount < 0).any() or float(self.amount.astype(np.float64).sum()) > LARGEST_TOTAL:
            raise SitingFault("amount", "amount")

    def __len__(self) -> int:
        return len(self.amount)


def nowhere() -> Points:
    """No point at all."""
    return Points(np.empty(0), np.empty(0), np.empty(0, np.int64))


@dataclass(frozen=True, eq=False)
class Instance:
    """Where people are, where centres are, where they may open, how far they reach (metres), how many to open.

    Sites are numbered with the existing ones first: site `len(existing) + j` is candidate j. Raises SitingFault.
    """

    demand: Points
    candidates: Points
    existing: Points = field(default_factory=nowhere)
    reach: float = 5_000.0
    count: int = 1

    def __post_init__(self) -> None:
        if not 0 < self.reach <= 20_040_000:
            raise SitingFault("reach", "reach")
        if self.count < 1:
            raise SitingFault("count", "count")
        if not len(self.candidates):
            raise SitingFault("no_candidates", "candidates")
        if self.count > len(self.candidates):
            raise SitingFault("too_many", "count")
        if not self.demand.amount.sum():
            raise SitingFault("no_demand", "demand")

    @property
    def capacity(self) -> Ints:
        """(E + C,) what each site can serve."""
        return np.concatenate((self.existing.amount, self.candidates.amount))


@dataclass(frozen=True, eq=False)
class Answer:
    """Which candidates open, who is served where, and what nobody can exceed.

    chosen: (k,) candidates in the order of their gain; gains: (k,) people that each adds to those before it;
    point, site, served: (F,) so many people of the point are served at the site (existing first);
    before, reached: people served without and with the chosen; bound: no choice serves more;
    multipliers: (N,) whole numbers out of SCALE from which the bound follows by weak duality, unless `searched`;
    searched: whether the bound comes from a complete search instead;
    equals: at how many other places one of the chosen could open instead, and as many be served (there may be more).
    """

    chosen: Ints
    gains: Ints
    point: Ints
    site: Ints
    served: Ints
    before: int
    reached: int
    bound: int
    multipliers: Ints
    searched: bool = False
    equals: int = 0
    work: dict[str, Any] = field(default_factory=dict)

    @property
    def gap(self) -> float:
        """How far the bound lies above, as a share of the bound; 0 proves that no choice is better."""
        return (self.bound - self.reached) / self.bound if self.bound else 0.0

    @property
    def optimal(self) -> bool:
        """Whether no choice reaches more, proved."""
        return self.bound == self.reached
