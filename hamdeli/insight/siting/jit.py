"""One way to compile the kernels of siting: as in `allocation.jit`, cached under the text of this package."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
from numba.core import config

from hamdeli.allocation.jit import CACHE as BESIDE
from hamdeli.allocation.jit import OPTIONS

Kernel = TypeVar("Kernel", bound=Callable[..., Any])


def _digest() -> str:
    text = hashlib.sha256(numba.__version__.encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        text.update(path.read_bytes())
    return text.hexdigest()[:16]


CACHE = BESIDE.parent / f"siting-{_digest()}"
"""Where the machine code of this very text lies."""


def compiled(kernel: Kernel) -> Kernel:
    """Compile at the first call (or load from the cache); without allocations, and without the interpreter's lock."""
    before = vars(config)["CACHE_DIR"]
    vars(config)["CACHE_DIR"] = str(CACHE)
    try:
        return cast(Kernel, numba.njit(**OPTIONS)(kernel))
    finally:
        vars(config)["CACHE_DIR"] = before
