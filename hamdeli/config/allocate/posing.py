"""Make arrays of the two lists, as `hamdeli.allocation` takes them."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from hamdeli.allocation.policy import Policy
from hamdeli.allocation.problem import NOBODY, Centres, Files, Problem
from hamdeli.config.allocate.columns import ACTIVE, NEEDS, SPECIALITIES
from hamdeli.config.allocate.reading import Lists
from hamdeli.config.allocate.whereabouts import County, county_of
from hamdeli.sheets.table import Row


def pose(lists: Lists, policy: Policy) -> Problem:
    """Return the problem; files and centres keep the order of their lists. Raises AllocationFault."""
    numbers: dict[County, int] = {}
    centres = centres_of(lists.centres.rows, numbers)
    index = {row.values["code"]: number for number, row in enumerate(lists.centres.rows)}
    return Problem(files_of(lists.files.rows, numbers, index), centres, policy)


def centres_of(rows: Sequence[Row], numbers: dict[County, int]) -> Centres:
    """Return the centres; one without an active licence is not open. Files outside the lists do not exist."""
    none = np.zeros(len(rows), np.int32)
    return Centres(
        latitude=column(rows, "latitude"),
        longitude=column(rows, "longitude"),
        specialities=np.array([bits(row.values["specialities"] or ()) for row in rows], np.uint32),
        county=counties(rows, numbers),
        capacity=np.array(column(rows, "capacity"), np.int32),
        occupied=none,
        workers=none,
        open=np.array([row.values["licence"] == ACTIVE for row in rows], np.bool_),
    )


def files_of(rows: Sequence[Row], numbers: dict[County, int], index: dict[str, int]) -> Files:
    """Return the files."""
    return Files(
        latitude=column(rows, "latitude"),
        longitude=column(rows, "longitude"),
        need=np.array([NEEDS.index(row.values["need"]) for row in rows], np.int8),
        county=counties(rows, numbers),
        carrier=np.array([index.get(row.values["carried_by"], NOBODY) for row in rows], np.int32),
        priority=np.array(column(rows, "priority"), np.int8),
    )


def column(rows: Sequence[Row], name: str) -> npt.NDArray[Any]:
    """Return one column as an array."""
    return np.array([row.values[name] for row in rows])


def bits(specialities: Sequence[str]) -> int:
    """Return the specialities as a number: bit k - 1 for need k."""
    return sum(1 << SPECIALITIES.index(name) for name in specialities)


def counties(rows: Sequence[Row], numbers: dict[County, int]) -> npt.NDArray[np.int32]:
    """Return the county of each row as a number, the same for all spellings."""
    keys = [county_of(row.values["province"], row.values["county"]) for row in rows]
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], np.int32)
