"""Writing an application: begun as a draft, then described part by part while it is open for changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from hamdeli.accounts.access import as_of_now
from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import reaches
from hamdeli.centres.founding.areas import require_outline, require_places, require_point
from hamdeli.centres.founding.faults import FoundingFault
from hamdeli.centres.founding.moves import Act
from hamdeli.centres.founding.outlining import Point, polygon
from hamdeli.centres.founding.policy import (
    LEAST_CAPACITY,
    LONGEST_TEXT,
    MOST_CAPACITY,
    MOST_FILES_A_WORKER,
    MOST_METRES,
    MOST_WORKERS,
)
from hamdeli.centres.founding.steps import KIND, keep, locked, require_writer
from hamdeli.centres.models import Founding, Kind, Speciality, Tenure
from hamdeli.journal.changing import change
from hamdeli.journal.once import once
from hamdeli.journal.writing import write
from hamdeli.persian.letters import clean, fold
from hamdeli.places.models import Place


@dataclass(frozen=True)
class Named:
    """What the centre is: its name, kind, specialities, and how many files it would carry."""

    name: str
    kind: str = Kind.NEIGHBOURHOOD
    specialities: Sequence[str] = ()
    mosque_based: bool = False
    capacity: int | None = None
    social_workers: int | None = None


@transaction.atomic
def begin(*, named: Named, county: Place, by: User, today: date, key: str) -> Founding:
    """Begin an application once and return it. Raises `FoundingFault`, or `KeyUsedOtherwise`."""
    asked = [named.name, named.kind, sorted(named.specialities), county.code]
    act = lambda: begun(named, county, by, today).pk  # noqa: E731
    return Founding.objects.get(pk=once(key=key, actor=by.actor, purpose="founding", body=asked, act=act))


def begun(named: Named, county: Place, by: User, today: date) -> Founding:
    """Store the draft; the county head who does not found himself enters it on behalf of the founders."""
    where = {"province_id": county.parent_id, "county_id": county.pk}
    now = as_of_now(by)
    founder = reaches(now, Right.FOUND, **where)
    if not founder and not reaches(now, Right.CHECK_FOUNDING, **where):
        raise FoundingFault("may_not")
    founding = Founding(applicant=by, on_behalf=not founder, county=county, begun_on=today)
    founding.province_id = county.parent_id or 0
    for name, value in values_of(named).items():
        setattr(founding, name, value)
    founding.save()
    keep(founding, Act.BEGIN, by=by, on=today)
    return founding


def values_of(named: Named) -> dict[str, Any]:
    """Return the columns of what the centre is, checked."""
    name = clean(named.name)[:150]
    if not name:
        raise FoundingFault("name_missing")
    unknown = set(named.specialities) - set(Speciality.values)
    if named.kind not in Kind.values or unknown:
        raise FoundingFault("word_unknown")
    if named.kind == Kind.SPECIALISED and not named.specialities:
        raise FoundingFault("speciality_missing")
    require_load(named.capacity, named.social_workers)
    return {
        "name": name,
        "name_folded": fold(name)[:150],
        "kind": named.kind,
        "specialities": [code for code in Speciality.values if code in named.specialities],
        "mosque_based": named.mosque_based,
        "capacity": named.capacity,
        "social_workers": named.social_workers,
    }


def require_load(capacity: int | None, workers: int | None) -> None:
    """Refuse a capacity that cannot be meant, and more files than the social workers can know."""
    if capacity is not None and not LEAST_CAPACITY <= capacity <= MOST_CAPACITY:
        raise FoundingFault("capacity_odd", least=LEAST_CAPACITY, most=MOST_CAPACITY)
    if workers is not None and not 1 <= workers <= MOST_WORKERS:
        raise FoundingFault("workers_odd", most=MOST_WORKERS)
    if capacity is not None and workers is not None and capacity > workers * MOST_FILES_A_WORKER:
        raise FoundingFault("load_odd", most=MOST_FILES_A_WORKER)


@transaction.atomic
def describe(*, founding: Founding, named: Named, by: User, seen_version: int) -> Founding:
    """Say anew what the centre is. Raises `FoundingFault` or `Conflict`."""
    return saved(founding, by, seen_version, values_of(named))


def saved(founding: Founding, by: User, seen_version: int, values: Mapping[str, Any]) -> Founding:
    """Save columns of an application that is open for changes."""
    fresh = locked(founding, seen_version)
    require_writer(by, fresh)
    told: dict[str, Any] = {"actor": by.actor, "verb": "described", "kind": KIND, "subject": str(fresh.pk)}
    return change(fresh, seen_version=seen_version, values=dict(values), **told)


@dataclass(frozen=True)
class Premises:
    """Where the centre would stand, and in what."""

    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    tenure: str = ""
    square_metres: int | None = None
    hours: str = ""


@transaction.atomic
def house(*, founding: Founding, premises: Premises, by: User, seen_version: int) -> Founding:
    """Say where the centre would stand. Raises `FoundingFault` or `Conflict`."""
    require_point(founding, premises.latitude, premises.longitude)
    if premises.tenure and premises.tenure not in Tenure.values:
        raise FoundingFault("word_unknown")
    if premises.square_metres is not None and not 1 <= premises.square_metres <= MOST_METRES:
        raise FoundingFault("metres_odd", most=MOST_METRES)
    values = vars(premises) | {"address": clean(premises.address)[:300], "hours": clean(premises.hours)[:200]}
    return saved(founding, by, seen_version, values)


@transaction.atomic
def serve(
    *, founding: Founding, places: Sequence[Place], corners: Sequence[Point], by: User, seen_version: int
) -> Founding:
    """Say whom the centre would serve: places of the county, a drawn area, or both. Raises `FoundingFault`, `Conflict`.

    That others serve there already is no fault: `areas.reach_of` tells it.
    """
    outline = polygon(corners) if corners else None
    require_places(founding, places)
    if corners:
        require_outline(founding, corners)
    return with_places(founding, "area", places, by, seen_version, {"outline": outline})


@transaction.atomic
def raise_funds(*, founding: Founding, places: Sequence[Place], note: str, by: User, seen_version: int) -> Founding:
    """Say where the centre would raise its money, which may be elsewhere. Raises `FoundingFault` or `Conflict`."""
    return with_places(founding, "funds_area", places, by, seen_version, {"funds_note": clean(note)[:300]})


def with_places(
    founding: Founding, name: str, places: Sequence[Place], by: User, seen_version: int, values: dict[str, Any]
) -> Founding:
    """Save columns and one list of places as one change."""
    fresh = locked(founding, seen_version)
    require_writer(by, fresh)
    rows = getattr(fresh, name)
    before = set(rows.values_list("code", flat=True))
    after = {place.code for place in places}
    changes = {key: [str(getattr(fresh, key)), str(value)] for key, value in values.items()}
    changes = {key: pair for key, pair in changes.items() if pair[0] != pair[1]}
    if before == after and not changes:
        return fresh
    rows.set(places)
    for key, value in values.items():
        setattr(fresh, key, value)
    fresh.version += 1
    fresh.save(update_fields=[*values, "version"])
    changes[name] = [", ".join(sorted(before)), ", ".join(sorted(after))]
    details = {"version": fresh.version, "changes": changes}
    write(actor=by.actor, verb="described", kind=KIND, subject=str(fresh.pk), details=details)
    return fresh


@transaction.atomic
def rule(
    *, founding: Founding, text: str, by: User, seen_version: int, digest: str = "", content_type: str = ""
) -> Founding:
    """Keep the statute: its text, or the digest of a scan that lies in the vault. Raises as the others do."""
    words = clean(text, lines=True)[:LONGEST_TEXT]
    values: dict[str, Any] = {"statute": words}
    if digest:
        values |= {"statute_digest": digest, "statute_type": content_type}
    if not words and not digest and not founding.statute_digest:
        raise FoundingFault("words_missing")
    return saved(founding, by, seen_version, values)
