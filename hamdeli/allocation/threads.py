"""Kernels side by side: blocks of files on as many threads as there are cores. Safe beside forks and other threads."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any

from .tree import new_pad

SMALL = 2048
"""Fewer files than this are not worth a thread."""


def cores() -> int:
    """Cores this process may use; HAMDELI_ALLOCATION_THREADS lowers it."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(allowed, int(os.environ.get("HAMDELI_ALLOCATION_THREADS", allowed))))


def in_blocks(kernel: Callable[..., Any], count: int, *arguments: Any) -> list[Any]:
    """Call `kernel(first, last, *arguments, pad)` over blocks of range(count); results in order of the blocks."""
    threads = cores()
    if threads == 1 or count < 2 * SMALL:
        return [kernel(0, count, *arguments, new_pad())]
    step = max(SMALL, -(-count // (threads * 8)))
    starts = range(0, count, step)
    pool = _pool(os.getpid(), threads)
    return list(pool.map(lambda first: kernel(first, min(first + step, count), *arguments, new_pad()), starts))


@lru_cache(maxsize=1)
def _pool(_process: int, threads: int) -> ThreadPoolExecutor:
    """The threads of this process: a child of a fork has none of its parent's and begins with its own."""
    return ThreadPoolExecutor(threads, "allocation")
