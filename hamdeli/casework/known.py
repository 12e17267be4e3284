"""What the records know of the rows of a list: fetched for many rows at once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from hamdeli.casework.models import CaseFile
from hamdeli.centres.importing import Loads
from hamdeli.centres.models import Centre
from hamdeli.households.models import Kinship, Person
from hamdeli.journal.sealing import blind_index
from hamdeli.sheets.table import Row

Lock = Callable[[Any], Any]


@dataclass(frozen=True)
class Known:
    """Files and centres by code, heads by household, blind indexes by national code, and persons by blind index."""

    files: dict[str, CaseFile]
    heads: dict[int, Person]
    indexes: dict[str, str]
    holders: dict[str, int]
    centres: dict[str, Centre]

    def holder(self, national_code: str | None) -> int | None:
        """Return the primary key of the person who has the national code."""
        return self.holders.get(self.indexes[national_code]) if national_code else None


def known_to(rows: Sequence[Row], lock: Lock) -> Known:
    """Return what the records know of `rows`."""
    indexes = {code: blind_index(code) for code in column(rows, "national_code")}
    found: QuerySet[CaseFile] = lock(CaseFile.objects.filter(code__in=column(rows, "code")).order_by("code"))
    files = {file.code: file for file in found.select_related("household", "centre")}
    persons = Person.objects.filter(household__in=[file.household_id for file in files.values()])
    heads = {
        person.household_id: person for person in lock(persons.present().filter(kinship=Kinship.HEAD).order_by("id"))
    }
    holders = Person.objects.present().filter(national_code_index__in=indexes.values())
    centres = Centre.objects.filter(code__in=set(column(rows, "carried_by")))
    return Known(
        files,
        heads,
        indexes,
        {str(index): pk for index, pk in holders.values_list("national_code_index", "pk")},
        {centre.code: centre for centre in centres},
    )


def column(rows: Sequence[Row], name: str) -> list[Any]:
    """Return the values of one column that are there."""
    return [row.values[name] for row in rows if row.values.get(name)]


class Vacancies:
    """How many places each centre has left while a list is gone through."""

    def __init__(self, loads: Loads) -> None:
        self._loads = loads
        self._free: dict[int, int] = {}

    def learn(self, centres: Iterable[Centre]) -> None:
        """Look up the loads of centres that were not met before."""
        new = {centre.pk: centre for centre in centres if centre.pk not in self._free}
        loads = self._loads(new.keys())
        self._free.update({pk: centre.ceiling - loads.get(pk, 0) for pk, centre in new.items()})

    def any(self, centre: Centre) -> bool:
        """Say whether `centre` has a free place."""
        return self._free[centre.pk] > 0

    def take(self, centre: Centre) -> None:
        """Take one place of `centre`."""
        self._free[centre.pk] -= 1
