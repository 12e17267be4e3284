"""Whether what a person adjusted can hold at all: pins, forbidden pairs, closures, capacities."""

from collections import Counter
from typing import TYPE_CHECKING

from .faults import CapacityFault, IndexFault, PinOfForbiddenPair, PinOutsideCounty, PinToClosedCentre, TooManyPins

if TYPE_CHECKING:
    from .problem import Problem

MOST_CAPACITY = 2**31 - 1


def check_adjustments(problem: "Problem") -> None:
    """Raise the subclass of AllocationFault that tells the first thing wrong with the adjustments."""
    _check_indexes(problem)
    for centre, capacity in problem.adjustments.capacities.items():
        if not 0 <= capacity <= MOST_CAPACITY:
            raise CapacityFault(f"capacity of centre {centre} cannot be {capacity}", centre=centre)
    forbidden = set(problem.adjustments.forbidden)
    for file, centre in problem.adjustments.pins.items():
        _check_pin(problem, file, centre, forbidden)
    _check_room(problem)


def _check_indexes(problem: "Problem") -> None:
    adjusted = problem.adjustments
    for file, centre in (*adjusted.pins.items(), *adjusted.forbidden):
        if not 0 <= file < len(problem.files):
            raise IndexFault(f"there is no file {file}", file=file)
        _check_centre(problem, centre)
    for centre in (*adjusted.closed, *adjusted.capacities):
        _check_centre(problem, centre)


def _check_centre(problem: "Problem", centre: int) -> None:
    if not 0 <= centre < len(problem.centres):
        raise IndexFault(f"there is no centre {centre}", centre=centre)


def _check_pin(problem: "Problem", file: int, centre: int, forbidden: set[tuple[int, int]]) -> None:
    if not problem.open[centre]:
        raise PinToClosedCentre(f"file {file} is pinned to centre {centre}, which is closed", file=file, centre=centre)
    if (file, centre) in forbidden:
        raise PinOfForbiddenPair(
            f"file {file} is pinned to centre {centre}, which is forbidden", file=file, centre=centre
        )
    inside = problem.files.county[file] == problem.centres.county[centre]
    if not inside and not problem.policy.may_leave_county:
        raise PinOutsideCounty(f"file {file} is pinned to centre {centre} outside its county", file=file, centre=centre)


def _check_room(problem: "Problem") -> None:
    for centre, pins in Counter(problem.adjustments.pins.values()).items():
        places = int(problem.places.free[centre])
        if pins > places:
            message = f"{pins} files are pinned to centre {centre}, which has {places} places"
            raise TooManyPins(message, centre=centre, pins=pins, places=places)
