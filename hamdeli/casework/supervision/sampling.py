"""The monthly sample of files to check: the same month and place always draw the same files."""

import hashlib
from collections.abc import Iterable
from datetime import date

from hamdeli.persian.calendar import from_solar, to_solar

FEW = 10
"""Of fewer files than these, all are checked."""
WHOLE = 100


def draw(files: Iterable[str], *, month: date, place: str, percent: int) -> list[str]:
    """Return the codes of the files that are drawn, in the order of their lots.

    A file's lot depends on the month, the place and its own code alone: who could foresee the sample would have to know
    the file codes, and a file that comes or goes changes nobody else's lot.
    """
    ordered = sorted(set(files), key=lambda code: (lot(code, month, place), code))
    return ordered[: size_of(len(ordered), percent)]


def size_of(files: int, percent: int) -> int:
    """Return how many of so many files are drawn: the share rounded up, never fewer than ten, all of fewer than ten."""
    return files if files < FEW else max(FEW, -(-files * percent // WHOLE))


def lot(code: str, month: date, place: str) -> str:
    """Return the lot of a file."""
    return hashlib.sha256(f"{month.isoformat()}|{place}|{code}".encode()).hexdigest()


def month_of(today: date) -> date:
    """Return the first day of the Solar Hijri month of `today`."""
    year, month, _day = to_solar(today)
    return from_solar(year, month, 1)
