"""The places of a centre: how many in each tier, and which are free for this run."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from .problem import Problem


@dataclass(frozen=True, eq=False)
class Places:
    """Places of M centres in T tiers.

    ends: (M, T) places of a centre up to and with the tier, counted from its first place, after ceilings; zero where
    it is closed. taken: (M,) places that files outside the run hold (never more than there are). extras: (T,) cost.
    """

    ends: npt.NDArray[np.int64]
    taken: npt.NDArray[np.int64]
    extras: npt.NDArray[np.int64]

    @property
    def free(self) -> npt.NDArray[np.int64]:
        """(M,) places that this run may fill, pinned files included."""
        return self.ends[:, -1] - self.taken

    def extra_cost(self, load: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """(M,) extra cost of `load` files at each centre, beyond what the files outside the run cost."""
        return self._height(self.taken + load) - self._height(self.taken)

    def _height(self, filled: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        starts = np.concatenate((np.zeros((len(self.ends), 1), np.int64), self.ends[:, :-1]), axis=1)
        within = np.clip(filled[:, None] - starts, 0, self.ends - starts)
        return np.asarray(within @ self.extras, np.int64)

    def next_extra(self, load: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """(M,) extra cost of the next place, or -1 where the centre is full."""
        filled = (self.taken + load)[:, None]
        tier = (self.ends <= filled).sum(axis=1)
        return np.where(tier < len(self.extras), np.append(self.extras, -1)[tier], -1)


def places_of(problem: "Problem") -> Places:
    """Tiers refer to the capacity of the centre (own or adjusted); a ceiling only ends the places earlier."""
    capacity = capacities_of(problem)
    last = np.minimum(capacity, _ceilings(problem))
    permille = np.array([end for end, _ in problem.policy.tiers], np.int64)
    ends = np.minimum(capacity[:, None] * permille // 1000, last[:, None])
    ends[~problem.open] = 0
    taken = np.minimum(problem.centres.occupied.astype(np.int64), ends[:, -1])
    return Places(ends, taken, np.array([extra for _, extra in problem.policy.tiers], np.int64))


def capacities_of(problem: "Problem") -> npt.NDArray[np.int64]:
    """(M,) capacity of each centre, adjusted where a person adjusted it."""
    capacity = problem.centres.capacity.astype(np.int64)
    for centre, adjusted in problem.adjustments.capacities.items():
        capacity[centre] = adjusted
    return capacity


def _ceilings(problem: "Problem") -> npt.NDArray[np.int64]:
    ceiling = np.full(len(problem.centres), 2**31 - 1, np.int64)
    if problem.policy.ceiling_per_centre is not None:
        ceiling = np.minimum(ceiling, problem.policy.ceiling_per_centre)
    if problem.policy.ceiling_per_worker is not None:
        ceiling = np.minimum(ceiling, problem.policy.ceiling_per_worker * problem.centres.workers.astype(np.int64))
    return ceiling
