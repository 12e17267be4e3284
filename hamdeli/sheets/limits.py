"""How much of the machine one uploaded file may use."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Ceilings for one file. Sizes in bytes, times in seconds, memory as address space of the reading process."""

    file_bytes: int = 30 * MEGABYTE
    inflated_bytes: int = 200 * MEGABYTE
    ratio: int = 100
    ratio_from: int = 8 * MEGABYTE
    parts: int = 2_000
    rows: int = 100_000
    columns: int = 200
    merges: int = 5_000
    memory_bytes: int = 360 * MEGABYTE
    cpu_seconds: int = 20
    patience_seconds: float = 30.0
