"""What comes back: the plan, its prices, and the proof."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Certificate:
    """What an independent check found.

    cost: of the plan, recomputed. bound: no plan can cost less (dual bound of the prices). gap: cost - bound.
    feasible: the plan keeps every rule. optimal: feasible and gap 0. faults: plain words, one for each rule broken.
    """

    cost: int
    bound: int
    gap: int
    optimal: bool
    feasible: bool
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Solution:
    """A plan for N files and M centres.

    assignment: (N,) centre, or -1 for a file that stays with its county office. cost: metre-equivalents, exact.
    prices: (M,) what one more place without extra cost at the centre would save, in metre-equivalents (a dual price).
    seconds: by stage. moved: files whose centre differs from the solution started from (0 without one).
    """

    assignment: npt.NDArray[np.int32]
    cost: int
    prices: npt.NDArray[np.int64]
    certificate: Certificate
    seconds: dict[str, float] = field(default_factory=dict)
    moved: int = 0
