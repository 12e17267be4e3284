"""A list of case files: what it would create and change, and storing it.

Who carries a file is only noted here (`carriers`): the mandates are made by `delegation`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.access import may_know
from hamdeli.casework.columns import file_columns
from hamdeli.casework.comparing import CARRIER, FILE, HOME, PERSON, current, said, veiled
from hamdeli.casework.known import Known, Vacancies, known_to
from hamdeli.casework.models import CaseFile, State
from hamdeli.centres.importing import Loads
from hamdeli.centres.models import Centre
from hamdeli.households.models import Household, Person
from hamdeli.households.registering import (
    Family,
    Head,
    amend_heads,
    amend_households,
    enter_heads,
    person_of,
    put_national_code,
    register_many,
)
from hamdeli.jobs.lists.judging import Fate, Listing, Verdict, differences, fate_of, fault
from hamdeli.jobs.lists.whereabouts import Ground
from hamdeli.places.models import Place
from hamdeli.sheets.faults import CellFault
from hamdeli.sheets.table import Row

FILE_FIELDS = ["province", "county", "need", "cause", "priority", "opened_on", "version"]


@dataclass(slots=True)
class Matter:
    """What a row is about: the file (None for a new one), the head of its household, and who is to carry it."""

    file: CaseFile | None
    head: Person | None
    carrier: Centre | None


class FileList(Listing):
    """The case files of a province or county, with the heads of the households where the list names them."""

    kind = "files"
    right = Right.CHANGE_FILES

    def __init__(self, user: User, today: date, loads: Loads) -> None:
        self.columns = file_columns(today)
        # Pairs of primary keys, case file and centre: who is to carry it from now on.
        self.carriers: list[tuple[int, int]] = []
        self._user, self._today = user, today
        self._ground = Ground(user, self.right)
        self._vacancies = Vacancies(loads)

    def judge(self, rows: Sequence[Row]) -> list[Verdict]:
        """Compare rows with the files, families and centres as they are now."""
        known = known_to(rows, self.locked)
        self._vacancies.learn(known.centres.values())
        return [self._judge(row, known) for row in rows]

    def store(self, verdicts: Sequence[Verdict]) -> None:
        """Write families, heads and files, and note who is to carry them."""
        self._create([verdict for verdict in verdicts if verdict.fate == Fate.CREATED])
        self._amend([verdict for verdict in verdicts if verdict.fate == Fate.CHANGED])
        for verdict in verdicts:
            if CARRIER in verdict.changed:
                self.carriers.append((verdict.record.file.pk, verdict.record.carrier.pk))

    def _judge(self, row: Row, known: Known) -> Verdict:
        province, county, faults = self._ground.locate(row)
        file = known.files.get(row.values.get("code") or "")
        head = known.heads.get(file.household_id) if file else None
        carrier = known.centres.get(row.values.get(CARRIER) or "")
        faults = [*row.faults, *faults, *self._clashes(row, file, province)]
        faults += [*person_faults(row, head, known), *self._carrier_faults(row, file, province, carrier)]
        changes = differences(current(file, head, self._ground), said(row, province, county, known.indexes))
        fate = fate_of(changes, faults, known=file is not None)
        knows = file is None or may_know(self._user, file)
        verdict = Verdict(row, fate, veiled(changes, row, knows=knows), faults, Matter(file, head, carrier))
        if carrier and not faults and CARRIER in verdict.changed:
            self._vacancies.take(carrier)
        return verdict

    def _clashes(self, row: Row, file: CaseFile | None, province: Place | None) -> list[CellFault]:
        if file is None:
            return []
        if not self._ground.reaches(file.province_id, file.county_id):
            return [fault(row, "code", "code_elsewhere")]
        if file.state == State.CLOSED:
            return [fault(row, "code", "file_closed")]
        if file.centre_id and province and file.province_id != province.pk:
            return [fault(row, "province", "carried_stays")]
        return []

    def _carrier_faults(
        self, row: Row, file: CaseFile | None, province: Place | None, centre: Centre | None
    ) -> list[CellFault]:
        if row.values.get(CARRIER) is None or (centre and file and file.centre_id == centre.pk):
            return []
        if centre is None:
            return [fault(row, CARRIER, "centre_unknown")]
        if file and file.centre:
            return [fault(row, CARRIER, "carried_elsewhere", centre=file.centre.code)]
        if province and centre.province_id != province.pk:
            return [fault(row, CARRIER, "centre_elsewhere")]
        if not centre.may_receive:
            return [fault(row, CARRIER, "centre_unlicensed")]
        if not self._vacancies.any(centre):
            return [fault(row, CARRIER, "centre_full", capacity=centre.ceiling)]
        return []

    def _create(self, verdicts: Sequence[Verdict]) -> None:
        homes = register_many([family_of(verdict.row.values) for verdict in verdicts])
        for verdict, home in zip(verdicts, homes, strict=True):
            verdict.record.file = CaseFile(code=verdict.code, household=home, opened_on=self._today)
            self._fill(verdict)
        CaseFile.objects.bulk_create(verdict.record.file for verdict in verdicts)

    def _amend(self, verdicts: Sequence[Verdict]) -> None:
        amend_households([moved(verdict) for verdict in verdicts if verdict.changed & HOME.keys()])
        named = [verdict for verdict in verdicts if verdict.changed & PERSON.keys()]
        new = [each for each in named if each.record.head is None]
        enter_heads([person_of(each.record.file.household, head_of(each.row.values)) for each in new])
        amend_heads([renamed(each) for each in named if each.record.head])
        refiled = [verdict for verdict in verdicts if verdict.changed & {*FILE, "province", "county"}]
        for verdict in refiled:
            self._fill(verdict)
            verdict.record.file.version += 1
        rewrite([verdict.record.file for verdict in refiled])

    def _fill(self, verdict: Verdict) -> None:
        for change in verdict.changes:
            if change.field in ("province", "county"):
                setattr(verdict.record.file, change.field, self._ground.by_code(change.new))
            elif change.field in FILE:
                setattr(verdict.record.file, change.field, change.new)


def rewrite(files: Sequence[CaseFile]) -> None:
    """Write changed files back, many in one statement."""
    if files:
        CaseFile.objects.bulk_create(files, update_conflicts=True, unique_fields=["id"], update_fields=FILE_FIELDS)


def person_faults(row: Row, head: Person | None, known: Known) -> list[CellFault]:
    """Return what is wrong with the head of the household that the row names."""
    faults = []
    values = row.values
    named = values.get("given_name") and values.get("family_name")
    if head is None and not named and any(values.get(name) is not None for name in PERSON):
        faults.append(fault(row, "family_name" if values.get("given_name") else "given_name", "head_incomplete"))
    holder = known.holder(values.get("national_code"))
    if holder is not None and (head is None or holder != head.pk):
        faults.append(fault(row, "national_code", "national_code_taken"))
    return faults


def family_of(values: dict[str, Any]) -> Family:
    """Return the family that a row tells of."""
    named = values.get("given_name") and values.get("family_name")
    return Family(values["latitude"], values["longitude"], values["members"], head_of(values) if named else None)


def head_of(values: dict[str, Any]) -> Head:
    """Return the head that a row tells of."""
    return Head(
        values["given_name"],
        values["family_name"],
        values.get("sex") or "",
        values.get("birth_date"),
        values.get("national_code") or "",
    )


def moved(verdict: Verdict) -> Household:
    """Return the unsaved household with what the row changes in it."""
    household: Household = verdict.record.file.household
    for change in verdict.changes:
        if change.field in HOME:
            setattr(household, HOME[change.field], change.new)
    return household


def renamed(verdict: Verdict) -> Person:
    """Return the unsaved head with what the row changes in them."""
    person: Person = verdict.record.head
    for change in verdict.changes:
        if change.field == "national_code":
            put_national_code(person, verdict.row.values["national_code"])
        elif change.field in PERSON:
            setattr(person, change.field, change.new)
    return person
