"""A case file as a list tells of it, and as it stands in the records: plain values that can be compared."""

from collections.abc import Mapping, Sequence
from typing import Any

from hamdeli.casework.models import CaseFile
from hamdeli.households.models import Person
from hamdeli.jobs.lists.judging import Change
from hamdeli.jobs.lists.samples import masked
from hamdeli.jobs.lists.whereabouts import Ground
from hamdeli.places.models import Place
from hamdeli.sheets.table import Row

CARRIER = "carried_by"
HIDDEN = "•" * 10
HOME = {"latitude": "latitude", "longitude": "longitude", "members": "members_count"}
PERSON = dict.fromkeys(("given_name", "family_name", "national_code", "birth_date", "sex"))
FILE = ("need", "cause", "priority", "opened_on")


def said(row: Row, province: Place | None, county: Place | None, indexes: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields that the row speaks of; a blank cell says nothing. National codes by their blind `indexes`."""
    names = ("code", *HOME, *PERSON, *FILE, CARRIER)
    wanted = {name: row.values[name] for name in names if row.values.get(name) is not None}
    if province and county:
        wanted |= {"province": province.code, "county": county.code}
    if "national_code" in wanted:
        wanted["national_code"] = indexes[wanted["national_code"]]
    return wanted


def current(file: CaseFile | None, head: Person | None, ground: Ground) -> dict[str, Any]:
    """Return the fields of a file as `said` does."""
    if file is None:
        return {}
    fields = {name: getattr(file, name) for name in ("code", *FILE)}
    fields |= {name: getattr(file.household, own) for name, own in HOME.items()}
    fields |= {"province": ground.code(file.province_id), "county": ground.code(file.county_id)}
    fields[CARRIER] = file.centre.code if file.centre else None
    if head is None:
        return fields
    person = {name: getattr(head, name) for name in PERSON if name != "national_code"}
    return fields | person | {"national_code": head.national_code_index}


def veiled(changes: Sequence[Change], row: Row, *, knows: bool) -> list[Change]:
    """Return the changes as people may see them: no blind index of a national code, and of a discreet file no names.

    `knows` says whether the reader may know who the family is.
    """
    return [veil(change, row, knows=knows) for change in changes]


def veil(change: Change, row: Row, *, knows: bool) -> Change:
    """Return one change as people may see it."""
    if change.field == "national_code":
        return Change(change.field, masked(HIDDEN) if change.old else None, masked(row.values["national_code"]))
    if change.field in PERSON and not knows:
        return Change(change.field, HIDDEN if change.old else None, change.new)
    return change
