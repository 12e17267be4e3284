"""The ground of a province by settlement: who lives there, which families are in need, which centres stand there."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from hamdeli.casework.models import CaseFile
from hamdeli.centres.models import Centre
from hamdeli.insight.siting.instance import Flags, Floats, Ints
from hamdeli.insight.siting.network import metres
from hamdeli.places.models import Place

KINDS = (Place.Kind.CITY, Place.Kind.VILLAGE, Place.Kind.NEIGHBOURHOOD)
NOWHERE = -1


@dataclass(frozen=True, eq=False)
class Ground:
    """The settlements of one province in the order of their codes, and the centres that count.

    county: (N,) primary keys; people, families: (N,) counts; latitude, longitude: (N,) degrees;
    centres, seat, capacity: (E,) the centres, the number of the settlement where each stands, its capacity for files;
    spread: (E, N) metres from each centre's settlement to every settlement.
    """

    province: Place
    places: list[Place]
    county: Ints
    latitude: Floats
    longitude: Floats
    people: Ints
    families: Ints
    centres: list[Centre]
    seat: Ints
    capacity: Ints

    def nearest(self) -> Floats:
        """(N,) metres from each settlement to the nearest one with a centre; infinite where there is no centre."""
        seats = np.unique(self.seat)
        if not len(seats):
            return np.full(len(self.places), np.inf)
        found: Floats = self.ways(seats).min(axis=0)
        return found

    def ways(self, seats: Ints) -> Floats:
        """(S, N) metres from some settlements to all."""
        lat, lon = self.latitude, self.longitude
        return metres(lat[seats, None], lon[seats, None], lat[None, :], lon[None, :])

    def inside(self, county: Place | None) -> Flags:
        """(N,) whether each settlement lies in the county; all, without one."""
        return self.county == county.pk if county else np.ones(len(self.places), np.bool_)


def survey(province: Place, *, speciality: str = "") -> Ground:
    """Read the ground of `province`: four queries, whatever its size.

    With a `speciality`, only centres that have it count, and only families that need it.
    """
    places, people = settlements(province)
    county = np.array([county_of(place) for place in places], np.int64)
    lat = np.array([place.latitude for place in places], np.float64)
    lon = np.array([place.longitude for place in places], np.float64)
    rows = Centre.objects.licensed().filter(province=province).select_related("county").order_by("code")
    if speciality:
        rows = rows.filter(capabilities__speciality=speciality)
    centres = list(rows)
    there = np.array([(row.county_id, row.latitude, row.longitude) for row in centres], np.float64).reshape(-1, 3)
    seat = nearest_of(there, county, lat, lon)
    stands = seat != NOWHERE
    return Ground(
        province=province,
        places=places,
        county=county,
        latitude=lat,
        longitude=lon,
        people=np.array(people, np.int64),
        families=count_families(province, speciality, county, lat, lon),
        centres=[centre for centre, holds in zip(centres, stands, strict=True) if holds],
        seat=seat[stands],
        capacity=np.array([centre.capacity for centre in centres], np.int64)[stands],
    )


def settlements(province: Place) -> tuple[list[Place], list[int]]:
    """The settlements with coordinates, and who lives in each.

    A town counts by its neighbourhoods, and by itself only for those who live in none of them.
    """
    known = Place.objects.within(province).filter(kind__in=KINDS, latitude__isnull=False)
    rows = list(known.select_related("parent__parent").order_by("code"))
    divided = Counter[int | None]()
    for place in rows:
        if place.kind == Place.Kind.NEIGHBOURHOOD:
            divided[place.parent_id] += place.population or 0
    people = [max(0, (place.population or 0) - divided[place.pk]) for place in rows]
    kept = [at for at, place in enumerate(rows) if people[at] or place.pk not in divided]
    return [rows[at] for at in kept], [people[at] for at in kept]


def county_of(place: Place) -> int:
    """The primary key of the county in which a settlement lies."""
    above = place.parent
    if above is None:
        return 0
    return int(above.pk if above.kind == Place.Kind.COUNTY else above.parent_id or 0)


def count_families(province: Place, speciality: str, county: Ints, lat: Floats, lon: Floats) -> Ints:
    """(N,) active files by settlement: those that wait and those that a centre carries."""
    files = CaseFile.objects.active().filter(province=province)
    if speciality:
        files = files.filter(need=speciality)
    rows = files.order_by().values_list("county_id", "household__latitude", "household__longitude")
    there = np.array(list(rows), np.float64).reshape(-1, 3)
    number = nearest_of(there, county, lat, lon)
    return np.bincount(number[number != NOWHERE], minlength=len(county)).astype(np.int64)


def nearest_of(there: Floats, county: Ints, lat: Floats, lon: Floats) -> Ints:
    """(K,) the settlement of the county nearest to each of `there` (county, degrees); of all, where it has none."""
    found = np.full(len(there), NOWHERE, np.int64)
    if not len(county):
        return found
    for key in np.unique(there[:, 0]):
        mine = np.flatnonzero(there[:, 0] == key)
        near = np.flatnonzero(county == key)
        near = near if len(near) else np.arange(len(county))
        far = metres(there[mine, 1, None], there[mine, 2, None], lat[None, near], lon[None, near])
        found[mine] = near[far.argmin(axis=1)]
    return found
