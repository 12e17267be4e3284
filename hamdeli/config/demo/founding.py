"""Founding the centres of a province: where they stand, what they can do, how much they can carry."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from hamdeli.centres.models import Capability, Centre, Kind, Setting, Speciality
from hamdeli.config.demo.ground import Ground, Spots, kilometres, scatter
from hamdeli.config.demo.names import CENTRE_NAMES, GUILD_NAMES, SPECIAL_NAMES
from hamdeli.config.demo.seeds import Chance, Floats, Integers, draw, spread
from hamdeli.config.demo.sizes import Size
from hamdeli.persian.calendar import year_bounds
from hamdeli.persian.digits import to_persian
from hamdeli.persian.letters import fold

# Years of opening: licences began in 1392; Isfahan had 58 centres in 1397, 347 soon after, 421 in 1399.
OPENED = {1393: 2, 1394: 4, 1395: 6, 1396: 12, 1397: 20, 1398: 24, 1399: 20, 1400: 6, 1401: 3, 1402: 2, 1403: 1}
BEFORE_DELEGATION = 1400
SPECIAL = {"employment": 16, "education": 20, "health": 14}
LEARNT_BESIDE = 0.13
FEWEST_PLACES = 4
FEW_CENTRES = 8
FILES_PER_WORKER = (7.0, 14.0)
SOCIAL_WORK_PLACES = 40
SMOOTH_KM = 4.0
REACH_KM = 30.0


@dataclass(frozen=True)
class Founded:
    """The centres of a province, in the order of their codes, with what their capability rows need."""

    centres: list[Centre]
    specialities: list[list[str]]

    @property
    def latitude(self) -> Floats:
        """Degrees."""
        return np.array([centre.latitude for centre in self.centres])

    @property
    def longitude(self) -> Floats:
        """Degrees."""
        return np.array([centre.longitude for centre in self.centres])

    def capabilities(self) -> list[Capability]:
        """The rows of the specialities, unsaved."""
        pairs = zip(self.centres, self.specialities, strict=True)
        return [Capability(centre=centre, speciality=word) for centre, words in pairs for word in words]


@dataclass(frozen=True)
class Plan:
    """The centres to be, one entry for each."""

    spots: Spots
    kinds: list[str]
    specialities: list[list[str]]
    opened: list[date]
    places: Integers


def found(size: Size, ground: Ground, families: Spots, chance: Chance, *, newest: date) -> Founded:
    """Return the centres of a province, unsaved. `newest` is the day on which a centre for social work was opened."""
    plan = draw_plan(size, ground, families, chance, newest)
    order = np.argsort(ground.counties[plan.spots.settlement], kind="stable").tolist()
    names = Names(chance)
    centres = []
    for number, at in enumerate(order, 1):
        centre = centre_row(size, ground, plan, at, chance)
        centre.code, centre.name = f"{size.province}-{number:03}", names.name(plan, at, ground)
        centre.name_folded = fold(centre.name)
        centres.append(centre)
    return Founded(centres, [plan.specialities[at] for at in order])


def draw_plan(size: Size, ground: Ground, families: Spots, chance: Chance, newest: date) -> Plan:
    """Draw where the centres stand, and what they are."""
    rural = np.sort(chance.random(size.centres) >= size.urban_centres)
    spots = scatter(ground, chance, rural, power=0.9)
    reach_families(ground, families, spots)
    kinds = kinds_of(size, chance)
    specialities = [specialities_of(kind, chance) for kind in kinds]
    opened = opening_days(chance, size.centres)
    if size.social_work:
        kinds[0], specialities[0], opened[0] = Kind.SPECIALISED, [Speciality.SOCIAL_WORK], newest
        settle_in_capital(ground, spots)
    return Plan(spots, kinds, specialities, opened, capacities(size, ground, families, spots, chance))


def settle_in_capital(ground: Ground, spots: Spots) -> None:
    """Put the first centre into the largest town."""
    largest = int(ground.population.argmax())
    spots.settlement[0], spots.rural[0] = largest, False
    spots.latitude[0], spots.longitude[0] = ground.latitude[largest] + 0.004, ground.longitude[largest] - 0.003


def kinds_of(size: Size, chance: Chance) -> list[str]:
    """Draw the kinds: Fars counts 89 specialised of 402 active centres, Hamedan guild centres beside them."""
    special, guild = round(size.special * size.centres), round(size.guild * size.centres)
    kinds = [Kind.SPECIALISED] * special + [Kind.GUILD] * guild
    kinds += [Kind.NEIGHBOURHOOD] * (size.centres - len(kinds))
    return [str(kinds[number]) for number in chance.permutation(len(kinds))]


def specialities_of(kind: str, chance: Chance) -> list[str]:
    """Specialised centres have one or two specialities; few others have learnt one."""
    if kind == Kind.SPECIALISED:
        return sorted(set(draw(chance, SPECIAL, 2 if chance.random() < 0.3 else 1)))
    return draw(chance, SPECIAL, 1) if chance.random() < LEARNT_BESIDE else []


def opening_days(chance: Chance, count: int) -> list[date]:
    """Draw the days on which the centres were opened; all but every eighth before the delegation began."""
    years = [int(year) for year in draw(chance, {str(year): share for year, share in OPENED.items()}, count)]
    years = [year if number % 8 == 7 else min(year, BEFORE_DELEGATION) for number, year in enumerate(years)]
    return [year_bounds(year)[0] + timedelta(days=int(chance.integers(10, 350))) for year in years]


def capacities(size: Size, ground: Ground, families: Spots, spots: Spots, chance: Chance) -> Integers:
    """Share the places of the province among its counties by their files, within each by nearness and chance.

    Within a county many centres stand where donors live and the families do not (53% in well-off districts in 1395),
    so that places and families agree only roughly.
    """
    theirs, files = ground.counties[spots.settlement], ground.counties[families.settlement]
    fewest = min(FEWEST_PLACES, size.places // size.centres)
    weights = attraction(families, spots, theirs, chance)
    for county in np.unique(theirs):
        among = theirs == county
        wanted = size.places / size.files * (files == county).sum() * chance.uniform(0.97, 1.03)
        weights[among] *= max(wanted - fewest * among.sum(), 1.0) / weights[among].sum()
    places: Integers = fewest + spread(size.places - fewest * size.centres, weights)
    if size.social_work:
        newest = min(int(places[0]), SOCIAL_WORK_PLACES, size.places // size.centres // 2)
        places[1] += places[0] - newest
        places[0] = newest
    return places


def attraction(families: Spots, spots: Spots, theirs: Integers, chance: Chance) -> Floats:
    """How many families each centre would draw; where a county has many centres, partly evened out, with chance.

    In a county of few centres a place in the wrong town is a day's journey away, and nobody puts it there.
    """
    away = kilometres(spots.latitude, spots.longitude, families.latitude[::2], families.longitude[::2])
    near = 1.0 / (1.0 + (away / SMOOTH_KM) ** 2)
    demand = (near / near.sum(axis=0)).sum(axis=1)
    uneven = (0.3 * demand.mean() + 0.7 * demand) * chance.lognormal(0.0, 0.35, len(demand))
    _counties, county, counts = np.unique(theirs, return_inverse=True, return_counts=True)
    drawn: Floats = np.where(counts[county] > FEW_CENTRES, uneven, demand)
    return drawn


def reach_families(ground: Ground, families: Spots, spots: Spots) -> None:
    """Move centres out of the county that has most, until no settlement with families is too far from one."""
    lived_in = np.unique(families.settlement)
    for _ in range(len(lived_in)):
        theirs = ground.counties[spots.settlement]
        counties, counts = np.unique(theirs, return_counts=True)
        away = kilometres(ground.latitude[lived_in], ground.longitude[lived_in], spots.latitude, spots.longitude)
        away[ground.counties[lived_in][:, None] != theirs[None, :]] = np.inf
        far = away.min(axis=1)
        if far.max() <= REACH_KM or counts.max() <= 2:
            return
        moved = int(np.flatnonzero(theirs == counties[counts.argmax()])[-1])
        seat = int(lived_in[far.argmax()])
        spots.settlement[moved], spots.rural[moved] = seat, ground.rural[seat]
        spots.latitude[moved], spots.longitude[moved] = ground.latitude[seat], ground.longitude[seat]


def workers(capacity: int, chance: Chance) -> int:
    """Most who visit are volunteers: five to seven in a centre of usual size, about ten files each."""
    return int(np.clip(round(capacity / chance.uniform(*FILES_PER_WORKER)), 2, 14))


def centre_row(size: Size, ground: Ground, plan: Plan, at: int, chance: Chance) -> Centre:
    """Return one centre, unsaved, without code and name."""
    spots, kind, capacity = plan.spots, plan.kinds[at], int(plan.places[at])
    return Centre(
        province=ground.province,
        county_id=int(ground.counties[spots.settlement[at]]),
        kind=kind,
        setting=Setting.RURAL if spots.rural[at] else Setting.URBAN,
        mosque_based=bool(kind == Kind.NEIGHBOURHOOD and chance.random() < size.mosque / (1 - size.special)),
        latitude=round(float(spots.latitude[at]), 5),
        longitude=round(float(spots.longitude[at]), 5),
        capacity=capacity,
        social_workers=workers(capacity, chance),
        opened_on=plan.opened[at],
    )


class Names:
    """Names as centres bear them. The same one may stand in several towns, for it identifies nothing."""

    def __init__(self, chance: Chance) -> None:
        self.chance, self.used = chance, Counter[str]()

    def name(self, plan: Plan, at: int, ground: Ground) -> str:
        """A name for one centre; the second of a town with the same name is numbered."""
        stems = GUILD_NAMES if plan.kinds[at] == Kind.GUILD else CENTRE_NAMES
        stem = stems[int(self.chance.integers(len(stems)))]
        if plan.kinds[at] == Kind.SPECIALISED:
            stem = f"{SPECIAL_NAMES[plan.specialities[at][0]]} {stem}"
        name = f"{stem} {ground.names[plan.spots.settlement[at]]}"
        self.used[name] += 1
        return name if self.used[name] == 1 else to_persian(f"{name} {self.used[name]}")
