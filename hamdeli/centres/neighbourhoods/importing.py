"""A list of neighbourhoods: what it would create and change, and storing it."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.centres.neighbourhoods.columns import neighbourhood_columns
from hamdeli.jobs.lists.judging import Listing, Verdict, differences, fate_of, fault
from hamdeli.jobs.lists.whereabouts import Ground, spellings
from hamdeli.persian.letters import squeeze
from hamdeli.places.distance import metres
from hamdeli.places.models import Place
from hamdeli.sheets.faults import CellFault
from hamdeli.sheets.table import Row

TIMES_TOWN = 2
"""Towns grow between two counts, but not so fast: a neighbourhood with more people than that is a mistake."""
FARTHEST_KM = 30
"""A neighbourhood that lies farther from the middle of its town is taken for a mistake in the coordinates."""
# A blank cell leaves what is there.
COLUMNS = {
    "name": "name_fa",
    "name_en": "name_en",
    "latitude": "latitude",
    "longitude": "longitude",
    "population": "population",
    "population_year": "population_year",
    "source": "source",
}
"""The field of a place for each column that is stored as it stands."""
KEYS = ("name_folded", "name_en_folded", "sort_key")
TOWNS = (Place.Kind.CITY, Place.Kind.VILLAGE)


class NeighbourhoodList(Listing):
    """The neighbourhoods of a province's towns."""

    kind = "neighbourhoods"
    right = Right.CHANGE_CENTRES

    def __init__(self, user: User, today: date) -> None:
        self.columns = neighbourhood_columns(today)
        self._ground = Ground(user, self.right)

    def judge(self, rows: Sequence[Row]) -> list[Verdict]:
        """Compare rows with the places."""
        codes = [row.values["code"] for row in rows if row.values.get("code")]
        found = self.locked(Place.objects.filter(code__in=codes).select_related("parent__parent").order_by("code"))
        known = {place.code: place for place in found}
        return [self._judge(row, known.get(row.values.get("code") or "")) for row in rows]

    def store(self, verdicts: Sequence[Verdict]) -> None:
        """Write the neighbourhoods."""
        for verdict in verdicts:
            self._apply(verdict)
        Place.objects.bulk_create(verdict.record for verdict in verdicts if verdict.record.pk is None)
        old = [verdict.record for verdict in verdicts if verdict.record.pk is not None]
        Place.objects.bulk_update(old, [*COLUMNS.values(), *KEYS, "parent"], batch_size=500)

    def _judge(self, row: Row, place: Place | None) -> Verdict:
        _province, county, faults = self._ground.locate(row)
        town, amiss = self._town(row, county)
        faults = [*row.faults, *faults, *amiss, *self._clashes(row, place)]
        changes = differences(current(place), said(row, town))
        record = place or Place(kind=Place.Kind.NEIGHBOURHOOD)
        return Verdict(row, fate_of(changes, faults, known=place is not None), changes, faults, record)

    def _town(self, row: Row, county: Place | None) -> tuple[Place | None, list[CellFault]]:
        typed = row.values.get("city")
        if county is None or typed is None:
            return None, []
        there = self._towns.get((county.pk, squeeze(str(typed))), [])
        if len(there) != 1:
            return None, [fault(row, "city", "town_ambiguous" if there else "town_unknown")]
        return there[0], [*far_away(row, there[0]), *too_many(row, there[0])]

    @cached_property
    def _towns(self) -> dict[tuple[int | None, str], list[Place]]:
        found: dict[tuple[int | None, str], list[Place]] = {}
        for town in Place.objects.filter(kind__in=TOWNS):
            for name in spellings(town):
                found.setdefault((town.parent_id, name), []).append(town)
        return found

    def _clashes(self, row: Row, place: Place | None) -> list[CellFault]:
        if place and place.kind != Place.Kind.NEIGHBOURHOOD:
            return [fault(row, "code", "code_of_place", place=place.name)]
        if place and place.parent and place.parent.parent:
            county = place.parent.parent
            if not self._ground.reaches(county.parent_id, county.pk):
                return [fault(row, "code", "code_elsewhere")]
        people = row.values.get("population")
        if row.values.get("population_year") and people is None and (place is None or place.population is None):
            return [fault(row, "population_year", "year_alone")]
        return []

    def _apply(self, verdict: Verdict) -> None:
        place: Place = verdict.record
        for change in verdict.changes:
            if change.field == "city":
                place.parent = self._by_code[change.new]
            else:
                setattr(place, COLUMNS.get(change.field, change.field), change.new)
        place.set_keys()

    @cached_property
    def _by_code(self) -> dict[str, Place]:
        return {town.code: town for towns in self._towns.values() for town in towns}


def too_many(row: Row, town: Place) -> list[CellFault]:
    """Return the fault of a neighbourhood in which far more people live than in its town."""
    people = row.values.get("population")
    if people is None or not town.population or people <= TIMES_TOWN * town.population:
        return []
    return [fault(row, "population", "more_than_town", people=town.population, town=town.name)]


def far_away(row: Row, town: Place) -> list[CellFault]:
    """Return the fault of a neighbourhood that cannot be one of its town."""
    latitude, longitude = row.values.get("latitude"), row.values.get("longitude")
    if latitude is None or longitude is None or town.latitude is None or town.longitude is None:
        return []
    far = metres(latitude, longitude, town.latitude, town.longitude) / 1000
    return [fault(row, "latitude", "far_from_town", far=round(far), town=town.name)] if far > FARTHEST_KM else []


def said(row: Row, town: Place | None) -> dict[str, Any]:
    """Return what the row says of a neighbourhood, as plain values by column."""
    values = row.values
    wanted = {"code": values.get("code")} | {name: values[name] for name in COLUMNS if values.get(name) is not None}
    return wanted | ({"city": town.code} if town else {})


def current(place: Place | None) -> dict[str, Any]:
    """Return what is known of a neighbourhood, as `said` does."""
    if place is None:
        return {}
    told = {name: getattr(place, field) for name, field in COLUMNS.items()}
    return told | {"code": place.code, "city": place.parent.code if place.parent else ""}
