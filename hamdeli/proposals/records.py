"""The records of a run as arrays: files and centres with their keys, a digest, and what changed between two."""

import hashlib
import io
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from hamdeli.allocation.problem import Centres, Files

Keys = npt.NDArray[np.int64]
Codes = npt.NDArray[np.str_]


@dataclass(frozen=True, eq=False)
class Records:
    """N files and M centres: primary keys ascending, codes, and what the allocation reads of them.

    held: (M,) open mandates of each centre, those of the files of this run included.
    """

    file_keys: Keys
    file_codes: Codes
    files: Files
    centre_keys: Keys
    centre_codes: Codes
    centres: Centres
    held: npt.NDArray[np.int32]

    @cached_property
    def digest(self) -> str:
        """SHA-256 over every value that the allocation reads, 64 hexadecimal digits."""
        sha = hashlib.sha256()
        for name, array in sorted(self.arrays().items()):
            if array.dtype.kind != "U":
                sha.update(f"{name}:{len(array)}:".encode())
                sha.update(np.ascontiguousarray(array).tobytes())
        return sha.hexdigest()

    @cached_property
    def file_index(self) -> dict[str, int]:
        """Where the file with a code stands."""
        return {code: at for at, code in enumerate(self.file_codes.tolist())}

    @cached_property
    def centre_index(self) -> dict[str, int]:
        """Where the centre with a code stands."""
        return {code: at for at, code in enumerate(self.centre_codes.tolist())}

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """Every array by name."""
        named = {f"files.{field.name}": getattr(self.files, field.name) for field in fields(Files)}
        named |= {f"centres.{field.name}": getattr(self.centres, field.name) for field in fields(Centres)}
        plain = ("file_keys", "file_codes", "centre_keys", "centre_codes", "held")
        return named | {name: getattr(self, name) for name in plain}

    def to_bytes(self) -> bytes:
        """Compress all arrays into one piece; `from_bytes` reads it back."""
        buffer = io.BytesIO()
        np.savez_compressed(buffer, **self.arrays())  # type: ignore[arg-type]
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, content: bytes) -> "Records":
        """Read what `to_bytes` wrote."""
        with np.load(io.BytesIO(bytes(content)), allow_pickle=False) as kept:
            named = dict(kept)
        parts = {
            part: {name.removeprefix(f"{part}."): array for name, array in named.items() if name.startswith(f"{part}.")}
            for part in ("files", "centres")
        }
        plain = {name: array for name, array in named.items() if "." not in name}
        return cls(files=Files(**parts["files"]), centres=Centres(**parts["centres"]), **plain)
