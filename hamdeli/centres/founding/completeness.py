"""What an application still lacks before it can be submitted, part by part."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from hamdeli.centres.founding.policy import FEWEST_TRUSTEES, MOST_TRUSTEES
from hamdeli.centres.models import Founding, Kind, Trustee

NEEDED = (Trustee.Role.CHAIR, Trustee.Role.EXECUTIVE, Trustee.Role.TREASURER)
PARTS = ("centre", "premises", "area", "funds", "statute", "trustees")


@dataclass(frozen=True)
class Lack:
    """One thing that is missing, and in which part of the application it is written."""

    part: str
    what: Any


def lacks(founding: Founding) -> list[Lack]:
    """Return what is missing."""
    return [*lacks_of_centre(founding), *lacks_of_areas(founding), *lacks_of_board(founding)]


def lacks_of_centre(founding: Founding) -> list[Lack]:
    """Return what is missing of the centre itself."""
    special = founding.kind == Kind.SPECIALISED and not founding.specialities
    rows = (
        (founding.capacity, "centre", _("how many files the centre would carry")),
        (founding.social_workers, "centre", _("how many social workers it would have")),
        (not special, "centre", _("its speciality")),
        (founding.latitude is not None, "premises", _("its point on the map")),
        (founding.address, "premises", _("its address")),
        (founding.tenure, "premises", _("how the premises are held")),
        (founding.square_metres, "premises", _("the size of the premises")),
        (founding.hours, "premises", _("its opening hours")),
        (founding.statute or founding.statute_digest, "statute", _("the statute")),
    )
    return [Lack(part, what) for there, part, what in rows if not there]


def lacks_of_areas(founding: Founding) -> list[Lack]:
    """Return whether the service area and the fund-raising area are missing."""
    found = []
    if not founding.outline and not founding.area.exists():
        found.append(Lack("area", _("the service area: neighbourhoods chosen, or an area drawn")))
    if not founding.funds_note and not founding.funds_area.exists():
        found.append(Lack("funds", _("where the centre raises its money")))
    return found


def lacks_of_board(founding: Founding) -> list[Lack]:
    """Return what is missing of the board."""
    roles = list(founding.trustees.values_list("role", flat=True))
    found = []
    if not FEWEST_TRUSTEES <= len(roles) <= MOST_TRUSTEES:
        words = _("%(least)s to %(most)s trustees; there are %(count)s")
        told = {"least": FEWEST_TRUSTEES, "most": MOST_TRUSTEES, "count": len(roles)}
        found.append(Lack("trustees", words % told))
    return found + [Lack("trustees", role.label) for role in NEEDED if role not in roles]
