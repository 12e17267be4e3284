"""The place of a centre to be, and the area it would serve: whether it stays in the county, whom it reaches, and who
serves there already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hamdeli.centres.founding.faults import FoundingFault
from hamdeli.centres.founding.outlining import Point, corners_of, holds, overlap
from hamdeli.centres.founding.policy import NEAR_KM, POINT_KM
from hamdeli.centres.models import Centre, Founding
from hamdeli.places.distance import metres
from hamdeli.places.models import Place
from hamdeli.places.outlines import contains, outlines

SETTLED = (Place.Kind.CITY, Place.Kind.VILLAGE, Place.Kind.NEIGHBOURHOOD)


@dataclass(frozen=True)
class Settlement:
    """One town, village or neighbourhood, or the county itself, with the county in which it lies."""

    pk: int
    name: str
    point: Point
    county_id: int
    people: int
    parent_id: int | None = None
    settled: bool = True


def settlements_of(province: Place) -> list[Settlement]:
    """Return what lies in the province and has a point on the map, in one query."""
    rows = Place.objects.within(province).select_related("parent__parent").filter(latitude__isnull=False)
    found = []
    for place in rows.filter(kind__in=(*SETTLED, Place.Kind.COUNTY)).order_by("code"):
        county = county_of(place)
        if place.latitude is not None and place.longitude is not None:
            settled = place.kind != Place.Kind.COUNTY
            people = (place.population or 0) if settled else 0
            point = (place.latitude, place.longitude)
            found.append(Settlement(place.pk, place.name, point, county, people, place.parent_id, settled))
    return found


def people_of(places: Sequence[Settlement]) -> int:
    """Return the people of the places, those of a neighbourhood only once where its town is there too."""
    keys = {place.pk for place in places}
    return sum(place.people for place in places if place.parent_id not in keys)


def county_of(place: Place) -> int:
    """Return the key of the county in which the place lies."""
    here: Place | None = place
    while here is not None and here.kind != Place.Kind.COUNTY:
        here = here.parent
    return here.pk if here else 0


def has_outline(code: str) -> bool:
    """Say whether the outline of the province is known."""
    return any(feature["properties"]["code"] == code for feature in outlines()["features"])


def require_point(founding: Founding, latitude: float | None, longitude: float | None) -> None:
    """Refuse half a point, and one that does not lie in the county's surroundings."""
    if latitude is None and longitude is None:
        return
    if latitude is None or longitude is None:
        raise FoundingFault("point_half")
    province = founding.province
    if has_outline(province.code) and not contains(latitude, longitude, province.code):
        raise FoundingFault("point_away")
    there = settlements_of(province)
    own = [place for place in there if place.county_id == founding.county_id]
    near = own and nearest(own, (latitude, longitude))
    if (near and far(near, (latitude, longitude)) > POINT_KM) or strays((latitude, longitude), there, founding):
        raise FoundingFault("point_away")


def require_places(founding: Founding, places: Sequence[Place]) -> None:
    """Refuse a place that lies in another county."""
    for place in places:
        if county_of(place) != founding.county_id:
            raise FoundingFault("place_outside", place=place.name)


def require_outline(founding: Founding, corners: Sequence[Point]) -> None:
    """Refuse an area that leaves the province or the county.

    The counties have no outlines here: the area leaves the county where it holds a settlement of another one, or
    where a corner lies in the midst of another county's settlements.
    """
    code = founding.province.code
    for number, corner in enumerate(corners, 1):
        if has_outline(code) and not contains(*corner, code):
            raise FoundingFault("outline_away", number=number)
    there = settlements_of(founding.province)
    foreign = [place for place in there if place.county_id != founding.county_id]
    for place in foreign:
        if holds(corners, place.point):
            raise FoundingFault("outline_leaves", place=place.name)
    for corner in corners:
        stray = strays(corner, there, founding)
        if stray:
            raise FoundingFault("outline_leaves", place=stray.name)


def strays(point: Point, there: Sequence[Settlement], founding: Founding) -> Settlement | None:
    """Return the settlement of another county in whose surroundings the point lies, None where it lies in the own."""
    if not there:
        return None
    near = nearest(there, point)
    if near.county_id == founding.county_id:
        return None
    own = [place for place in there if place.county_id == founding.county_id]
    if own and far(nearest(own, point), point) <= NEAR_KM:
        return None
    return near


def nearest(there: Sequence[Settlement], point: Point) -> Settlement:
    """Return the settlement nearest to the point."""
    return min(there, key=lambda place: far(place, point))


def far(place: Settlement, point: Point) -> float:
    """Return the distance in kilometres."""
    return metres(*place.point, *point) / 1000


@dataclass(frozen=True)
class Overlap:
    """Another centre, or one to be, that serves a part of the area: which places are shared, and their people."""

    founding: Founding
    places: list[Settlement]

    @property
    def people(self) -> int:
        """The people of the shared places."""
        return people_of(self.places)


@dataclass(frozen=True)
class Reach:
    """Whom an area reaches, and who serves there already."""

    places: list[Settlement] = field(default_factory=list)
    overlaps: list[Overlap] = field(default_factory=list)
    standing: list[Centre] = field(default_factory=list)
    """Centres that stand within the drawn area, or in one of its places."""

    @property
    def people(self) -> int:
        """The people of all places of the area."""
        return people_of(self.places)


def reach_of(founding: Founding) -> Reach:
    """Return whom the area of the application reaches; the number of queries does not depend on how many apply."""
    there = settlements_of(founding.province)
    mine, ring = served(founding, there), corners_of(founding.outline)
    others = Founding.objects.standing().filter(province=founding.province_id).exclude(pk=founding.pk)
    overlaps = []
    for other in others.select_related("centre").prefetch_related("area").order_by("pk"):
        shared = mine.keys() & served(other, there).keys()
        if shared or overlap(ring, corners_of(other.outline)):
            overlaps.append(Overlap(other, [mine[key] for key in sorted(shared)]))
    centres = Centre.objects.filter(county=founding.county_id).exclude(founding=founding).order_by("code")
    own = [place for place in there if place.settled and place.county_id == founding.county_id]
    standing = [centre for centre in centres if stands_in(centre, mine, ring, own)]
    return Reach(list(mine.values()), overlaps, standing)


def stands_in(centre: Centre, mine: Mapping[int, Settlement], ring: Sequence[Point], own: Sequence[Settlement]) -> bool:
    """Say whether a centre stands within the drawn area, or the settlement of the county nearest to it is served."""
    point = (centre.latitude, centre.longitude)
    if ring and holds(ring, point):
        return True
    return bool(mine and own) and nearest(own, point).pk in mine


def served(founding: Founding, there: Sequence[Settlement]) -> dict[int, Settlement]:
    """Return the places that an application would serve: those chosen, and those inside the drawn area."""
    chosen, ring = {place.pk for place in founding.area.all()}, corners_of(founding.outline)
    return {
        place.pk: place
        for place in there
        if place.settled and (place.pk in chosen or (ring and holds(ring, place.point)))
    }
