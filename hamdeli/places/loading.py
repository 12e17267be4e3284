"""Bring the shipped places into the database."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from hamdeli.places.models import Place, PlaceKind

DATA = Path(__file__).parent / "data"
COUNTRY = "IR"
CENSUS_YEAR = 1395
CENSUS = "Statistical Centre of Iran, census of 1395"
GEONAMES = "GeoNames (CC BY 4.0)"
BATCH = 500
_UNCHANGED = {"id", "code"}
Record = dict[str, Any]


@dataclass(frozen=True)
class Loaded:
    """How many places were created, changed and left alone."""

    created: int
    changed: int
    unchanged: int

    def __add__(self, other: "Loaded") -> "Loaded":
        return Loaded(self.created + other.created, self.changed + other.changed, self.unchanged + other.unchanged)


@transaction.atomic
def load_places(*, folder: Path = DATA) -> Loaded:
    """Create or update the country, its provinces, counties and towns; a second call changes nothing."""
    loaded = _store([_country(folder)])
    loaded += _store([_province(record) for record in _read(folder, "provinces")])
    loaded += _store([_county(record) for record in _read(folder, "counties")])
    return loaded + _store([_town(record) for record in _read(folder, "towns")])


def _read(folder: Path, name: str) -> list[Record]:
    records: list[Record] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return records


def _country(folder: Path) -> tuple[Place, str | None]:
    population = sum(record["population"] for record in _read(folder, "provinces"))
    country = Place(code=COUNTRY, kind=PlaceKind.COUNTRY, name_fa="ایران", name_en="Iran", source=CENSUS)
    country.population, country.population_year = population, CENSUS_YEAR
    return country, None


def _province(record: Record) -> tuple[Place, str | None]:
    place = _place(record, PlaceKind.PROVINCE, CENSUS)
    place.population_year = CENSUS_YEAR
    return place, COUNTRY


def _county(record: Record) -> tuple[Place, str | None]:
    place = _place(record, PlaceKind.COUNTY, CENSUS)
    place.population_year = CENSUS_YEAR
    return place, record["province"]


def _town(record: Record) -> tuple[Place, str | None]:
    return _place(record, PlaceKind(record["kind"]), GEONAMES), record["county"]


def _place(record: Record, kind: PlaceKind, source: str) -> Place:
    return Place(
        code=record["code"],
        kind=kind,
        name_fa=record["fa"],
        name_en=record["en"],
        latitude=record["lat"],
        longitude=record["lon"],
        population=record["population"],
        approximate=record.get("approximate", False),
        source=source,
    )


def _store(places: list[tuple[Place, str | None]]) -> Loaded:
    """Write one level; the codes beside the places name the places that they lie in."""
    ids = dict(Place.objects.filter(code__in={code for _, code in places if code}).values_list("code", "pk"))
    for place, code in places:
        place.parent_id = ids[code] if code else None
        place.set_keys()
    return _write([place for place, _ in places])


def _write(places: list[Place]) -> Loaded:
    fields = [field.attname for field in Place._meta.concrete_fields if field.attname not in _UNCHANGED]
    kinds = {place.kind for place in places}
    known = {place.code: place for place in Place.objects.filter(kind__in=kinds)}
    new = [place for place in places if place.code not in known]
    changed = []
    for place in places:
        old = known.get(place.code)
        if old is not None and any(getattr(old, name) != getattr(place, name) for name in fields):
            place.pk = old.pk
            changed.append(place)
    Place.objects.bulk_create(new, batch_size=BATCH)
    Place.objects.bulk_update(changed, [name.removesuffix("_id") for name in fields], batch_size=BATCH)
    return Loaded(len(new), len(changed), len(places) - len(new) - len(changed))
