"""What is to be decided: files, centres, a policy, and what a person has adjusted. Arrays, checked once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from .adjusting import check_adjustments
from .faults import ArrayFault
from .places import Places, places_of
from .policy import Policy

GENERAL = 0
"""The need that every centre serves; need k > 0 asks for bit k - 1 of a centre's specialities."""
NOBODY = -1
"""No centre: a file that no centre carries today, or that stays with its county office."""

Whole = npt.NDArray[Any]
"""Whole numbers of any width; cast to the width named beside the field."""


@dataclass(frozen=True, eq=False)
class Centres:
    """M centres as arrays of length M.

    latitude, longitude: degrees. specialities: bit k - 1 set = serves need k. county: any codes shared with the files.
    capacity: files. occupied: places that files outside the run take already (the cheapest first). workers: social
    workers. open: has an active licence and is not closed. Raises ArrayFault.
    """

    latitude: npt.NDArray[np.float64]
    longitude: npt.NDArray[np.float64]
    specialities: Whole
    county: Whole
    capacity: Whole
    occupied: Whole
    workers: Whole
    open: Whole

    def __post_init__(self) -> None:
        _cast(self, latitude=np.float64, longitude=np.float64, specialities=np.uint32, county=np.int32,
              capacity=np.int32, occupied=np.int32, workers=np.int32, open=np.bool_)  # fmt: skip
        _check_degrees(self, "centre")
        for name in ("capacity", "occupied", "workers"):
            _check_range(self, name, "centre", 0, 2**31 - 1)

    def __len__(self) -> int:
        return len(self.latitude)


@dataclass(frozen=True, eq=False)
class Files:
    """N case files as arrays of length N.

    latitude, longitude: degrees. need: 0 general, k > 0 asks for bit k - 1 (1 to 32). county: codes. carrier: index of
    the centre that carries the file today, or -1. priority: 1 to 5. Raises ArrayFault.
    """

    latitude: npt.NDArray[np.float64]
    longitude: npt.NDArray[np.float64]
    need: Whole
    county: Whole
    carrier: Whole
    priority: Whole

    def __post_init__(self) -> None:
        _cast(self, latitude=np.float64, longitude=np.float64, need=np.int8, county=np.int32, carrier=np.int32,
              priority=np.int8)  # fmt: skip
        _check_degrees(self, "file")
        _check_range(self, "need", "file", 0, 32)
        _check_range(self, "priority", "file", 1, 5)

    def __len__(self) -> int:
        return len(self.latitude)


@dataclass(frozen=True)
class Adjustments:
    """What a person decided beforehand.

    pins: file -> centre. forbidden: pairs (file, centre). closed: centres that receive nothing. capacities: centre ->
    capacity instead of its own.
    """

    pins: Mapping[int, int] = field(default_factory=dict)
    forbidden: Collection[tuple[int, int]] = ()
    closed: Collection[int] = ()
    capacities: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Problem:
    """Files, centres, policy and adjustments; checked when made. Raises subclasses of AllocationFault (ValueError)."""

    files: Files
    centres: Centres
    policy: Policy = field(default_factory=Policy)
    adjustments: Adjustments = field(default_factory=Adjustments)

    def __post_init__(self) -> None:
        _check_range(self.files, "carrier", "file", NOBODY, len(self.centres) - 1)
        check_adjustments(self)

    @cached_property
    def open(self) -> npt.NDArray[np.bool_]:
        """(M,) which centres may receive a file: open, and not closed by an adjustment."""
        opened = self.centres.open.copy()
        opened[list(self.adjustments.closed)] = False
        return opened

    @cached_property
    def places(self) -> Places:
        """The places of each centre, tier by tier, after ceilings and adjustments; none where the centre is closed."""
        return places_of(self)

    @cached_property
    def stay(self) -> npt.NDArray[np.int64]:
        """(N,) cost of staying with the county office."""
        policy, files = self.policy, self.files
        waits = policy.stay_base + policy.stay_per_priority * files.priority.astype(np.int64)
        return waits + policy.recall * (files.carrier >= 0)

    @cached_property
    def pins(self) -> npt.NDArray[np.int32]:
        """(N,) centre to which a file is pinned, or -1."""
        pins = np.full(len(self.files), NOBODY, np.int32)
        if self.adjustments.pins:
            pins[list(self.adjustments.pins.keys())] = list(self.adjustments.pins.values())
        return pins


def _cast(holder: Any, **types: Any) -> None:
    length = len(np.atleast_1d(np.asarray(getattr(holder, next(iter(types))))))
    for name, kind in types.items():
        given = np.asarray(getattr(holder, name))
        if given.ndim != 1 or len(given) != length:
            raise ArrayFault(f"{name} must be a list of {length} values", field=name)
        object.__setattr__(holder, name, _converted(given, kind, name))


def _converted(given: npt.NDArray[Any], kind: Any, name: str) -> npt.NDArray[Any]:
    if given.size and kind is not np.float64 and given.dtype.kind not in "iub":
        raise ArrayFault(f"{name} must be whole numbers", field=name)
    try:
        converted = np.ascontiguousarray(given, dtype=kind)
    except (TypeError, ValueError) as fault:
        raise ArrayFault(f"{name} must be numbers", field=name) from fault
    if given.size and kind not in (np.float64, np.bool_) and bool((converted.astype(np.int64) != given).any()):
        raise ArrayFault(f"{name} has a value out of range", field=name)
    return converted


def _check_degrees(holder: Any, kind: str) -> None:
    for name, most in (("latitude", 90.0), ("longitude", 180.0)):
        _check_range(holder, name, kind, -most, most)


def _check_range(holder: Any, name: str, kind: str, least: float, most: float) -> None:
    values = getattr(holder, name)
    wrong = ~((values >= least) & (values <= most))
    if wrong.any():
        at = int(np.argmax(wrong))
        where: dict[str, int] = {kind: at}
        raise ArrayFault(f"{name} of {kind} {at} is out of range: {values[at]}", field=name, **where)
