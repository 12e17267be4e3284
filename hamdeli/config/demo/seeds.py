"""Chance that can be had again: one stream of numbers for each part of the work."""

import zlib
from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Integers: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Chance: TypeAlias = np.random.Generator


def stream(seed: int, *names: str) -> Chance:
    """The numbers for one part: a change in one part does not change what the others draw."""
    return np.random.default_rng([seed, *(zlib.crc32(name.encode()) for name in names)])


def draw(chance: Chance, shares: Mapping[str, float], count: int) -> list[str]:
    """Draw `count` words by their shares, which need not sum to one."""
    weights = np.fromiter(shares.values(), dtype=np.float64)
    drawn = chance.choice(len(weights), size=count, p=weights / weights.sum())
    words = list(shares)
    return [words[number] for number in drawn]


def spread(total: int, weights: Floats) -> Integers:
    """Whole numbers that sum to `total`, in proportion to `weights` (largest remainders)."""
    exact = total * weights / weights.sum()
    whole: Integers = np.floor(exact).astype(np.int64)
    missing = int(total - whole.sum())
    whole[np.argsort(whole - exact, kind="stable")[:missing]] += 1
    return whole
