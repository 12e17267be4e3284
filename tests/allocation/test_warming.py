"""Once warmed, nothing compiles any more."""

import numpy as np
from numba import njit
from numba.core.event import install_recorder

from hamdeli.allocation import Adjustments, Problem, jit, warming
from hamdeli.allocation.baselines import nearest_first
from hamdeli.allocation.explaining import explain_all
from hamdeli.allocation.figuring import figures
from hamdeli.allocation.inserting import insert
from hamdeli.allocation.solving import solve

from .test_inserting import without_last
from .world import random_problem


def test_nothing_compiles_after_warming() -> None:
    steps: list[tuple[str, float]] = []
    warming.compile_all(lambda name, share: steps.append((name, share)))
    assert steps[0] == ("clear", 0.0)
    assert steps[-1] == ("done", 1.0)
    with install_recorder("numba:compile") as recorder:
        for seed in range(20):
            problem = random_problem(seed, 40, 8)
            solution = solve(problem)
            solve(Problem(problem.files, problem.centres, problem.policy, Adjustments(closed=[0])), start=solution)
            figures(problem, nearest_first(problem))
            explain_all(problem, solution)
            plain = Problem(problem.files, problem.centres, problem.policy)
            for cap in (None, 0, 3):
                insert(plain, solve(without_last(plain)), most_moves=cap)
    assert [event.data["dispatcher"].py_func.__name__ for _at, event in recorder.buffer] == []


def test_a_compilation_would_be_seen() -> None:
    with install_recorder("numba:compile") as recorder:
        njit(lambda number: number + 1)(1)
    assert recorder.buffer[0][1].data["dispatcher"].py_func.__name__ == "<lambda>"


def test_other_texts_caches_are_removed() -> None:
    old = jit.CACHE.parent / "kernels-0000000000000000"
    old.mkdir(parents=True, exist_ok=True)
    (old / "x.nbc").write_bytes(b"")
    warming.clear_stale()
    assert not old.exists()


def test_the_sample_needs_levels_and_falls() -> None:
    assert len(warming.sample().centres) >= 4 * 24
    assert np.any(solve(warming.sample()).prices > 0)
