"""The rules about boards, terms and days: pure functions of plain values."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from hamdeli.centres.living.faults import LivingFault
from hamdeli.centres.models import Body, Seat

SIZES = {Body.TRUSTEES: (5, 7), Body.EXECUTIVE: (3, 5)}
"""Five to seven trustees (domain.md, section 2); three to five who carry out what they decide."""
NEEDED = (Seat.CHAIR, Seat.EXECUTIVE, Seat.TREASURER)
LONGEST_TERM = timedelta(days=4 * 366)
SOON, NEAR = 30, 90
"""Days before an end at which it is warned of, the second time and the first."""


def require_seats(body: str, seats: Sequence[str]) -> None:
    """Refuse a board that is too small or too large, or lacks one of its three officers, or has one twice."""
    fewest, most = SIZES[Body(body)]
    if not fewest <= len(seats) <= most:
        raise LivingFault("size_unfit", fewest=fewest, most=most, count=len(seats))
    counted = Counter(seats)
    for seat in NEEDED:
        if counted[seat] != 1:
            raise LivingFault("seat_twice" if counted[seat] else "seat_missing", seat=str(seat.label))


def require_term(since: date, until: date, today: date) -> None:
    """Refuse a term that begins in the future, ends before it begins, or lasts too long."""
    if since > today:
        raise LivingFault("day_ahead")
    if until <= since:
        raise LivingFault("term_backwards")
    if until - since > LONGEST_TERM:
        raise LivingFault("term_long")


def nearness(end: date | None, today: date) -> str:
    """Say how near an end is: over, soon (30 days), near (90 days), far; none where there is no end."""
    if end is None:
        return "none"
    left = (end - today).days
    if left < 0:
        return "over"
    return "soon" if left <= SOON else "near" if left <= NEAR else "far"
