"""A list of centres: what it would create and change, and storing it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.centres.columns import centre_columns
from hamdeli.centres.models import Capability, Centre
from hamdeli.jobs.lists.judging import Change, Listing, Verdict, differences, fate_of, fault
from hamdeli.jobs.lists.whereabouts import Ground
from hamdeli.persian.letters import fold
from hamdeli.places.models import Place
from hamdeli.sheets.faults import CellFault
from hamdeli.sheets.table import Row

Loads = Callable[[Collection[int]], Mapping[int, int]]
# Optional columns: a blank cell leaves what is there.
UNSAID = ("name", "kind", "latitude", "longitude", "capacity", "setting", "mosque_based", "social_workers", "opened_on")
LICENSED = ("licence", "licence_note")
"""A list says them of new centres only: afterwards a licence moves by its own table."""
PLAIN = (*UNSAID, *LICENSED)


class CentreList(Listing):
    """The centres of a province; `loads` says how many files centres (by primary key) carry today."""

    kind = "centres"
    right = Right.CHANGE_CENTRES

    def __init__(self, user: User, today: date, loads: Loads) -> None:
        self.columns = centre_columns(today)
        self._ground = Ground(user, self.right)
        self._loads = loads

    def judge(self, rows: Sequence[Row]) -> list[Verdict]:
        """Compare rows with the registry."""
        codes = [row.values["code"] for row in rows if row.values.get("code")]
        found = self.locked(Centre.objects.filter(code__in=codes).order_by("code"))
        known = {centre.code: centre for centre in found.prefetch_related("capabilities")}
        loads = self._loads([centre.pk for centre in known.values()])
        return [self._judge(row, known.get(row.values.get("code") or ""), loads) for row in rows]

    def store(self, verdicts: Sequence[Verdict]) -> None:
        """Write the centres and their specialities."""
        new = [verdict for verdict in verdicts if verdict.record.pk is None]
        old = [verdict for verdict in verdicts if verdict.record.pk is not None]
        for verdict in verdicts:
            apply(verdict.record, verdict.changes, self._ground)
        Centre.objects.bulk_create([verdict.record for verdict in new])
        rewrite([verdict.record for verdict in old])
        Capability.objects.filter(
            centre__in=[each.record.pk for each in old if "specialities" in each.changed]
        ).delete()
        Capability.objects.bulk_create(
            Capability(centre=verdict.record, speciality=speciality)
            for verdict in verdicts
            if "specialities" in verdict.changed
            for speciality in verdict.row.values["specialities"]
        )

    def _judge(self, row: Row, centre: Centre | None, loads: Mapping[int, int]) -> Verdict:
        province, county, faults = self._ground.locate(row)
        faults = [*row.faults, *faults, *self._clashes(row, centre, province, loads)]
        wanted = said(row, province, county)
        if centre:
            wanted |= {name: getattr(centre, name) for name in LICENSED if name in wanted}
        changes = differences(current(centre, self._ground), wanted)
        return Verdict(row, fate_of(changes, faults, known=centre is not None), changes, faults, centre or Centre())

    def _clashes(
        self, row: Row, centre: Centre | None, province: Place | None, loads: Mapping[int, int]
    ) -> list[CellFault]:
        if centre is None:
            return []
        foreign = province is not None and centre.province_id != province.pk
        if foreign or not self._ground.reaches(centre.province_id, centre.county_id):
            return [fault(row, "code", "code_elsewhere")]
        capacity, carried = row.values.get("capacity"), loads.get(centre.pk, 0)
        if capacity is not None and capacity < carried:
            return [fault(row, "capacity", "capacity_below_load", carried=carried)]
        if row.values.get("licence") and row.values["licence"][0] != centre.licence:
            return [fault(row, "licence", "licence_moves")]
        return []


def said(row: Row, province: Place | None, county: Place | None) -> dict[str, Any]:
    """Return the fields of a centre that the row speaks of, as plain values."""
    values = row.values
    wanted = {name: values[name] for name in UNSAID if values.get(name) is not None}
    wanted["specialities"] = sorted(values.get("specialities") or ())
    wanted["code"] = values.get("code")
    if province and county:
        wanted |= {"province": province.code, "county": county.code}
    if values.get("licence"):
        state, note = values["licence"]
        wanted["licence"] = state
        if note:
            wanted["licence_note"] = note
    return wanted


def current(centre: Centre | None, ground: Ground) -> dict[str, Any]:
    """Return the fields of a centre as `said` does."""
    if centre is None:
        return {}
    fields = {name: getattr(centre, name) for name in ("code", *PLAIN)}
    places = {"province": ground.code(centre.province_id), "county": ground.code(centre.county_id)}
    return fields | places | {"specialities": sorted(each.speciality for each in centre.capabilities.all())}


def apply(centre: Centre, changes: Sequence[Change], ground: Ground) -> None:
    """Put the changes into the unsaved centre."""
    for change in changes:
        if change.field in ("province", "county"):
            setattr(centre, change.field, ground.by_code(change.new))
        elif change.field != "specialities":
            setattr(centre, change.field, change.new)
    centre.name_folded = fold(centre.name)
    if centre.pk is not None:
        centre.version += 1


def rewrite(centres: Sequence[Centre]) -> None:
    """Write changed centres back, many in one statement."""
    fields = [*PLAIN, "name_folded", "province", "county", "version"]
    if centres:
        Centre.objects.bulk_create(centres, update_conflicts=True, unique_fields=["id"], update_fields=fields)
