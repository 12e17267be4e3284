"""One way to compile a kernel: cached on disk, without the interpreter's lock, typed for the checkers.

Kernels never allocate: whatever they write on comes from the caller. So Numba's counting of references is left out
(`_nrt`), which makes kernels over named tuples of arrays about eight times faster.

Numba looks only at a kernel's own file to see whether its cache is stale, not at the files of the kernels that it
calls. So the cache lies in a folder named for the text of the whole package: other text, other folder.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
from numba.core import config

Kernel = TypeVar("Kernel", bound=Callable[..., Any])
OPTIONS: dict[str, Any] = {"cache": True, "nogil": True, "error_model": "numpy", "_nrt": False}
HERE = Path(__file__).parent


def _digest() -> str:
    text = hashlib.sha256(numba.__version__.encode())
    for path in sorted(HERE.glob("*.py")):
        text.update(path.read_bytes())
    return text.hexdigest()[:16]


def _base() -> Path:
    given = os.environ.get("NUMBA_CACHE_DIR")
    if given:
        return Path(given)
    for folder in (HERE / "__pycache__", Path.home() / ".cache" / "hamdeli"):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    return Path(tempfile.mkdtemp(prefix="hamdeli-"))


CACHE = _base() / f"kernels-{_digest()}"
"""Where the machine code of this very text lies."""


def compiled(kernel: Kernel) -> Kernel:
    """Compile at the first call (or load from the cache); releases the lock, so that threads run side by side."""
    return cast(Kernel, _compile(kernel, OPTIONS))


def inlined(kernel: Kernel) -> Kernel:
    """Compile into every caller: for the smallest kernels, where a call costs more than the work."""
    return cast(Kernel, _compile(kernel, OPTIONS | {"forceinline": True}))


def _compile(kernel: Callable[..., Any], options: dict[str, Any]) -> Any:
    before = vars(config)["CACHE_DIR"]
    vars(config)["CACHE_DIR"] = str(CACHE)
    try:
        return numba.njit(**options)(kernel)
    finally:
        vars(config)["CACHE_DIR"] = before
