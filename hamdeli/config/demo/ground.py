"""The ground of a province: its towns and villages, and places drawn around them."""

from dataclasses import dataclass

import numpy as np

from hamdeli.config.demo.seeds import Chance, Flags, Floats, Integers
from hamdeli.places.models import Place

KM_PER_DEGREE = 111.195
VILLAGE_AT_MOST = 5_000
LEAST_POPULATION = 300
TRIES = 6
CHUNK = 4_000


@dataclass(frozen=True)
class Ground:
    """The settlements of one province, by code, and all of the country (degrees) to tell where the province ends."""

    province: Place
    counties: Integers
    names: list[str]
    latitude: Floats
    longitude: Floats
    population: Floats
    rural: Flags
    country_latitude: Floats
    country_longitude: Floats
    country_inside: Flags

    def weights(self, *, rural: bool, power: float) -> Floats:
        """How likely each settlement is drawn: its population to `power`, towns or villages alone."""
        wanted = self.rural if rural else ~self.rural
        if not wanted.any():
            wanted = np.ones_like(self.rural)
        drawn: Floats = np.where(wanted, self.population**power, 0.0)
        drawn /= drawn.sum()
        return drawn


@dataclass(frozen=True)
class Spots:
    """Places on the ground: degrees, the settlement each belongs to (its number), and whether it is a village."""

    latitude: Floats
    longitude: Floats
    settlement: Integers
    rural: Flags


def survey(province_code: str) -> Ground:
    """Read the settlements from the database."""
    province = Place.objects.get(code=province_code)
    kinds = [Place.Kind.CITY, Place.Kind.VILLAGE]
    rows = list(
        Place.objects.filter(kind__in=kinds, latitude__isnull=False)
        .order_by("code")
        .values_list("latitude", "longitude", "population", "kind", "parent_id", "parent__parent_id", "name_fa")
    )
    inside = [row for row in rows if row[5] == province.pk]
    population = np.array([max(row[2] or 0, LEAST_POPULATION) for row in inside], dtype=np.float64)
    villages = np.array([row[3] == Place.Kind.VILLAGE for row in inside], dtype=np.bool_)
    return Ground(
        province=province,
        counties=np.array([row[4] for row in inside], dtype=np.int64),
        names=[row[6] for row in inside],
        latitude=np.array([row[0] for row in inside], dtype=np.float64),
        longitude=np.array([row[1] for row in inside], dtype=np.float64),
        population=population,
        rural=villages | (population < VILLAGE_AT_MOST),
        country_latitude=np.array([row[0] for row in rows], dtype=np.float64),
        country_longitude=np.array([row[1] for row in rows], dtype=np.float64),
        country_inside=np.array([row[5] == province.pk for row in rows], dtype=np.bool_),
    )


def kilometres(latitude: Floats, longitude: Floats, other_latitude: Floats, other_longitude: Floats) -> Floats:
    """Distances in km, shape (n, m), on a flat map: near enough to draw a demonstration, not to allocate by."""
    across = np.cos(np.radians(latitude.mean())) * KM_PER_DEGREE
    north = (latitude[:, None] - other_latitude[None, :]) * KM_PER_DEGREE
    east = (longitude[:, None] - other_longitude[None, :]) * across
    found: Floats = np.sqrt(north * north + east * east)
    return found


def scatter(ground: Ground, chance: Chance, rural: Flags, *, power: float) -> Spots:
    """Draw one place for each entry of `rural`: dense in towns, loose around villages, never outside the province."""
    settlement = np.where(
        rural,
        chance.choice(len(ground.names), len(rural), p=ground.weights(rural=True, power=power * 0.7)),
        chance.choice(len(ground.names), len(rural), p=ground.weights(rural=False, power=power)),
    )
    latitude, longitude = ground.latitude[settlement].copy(), ground.longitude[settlement].copy()
    astray = np.arange(len(rural))
    for _ in range(TRIES):
        moved = jitter(ground, chance, settlement[astray], rural[astray])
        within = inside_province(ground, *moved)
        latitude[astray[within]], longitude[astray[within]] = moved[0][within], moved[1][within]
        astray = astray[~within]
        if not len(astray):
            break
    return Spots(latitude, longitude, settlement, rural)


def jitter(ground: Ground, chance: Chance, settlement: Integers, rural: Flags) -> tuple[Floats, Floats]:
    """Move away from the middle: within a town by its size, in the country some kilometres further."""
    town = 0.20 * np.sqrt(ground.population[settlement] / 1000)
    reach = np.where(rural, 2.5, np.maximum(town, 0.4))
    north, east = chance.normal(0, reach), chance.normal(0, reach)
    latitude = ground.latitude[settlement] + north / KM_PER_DEGREE
    across = KM_PER_DEGREE * np.cos(np.radians(latitude))
    return latitude, ground.longitude[settlement] + east / across


def inside_province(ground: Ground, latitude: Floats, longitude: Floats) -> Flags:
    """Whether the settlement nearest to each place lies in the province."""
    within = np.zeros(len(latitude), dtype=np.bool_)
    for start in range(0, len(latitude), CHUNK):
        part = slice(start, start + CHUNK)
        away = kilometres(latitude[part], longitude[part], ground.country_latitude, ground.country_longitude)
        within[part] = ground.country_inside[away.argmin(axis=1)]
    return within
