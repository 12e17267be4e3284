"""What can be wrong with a problem: every fault carries the indexes from which a caller writes its sentence."""


class AllocationFault(ValueError):
    """A problem that cannot be posed as given. `file` and `centre` are indexes, or None."""

    def __init__(self, message: str, *, file: int | None = None, centre: int | None = None) -> None:
        super().__init__(message)
        self.file = file
        self.centre = centre


class PolicyFault(AllocationFault):
    """A weight, a ceiling or a tier that makes no sense. `field` names it."""

    def __init__(self, message: str, *, field: str) -> None:
        super().__init__(message)
        self.field = field


class ArrayFault(AllocationFault):
    """An array of the wrong length, or a value out of its range. `field` names the array."""

    def __init__(self, message: str, *, field: str, file: int | None = None, centre: int | None = None) -> None:
        super().__init__(message, file=file, centre=centre)
        self.field = field


class IndexFault(AllocationFault):
    """An adjustment names a file or a centre that does not exist."""


class PinToClosedCentre(AllocationFault):
    """A file is pinned to a centre that is closed or has no active licence."""


class PinOfForbiddenPair(AllocationFault):
    """A file is pinned to a centre that is forbidden for it."""


class PinOutsideCounty(AllocationFault):
    """A file is pinned outside its county while the policy keeps files inside."""


class TooManyPins(AllocationFault):
    """More files are pinned to a centre than it has places. `pins` and `places` say how many."""

    def __init__(self, message: str, *, centre: int, pins: int, places: int) -> None:
        super().__init__(message, centre=centre)
        self.pins = pins
        self.places = places


class CapacityFault(AllocationFault):
    """An adjusted capacity below zero."""


class StartFault(AllocationFault):
    """The solution to start from belongs to another problem (other numbers of files or centres)."""


class Cancelled(Exception):
    """The run was stopped because the caller's `cancelled()` said so. Nothing is kept."""
