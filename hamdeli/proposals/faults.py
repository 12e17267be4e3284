"""Why a proposal cannot be made, adjusted or approved: a code, and plain values for its sentence."""

from typing import Any

from hamdeli.allocation.faults import (
    AllocationFault,
    CapacityFault,
    IndexFault,
    PinOfForbiddenPair,
    PinOutsideCounty,
    PinToClosedCentre,
    PolicyFault,
    TooManyPins,
)
from hamdeli.journal.refusals import Refusal

CODES: dict[type[AllocationFault], str] = {
    PinToClosedCentre: "pin_to_closed",
    PinOfForbiddenPair: "pin_of_forbidden",
    PinOutsideCounty: "pin_outside_county",
    TooManyPins: "too_many_pins",
    CapacityFault: "capacity",
    PolicyFault: "policy",
    IndexFault: "not_in_run",
}


class ProposalFault(Refusal):
    """Something that its user understands and can mend; the desk has the sentences."""


def fault_of(fault: AllocationFault, file_codes: list[str], centre_codes: list[str]) -> ProposalFault:
    """Translate a fault of the allocation: indexes become codes."""
    params: dict[str, Any] = {
        name: getattr(fault, name) for name in ("pins", "places", "field") if hasattr(fault, name)
    }
    if fault.file is not None and 0 <= fault.file < len(file_codes):
        params["file"] = file_codes[fault.file]
    if fault.centre is not None and 0 <= fault.centre < len(centre_codes):
        params["centre"] = centre_codes[fault.centre]
    return ProposalFault(CODES.get(type(fault), "unposable"), **params)
