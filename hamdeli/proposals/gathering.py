"""From records to arrays: the files of a place, the centres that may carry them, and the places that are taken."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from django.db.models import Count, Q

from hamdeli.allocation.problem import GENERAL, NOBODY, Centres, Files
from hamdeli.casework.models import CaseFile, CaseFileQuerySet
from hamdeli.centres.models import Capability, Centre, Licence, Speciality
from hamdeli.delegation.models import Mandate
from hamdeli.places.models import Place
from hamdeli.proposals.leaving import files_to_place
from hamdeli.proposals.models import Proposal
from hamdeli.proposals.records import Records

NEEDS: tuple[str, ...] = ("general", *Speciality.values)
"""A need by its number in the allocation: 0 general, k asks for bit k - 1 of a centre's specialities."""
BIT = {speciality: 1 << at for at, speciality in enumerate(Speciality.values)}
FILE = ("pk", "code", "household__latitude", "household__longitude", "need", "county_id", "centre_id", "priority")
CENTRE = ("pk", "code", "latitude", "longitude", "county_id", "capacity", "social_workers", "licence") + (
    "probation_places",
)


def files_of(province: Place, county: Place | None, which: str, centre: Centre | None = None) -> CaseFileQuerySet:
    """Return the files that a run over this place is about; or those that a centre leaves which closes."""
    if which == Proposal.Which.CENTRE and centre:
        return files_to_place(centre)
    files = CaseFile.objects.waiting() if which == Proposal.Which.WAITING else CaseFile.objects.active()
    return files.filter(county=county) if county else files.filter(province=province)


def gather(
    *, province: Place, county: Place | None, which: str, may_leave_county: bool, centre: Centre | None = None
) -> Records:
    """Read files and centres in five queries, however many there are.

    A county looks for centres in the whole province where files may leave the county, else in the county; a centre
    that carries one of its files today is always among them.
    """
    files = list(files_of(province, county, which, centre).order_by("pk").values_list(*FILE))
    carriers = {row[6] for row in files} - {None}
    near = Q(county=county) if county and not may_leave_county else Q(province=province)
    centres = list(Centre.objects.filter(near | Q(pk__in=carriers)).order_by("pk").values_list(*CENTRE))
    keys = [row[0] for row in centres]
    carrier = _indexes([row[6] for row in files], keys)
    held = _held(keys)
    return Records(
        file_keys=np.array([row[0] for row in files], np.int64),
        file_codes=np.array([row[1] for row in files], np.str_),
        files=_files(files, carrier),
        centre_keys=np.array(keys, np.int64),
        centre_codes=np.array([row[1] for row in centres], np.str_),
        centres=_centres(centres, np.maximum(held - np.bincount(carrier[carrier >= 0], minlength=len(keys)), 0)),
        held=held,
    )


def gather_for(proposal: Proposal) -> Records:
    """Read the records as they are now for the place and the files of `proposal`."""
    return gather(
        province=proposal.province,
        county=proposal.county,
        which=proposal.which,
        centre=proposal.centre,
        may_leave_county=bool(proposal.policy.get("may_leave_county", True)),
    )


def _files(rows: Sequence[tuple[Any, ...]], carrier: Any) -> Files:
    number = {need: at for at, need in enumerate(NEEDS)}
    return Files(
        latitude=np.array([row[2] for row in rows], np.float64),
        longitude=np.array([row[3] for row in rows], np.float64),
        need=np.array([number.get(row[4], GENERAL) for row in rows], np.int8),
        county=np.array([row[5] for row in rows], np.int32),
        carrier=carrier,
        priority=np.array([row[7] for row in rows], np.int8),
    )


def _centres(rows: Sequence[tuple[Any, ...]], occupied: Any) -> Centres:
    able = _specialities([row[0] for row in rows])
    return Centres(
        latitude=np.array([row[2] for row in rows], np.float64),
        longitude=np.array([row[3] for row in rows], np.float64),
        specialities=np.array([able.get(row[0], 0) for row in rows], np.uint32),
        county=np.array([row[4] for row in rows], np.int32),
        capacity=np.array([row[5] if row[8] is None else min(row[5], row[8]) for row in rows], np.int32),
        occupied=occupied.astype(np.int32),
        workers=np.array([row[6] for row in rows], np.int32),
        open=np.array([row[7] == Licence.ACTIVE for row in rows], np.bool_),
    )


def _specialities(keys: list[int]) -> dict[int, int]:
    able: dict[int, int] = {}
    for key, speciality in Capability.objects.filter(centre__in=keys).values_list("centre_id", "speciality"):
        able[key] = able.get(key, 0) | BIT[speciality]
    return able


def _held(keys: list[int]) -> Any:
    counted = dict(
        Mandate.objects.open().filter(centre__in=keys).order_by().values_list("centre_id").annotate(files=Count("pk"))
    )
    return np.array([counted.get(key, 0) for key in keys], np.int32)


def _indexes(values: list[int | None], keys: list[int]) -> Any:
    place = {key: at for at, key in enumerate(keys)}
    return np.array([NOBODY if value is None else place[value] for value in values], np.int32)
