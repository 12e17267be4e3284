"""Where a row lies: its province and county by code or name, and whether the one who brings the list may act there."""

from typing import Any

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import reaches
from hamdeli.jobs.lists.judging import fault
from hamdeli.persian.letters import squeeze
from hamdeli.places.models import Place
from hamdeli.places.outlines import contains
from hamdeli.sheets.faults import CellFault
from hamdeli.sheets.table import Row

Found = tuple[Place | None, Place | None, tuple[tuple[str, str], ...]]
PROVINCE_DIGITS = 2
COUNTY_DIGITS = 4


class Ground:
    """The provinces and counties, looked up once, and the reach of `user` with `right`."""

    def __init__(self, user: User, right: Right) -> None:
        self._user = user
        self._right = right
        places = Place.objects.filter(kind__in=[Place.Kind.PROVINCE, Place.Kind.COUNTY])
        self.by_id: dict[int, Place] = {place.pk: place for place in places}
        self._by_code = {place.code: place for place in places}
        self._provinces: dict[str, list[Place]] = {}
        self._counties: dict[tuple[int | None, str], list[Place]] = {}
        for place in self.by_id.values():
            self._enter(place)
        self._found: dict[tuple[Any, Any], Found] = {}

    def code(self, place_id: int | None) -> str:
        """Return the code of a province or county."""
        return self.by_id[place_id].code if place_id in self.by_id else ""

    def by_code(self, code: str) -> Place:
        """Return the province or county with this code."""
        return self._by_code[code]

    def reaches(self, province_id: int | None, county_id: int | None) -> bool:
        """Say whether the list may touch records of this province and county."""
        return reaches(self._user, self._right, province_id=province_id, county_id=county_id)

    def locate(self, row: Row) -> tuple[Place | None, Place | None, list[CellFault]]:
        """Return the province and the county of `row`, and what is wrong with them or with its coordinates."""
        typed = row.values.get("province"), row.values.get("county")
        if typed not in self._found:
            self._found[typed] = self._look_up(*typed)
        province, county, codes = self._found[typed]
        if codes:
            return province, county, [fault(row, column, code) for column, code in codes]
        return province, county, wrong_place(row, province)

    def _enter(self, place: Place) -> None:
        for name in spellings(place):
            if place.kind == Place.Kind.PROVINCE:
                self._provinces.setdefault(name, []).append(place)
            else:
                self._counties.setdefault((place.parent_id, name), []).append(place)

    def _look_up(self, province_typed: Any, county_typed: Any) -> Found:
        if province_typed is None:
            return None, None, ()
        province = only(self._provinces.get(key(province_typed, PROVINCE_DIGITS), []))
        if province is None:
            return None, None, (("province", "province_unknown"),)
        if not self._reaches_into(province):
            return province, None, (("province", "province_foreign"),)
        if county_typed is None:
            return province, None, ()
        counties = self._counties.get((province.pk, key(county_typed, COUNTY_DIGITS)), [])
        county = only(counties)
        if county is None:
            return province, None, (("county", "county_ambiguous" if counties else "county_unknown"),)
        return province, county, () if self.reaches(province.pk, county.pk) else (("county", "county_foreign"),)

    def _reaches_into(self, province: Place) -> bool:
        counties = [place.pk for place in self.by_id.values() if place.parent_id == province.pk]
        return any(self.reaches(province.pk, county) for county in (None, *counties))


def wrong_place(row: Row, province: Place | None) -> list[CellFault]:
    """Return the fault of coordinates that do not lie in the province of the row."""
    latitude, longitude = row.values.get("latitude"), row.values.get("longitude")
    if province is None or latitude is None or longitude is None or contains(latitude, longitude, province.code):
        return []
    return [fault(row, "latitude", "outside_province")]


def spellings(place: Place) -> set[str]:
    """Return by what a list may name the place: its code and its names, squeezed."""
    return {squeeze(text) for text in (place.code, place.name_fa, place.name_en)} - {""}


def key(typed: Any, digits: int) -> str:
    """Return the key of a code or name as typed; a code kept as a number has lost its leading zero."""
    text = str(typed)
    return text.zfill(digits) if text.isdecimal() else squeeze(text)


def only(places: list[Place]) -> Place | None:
    """Return the one place, or None where there is none or more than one."""
    return places[0] if len(places) == 1 else None
