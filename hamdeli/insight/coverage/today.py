"""How people and families are covered today: by settlement and by county, each ratio with its parts."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from hamdeli.insight.coverage.ground import Ground
from hamdeli.insight.siting.instance import Flags, Ints
from hamdeli.places.models import Place

ROUND = 10
"""Families of a settlement are told in tens to those who may not see its files."""


@dataclass(frozen=True)
class Cover:
    """What is known of one settlement or county.

    nearest: metres to the nearest centre, None where there is none; without, people_without: of a county, its
    settlements without a centre within reach and who lives there; of a settlement, one or none.
    """

    place: Place
    people: int
    census: int | None
    families: int
    centres: int
    capacity: int
    nearest: int | None
    without: int
    people_without: int

    def people_per_centre(self) -> float | None:
        """People for each centre, or None where there is no centre."""
        return self.people / self.centres if self.centres else None

    def missing(self, norm: int) -> int:
        """How many centres are missing to the norm."""
        return max(0, -(-self.people // norm) - self.centres)


def by_settlement(ground: Ground, reach: int) -> dict[int, Cover]:
    """What is known of each settlement, by its primary key."""
    near, counts = ground.nearest(), np.bincount(ground.seat, minlength=len(ground.places))
    capacity = np.bincount(ground.seat, ground.capacity, len(ground.places)).astype(np.int64)
    return {
        place.pk: Cover(
            place=place,
            people=int(ground.people[at]),
            census=place.population_year,
            families=int(ground.families[at]),
            centres=int(counts[at]),
            capacity=int(capacity[at]),
            nearest=round(float(near[at])) if np.isfinite(near[at]) else None,
            without=int(near[at] > reach),
            people_without=int(ground.people[at]) if near[at] > reach else 0,
        )
        for at, place in enumerate(ground.places)
    }


def by_county(ground: Ground, counties: Iterable[Place], reach: int) -> dict[int, Cover]:
    """What is known of each county, by its primary key; people by the census of the county, not by its settlements."""
    beyond = ground.nearest() > reach
    seats = np.array([centre.county_id for centre in ground.centres], np.int64)
    return {place.pk: county_cover(ground, place, beyond, seats) for place in counties}


def county_cover(ground: Ground, place: Place, beyond: Flags, seats: Ints) -> Cover:
    """What is known of one county; `seats` has the county of each centre."""
    inside = ground.county == place.pk
    return Cover(
        place=place,
        people=place.population or 0,
        census=place.population_year,
        families=int(ground.families[inside].sum()),
        centres=int((seats == place.pk).sum()),
        capacity=int(ground.capacity[seats == place.pk].sum()),
        nearest=None,
        without=int((beyond & inside).sum()),
        people_without=int(ground.people[beyond & inside].sum()),
    )


def total(covers: Iterable[Cover], place: Place) -> Cover:
    """All together, under the name of `place`; people by its own census."""
    rows = list(covers)
    return Cover(
        place=place,
        people=place.population if place.population is not None else sum(row.people for row in rows),
        census=place.population_year,
        families=sum(row.families for row in rows),
        centres=sum(row.centres for row in rows),
        capacity=sum(row.capacity for row in rows),
        nearest=None,
        without=sum(row.without for row in rows),
        people_without=sum(row.people_without for row in rows),
    )


def rounded(families: int) -> int:
    """Families as those read them who may not see the files: whole tens; below ten is nought, and told in words."""
    return families // ROUND * ROUND
