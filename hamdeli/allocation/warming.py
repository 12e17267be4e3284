"""Compile every kernel once, while the environment is made, so that nobody's request waits for it."""

import shutil
from collections.abc import Callable

import numpy as np

from . import jit
from .baselines import nearest_first
from .explaining import explain_all
from .inserting import capped_plan, insert
from .problem import Adjustments, Centres, Files, Problem
from .solution import Solution
from .solving import solve

FILES, CENTRES = 3400, 120
ADJUSTED = Adjustments(closed=[0], capacities={1: 40, 2: 0}, forbidden=[(0, 3)])


def compile_all(progress: Callable[[str, float], None] | None = None) -> None:
    """Compile and cache every kernel; remove what an older text of the package left. Under a minute; then a second.

    progress(step, share): share 0 to 1. The machine code lies in `jit.CACHE`.
    """
    steps: tuple[tuple[str, Callable[[], object]], ...] = (
        ("clear", clear_stale),
        ("solve", lambda: solve(sample())),
        ("again", lambda: solve(sample(adjusted=True), start=first())),
        ("insert", _insert_one),
        ("explain", lambda: explain_all(sample(), first())),
        ("compare", lambda: nearest_first(sample())),
    )
    for number, (name, step) in enumerate(steps):
        if progress is not None:
            progress(name, number / len(steps))
        step()
    if progress is not None:
        progress("done", 1.0)


def clear_stale() -> None:
    """Remove caches of other texts of the package beside this one's."""
    for folder in jit.CACHE.parent.glob("kernels-*"):
        if folder != jit.CACHE:
            shutil.rmtree(folder, ignore_errors=True)


def first() -> Solution:
    """The sample's optimum."""
    return solve(sample())


def _insert_one() -> None:
    start = solve(sample(FILES - 1))
    insert(sample(), start)
    capped_plan(sample(), start, 0)


def sample(files: int = FILES, *, adjusted: bool = False) -> Problem:
    """A small crowded province that needs every kernel."""
    rng = np.random.default_rng(1)
    where = rng.uniform(30.0, 34.0, (4, FILES))
    need, carrier = rng.integers(0, 3, FILES), rng.integers(-1, CENTRES, FILES)
    few = slice(0, CENTRES)
    capacity = rng.integers(0, 2 * FILES // CENTRES, CENTRES)
    zeros, ones = np.zeros(FILES, np.int32), np.ones(FILES, np.int32)
    every = slice(0, files)
    return Problem(
        Files(where[0, every], where[1, every], need[every], zeros[every], carrier[every], ones[every]),
        Centres(where[2, few], where[3, few], ones[few], zeros[few], capacity, zeros[few], ones[few], ones[few] > 0),
        adjustments=ADJUSTED if adjusted else Adjustments(),
    )
