"""A file is written beside its place and put there when it is whole."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def stored(path: Path) -> Iterator[Path]:
    """Yield where to write; what was written replaces `path` at the end, and vanishes where something goes wrong."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield part
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
