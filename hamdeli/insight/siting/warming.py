"""Compile every kernel once, while the environment is made, so that nobody's request waits for it."""

import numpy as np

from .instance import Answer, Instance, Points
from .solving import solve

POINTS, SITES, CENTRES = 60, 30, 4


def sample() -> Instance:
    """A small crowded place that needs every kernel."""
    rng = np.random.default_rng(1)

    def points(count: int, amount: int) -> Points:
        lat, lon = rng.uniform(32.0, 32.3, count), rng.uniform(51.0, 51.3, count)
        return Points(lat, lon, rng.integers(1, amount, count))

    return Instance(points(POINTS, 100), points(SITES, 300), points(CENTRES, 300), reach=6_000, count=4)


def compile_all() -> Answer:
    """Solve the sample; the machine code lies in `jit.CACHE`. About fifteen seconds, then one."""
    return solve(sample(), effort=0.01)


if __name__ == "__main__":
    compile_all()
