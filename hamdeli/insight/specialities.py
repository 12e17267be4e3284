"""Where the demand for a speciality is unserved: by county, with the parts of each figure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import reaches, scope
from hamdeli.casework.models import CaseFile, Need, Onward
from hamdeli.casework.onward.finding import loads_of
from hamdeli.centres.models import Capability, Centre, Licence, Speciality
from hamdeli.insight.suppressing import hidden, is_small
from hamdeli.places.distance import metres
from hamdeli.places.models import Place

TAKEN_UP = (Onward.State.ACCEPTED, Onward.State.DONE)


@dataclass(frozen=True)
class Demand:
    """The families of one county under support whose main need is one speciality.

    `carried` by a centre with it; `referred` to one that took them up, carried elsewhere or by nobody. `centres` have
    it and an active licence in the county, with `free` places; `nearest` is the way in metres from the middle of the
    county to the nearest such centre of the province, None where there is none. `unseen` names what may not be read.
    """

    county: Place
    speciality: str
    families: int = 0
    carried: int = 0
    referred: int = 0
    centres: int = 0
    free: int = 0
    nearest: float | None = None
    unseen: frozenset[str] = field(default_factory=frozenset)

    @property
    def unserved(self) -> int:
        """Families whom no centre with the speciality carries or took up."""
        return self.families - self.carried - self.referred

    @property
    def label(self) -> str:
        """The speciality in the reader's language."""
        return str(Speciality(self.speciality).label)

    @property
    def key(self) -> str:
        """What identifies the row."""
        return f"{self.county.code}.{self.speciality}"

    def told(self, name: str) -> int | None:
        """Return a part as it may be read: None where it is of fewer than ten families, or would give one away."""
        return None if name in self.unseen else int(getattr(self, name))


def demand(user: User, narrowed: Q | None = None, specialities: Iterable[str] = Speciality.values) -> list[Demand]:
    """Return the demand of the counties whose figures `user` may see, by county and speciality, the worst served first.

    `narrowed` is a condition on rows with `province` and `county`. Eight queries at most, however many counties.
    """
    wanted = list(specialities)
    seen = scope(user, Right.SEE_FIGURES, centre="") & (narrowed or Q())
    files = counted(seen, wanted)
    able = able_centres(seen, wanted)
    free = free_places(able)
    counties = {county for county, _ in files} | {centre.county_id for many in able.values() for centre in many}
    places = Place.objects.filter(pk__in=counties).select_related("parent").in_bulk()
    inside = within(seen, counties)
    rows = [
        put_together(user, places[county], word, files.get((county, word), (0, 0, 0)), able[word], free)
        for county in sorted(inside)
        for word in wanted
    ]
    found = [row for row in rows if row.families or row.centres]
    return sorted(found, key=lambda row: (-(row.told("unserved") or 0), row.county.sort_key, row.speciality))


def within(seen: Q, counties: set[int]) -> set[int]:
    """Return those of `counties` in which rows fulfil the condition."""
    pairs = Centre.objects.filter(seen).values_list("county", flat=True)
    carried = CaseFile.objects.filter(seen).values_list("county", flat=True)
    return (set(pairs.distinct()) | set(carried.distinct())) & counties


def counted(seen: Q, wanted: list[str]) -> dict[tuple[int, str], tuple[int, int, int]]:
    """Return families, carried and referred of each county and speciality."""
    able = Capability.objects.filter(centre=OuterRef("centre"), speciality=OuterRef("need"))
    taken = Onward.objects.filter(case_file=OuterRef("pk"), speciality=OuterRef("need"), state__in=TAKEN_UP)
    rows = (
        CaseFile.objects.active()
        .filter(seen, need__in=wanted)
        .exclude(need=Need.GENERAL)
        .annotate(is_carried=Exists(able), is_referred=Exists(taken))
        .values("county", "need")
        .annotate(
            families=Count("pk"),
            carried=Count("pk", filter=Q(is_carried=True)),
            referred=Count("pk", filter=Q(is_carried=False, is_referred=True)),
        )
        .order_by()
    )
    return {(row["county"], row["need"]): (row["families"], row["carried"], row["referred"]) for row in rows}


def able_centres(seen: Q, wanted: list[str]) -> dict[str, list[Centre]]:
    """Return the licensed centres with each speciality in the provinces that fulfil the condition."""
    provinces = set(Centre.objects.filter(seen).values_list("province", flat=True).distinct())
    provinces |= set(CaseFile.objects.filter(seen).values_list("province", flat=True).distinct())
    rows = Centre.objects.filter(
        province__in=provinces, licence=Licence.ACTIVE, capabilities__speciality__in=wanted
    ).annotate(speciality=F("capabilities__speciality"))
    found: dict[str, list[Centre]] = {word: [] for word in wanted}
    for centre in rows.order_by("code"):
        found[str(centre.speciality)].append(centre)  # type: ignore[attr-defined]
    return found


def free_places(able: dict[str, list[Centre]]) -> dict[int, int]:
    """Return the free places of each centre, by its primary key."""
    centres = {centre.pk: centre for many in able.values() for centre in many}
    loads = loads_of(list(centres))
    return {key: max(centre.capacity - loads[key], 0) for key, centre in centres.items()}


def put_together(
    user: User,
    county: Place,
    speciality: str,
    files: tuple[int, int, int],
    able: list[Centre],
    free: dict[int, int],
) -> Demand:
    """Return the row of one county and speciality, with what `user` may not read of it."""
    here = [centre for centre in able if centre.county_id == county.pk]
    families, carried, referred = files
    row = Demand(
        county=county,
        speciality=speciality,
        families=families,
        carried=carried,
        referred=referred,
        centres=len(here),
        free=sum(free[centre.pk] for centre in here),
        nearest=way_to_nearest(county, able),
    )
    return row if sees_files(user, county) else veiled(row)


def way_to_nearest(county: Place, able: Iterable[Centre]) -> float | None:
    """Return the metres from the middle of the county to the nearest of the centres in its province."""
    if county.latitude is None or county.longitude is None:
        return None
    inside = (centre for centre in able if centre.province_id == county.parent_id)
    ways = (metres(county.latitude, county.longitude, centre.latitude, centre.longitude) for centre in inside)
    return min(ways, default=None)


def sees_files(user: User, county: Place) -> bool:
    """Say whether `user` sees the files of the county, and so every count of them."""
    return reaches(user, Right.SEE_FILES, province_id=county.parent_id, county_id=county.pk)


def veiled(row: Demand) -> Demand:
    """Return the row without the counts that tell of fewer than ten families."""
    parts = {"carried": row.carried, "referred": row.referred, "unserved": row.unserved}
    unseen = {"families", *parts} if is_small(row.families) else hidden(parts)
    told: dict[str, Any] = {**vars(row), "unseen": frozenset(unseen)}
    return Demand(**told)


@dataclass(frozen=True)
class Total:
    """What the rows together say, of those parts alone that may be read."""

    families: int
    carried: int
    referred: int
    unserved: int
    veiled: int
    """Rows of which something is not shown, and which are left out."""


def total_of(rows: Iterable[Demand]) -> Total:
    """Add up the rows that may be read whole; the others would be given away by a total of all."""
    rows = list(rows)
    whole = [row for row in rows if not row.unseen]
    names = ("families", "carried", "referred", "unserved")
    sums = {name: sum(int(getattr(row, name)) for row in whole) for name in names}
    return Total(**sums, veiled=len(rows) - len(whole))
