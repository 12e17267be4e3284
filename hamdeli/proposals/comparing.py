"""One file beside every centre of its proposal: what each would cost, and what a place there is worth."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from hamdeli.allocation.policy import Policy
from hamdeli.proposals.adjusting import FORBID
from hamdeli.proposals.gathering import NEEDS
from hamdeli.proposals.models import Proposal, ProposalCentre, ProposalLine

EARTH = 6_371_008.8
Longs = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Seat:
    """One centre as it stands to one file. Metres and metre-equivalents.

    able: it knows what the family needs (or the need is general). may: neither closed, nor kept away from the file, nor
    outside the county by a policy that keeps files inside. full: no place is left. value: cost + price.
    """

    code: str
    name: str
    distance: int
    cost: int
    price: int
    able: bool
    other_county: bool
    carries: bool
    open: bool
    forbidden: bool
    may: bool
    full: bool

    @property
    def value(self) -> int:
        """What the file costs here, and what its place is worth to others."""
        return self.cost + self.price


@dataclass(frozen=True)
class Comparison:
    """The centre that was chosen (None: it stays), the nearest, the next best, and the best few by value.

    kept: a centre carries the file today, and this run does not send it back for nothing.
    """

    chosen: Seat | None
    nearest: Seat | None
    next_best: Seat | None
    best: Sequence[Seat]
    stay: int
    kept: bool
    general: bool

    @property
    def difference(self) -> int | None:
        """How much more the next best centre (or staying) would cost all families together."""
        here = self.chosen.value if self.chosen else self.stay
        others = [self.next_best.value] if self.next_best else []
        others += [self.stay] if self.chosen else []
        return min(others) - here if others else None


def compare(proposal: Proposal, line: ProposalLine, *, most: int = 5) -> Comparison:
    """Compare all centres for one file in one query; as the run saw them."""
    policy = Policy.from_dict(proposal.policy)
    rows = _rows(proposal.pk, proposal.made_at, proposal.version)
    seats = _seats(proposal, line, rows, policy)
    chosen = next((seat for row, seat in zip(rows, seats, strict=True) if row.centre_id == line.centre_id), None)
    ranked = sorted(
        (seat for seat in seats if seat.may),
        key=lambda seat: (seat.value, seat is not chosen, seat.distance, seat.code),
    )
    return Comparison(
        chosen=chosen,
        nearest=min(seats, key=lambda seat: (seat.distance, seat.code), default=None),
        next_best=next((seat for seat in ranked if seat is not chosen), None),
        best=ranked[:most],
        stay=policy.stay_of(line.case_file.priority, carried=line.today_id is not None),
        kept=line.today_id is not None and policy.recall > 0,
        general=line.need == NEEDS[0],
    )


@lru_cache(maxsize=8)
def _rows(proposal: int, made_at: datetime, version: int) -> tuple[ProposalCentre, ...]:
    """Return the centres of a run. They are written once, with its answer, so a process reads them once."""
    rows = ProposalCentre.objects.filter(proposal=proposal, proposal__made_at=made_at, proposal__version=version)
    return tuple(rows.select_related("centre").order_by("centre__code"))


def distances(latitude: float, longitude: float, rows: Sequence[ProposalCentre]) -> Longs:
    """(M,) great-circle distances in whole metres (haversine, as the policy defines it)."""
    lat = np.radians([row.centre.latitude for row in rows])
    lon = np.radians([row.centre.longitude for row in rows])
    north, east = np.radians(latitude), np.radians(longitude)
    half = np.sin((lat - north) / 2) ** 2 + np.cos(north) * np.cos(lat) * np.sin((lon - east) / 2) ** 2
    return np.asarray(np.floor(2 * EARTH * np.arcsin(np.sqrt(np.minimum(half, 1.0))) + 0.5), np.int64)


def _seats(proposal: Proposal, line: ProposalLine, rows: Sequence[ProposalCentre], policy: Policy) -> list[Seat]:
    home = line.case_file.household
    need = NEEDS.index(line.need)
    kept_away = {
        each["centre"] for each in proposal.adjustments if each["kind"] == FORBID and each["file"] == line.file_code
    }
    metres = distances(home.latitude, home.longitude, rows)
    return [_seat(line, row, int(metre), need, policy, kept_away) for row, metre in zip(rows, metres, strict=True)]


def _seat(
    line: ProposalLine, row: ProposalCentre, distance: int, need: int, policy: Policy, kept_away: set[str]
) -> Seat:
    able = need == 0 or bool(row.specialities >> (need - 1) & 1)
    other_county = row.centre.county_id != line.case_file.county_id
    carries = row.centre_id == line.today_id
    forbidden = row.centre.code in kept_away
    cost = policy.distance_weight * distance
    cost += 0 if able else policy.lack_of_speciality
    cost += policy.moving if line.today_id is not None and not carries else 0
    cost += policy.other_county if other_county else 0
    return Seat(
        code=row.centre.code,
        name=row.centre.name,
        distance=distance,
        cost=cost,
        price=row.price,
        able=able,
        other_county=other_county,
        carries=carries,
        open=row.open and row.places > 0,
        forbidden=forbidden,
        may=row.open and row.places > row.occupied and not forbidden and (policy.may_leave_county or not other_county),
        full=row.occupied + row.load >= row.places,
    )
