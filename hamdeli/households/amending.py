"""Correcting what is written of a family. The journal tells which fields were changed, never what stands in them."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from django.db import transaction

from hamdeli.households.entering import PLAIN, Told, require_born, require_free, require_other, require_probable, save
from hamdeli.households.faults import HouseholdFault
from hamdeli.households.models import Household, Kinship, NameWord, Person
from hamdeli.households.naming import name_words
from hamdeli.households.registering import put_national_code
from hamdeli.journal.actors import Actor
from hamdeli.journal.changing import Conflict
from hamdeli.journal.models import Entry, Versioned
from hamdeli.journal.sealing import seal, unseal
from hamdeli.journal.writing import write

HOME = ("latitude", "longitude", "tenure", "rent", "rooms", "assets", "language")
SEALED = ("address", "phone")
WHO = ("kinship", "given_name", "family_name", "birth_date")
ACTS = ("entered", "amended", "left")
Record = TypeVar("Record", bound=Versioned)


@transaction.atomic
def amend_person(
    person: Person, told: Told, *, seen_version: int, today: date, actor: Actor, file: str, sure: bool = False
) -> Person:
    """Correct a member. An empty national code leaves the sealed one as it is. Raises `Conflict`, `HouseholdFault`.

    What becomes improbable by the correction is stored where somebody is `sure`.
    """
    fresh = unchanged(person, seen_version, file)
    require_born(told.birth_date, today)
    if fresh.left_on:
        raise HouseholdFault("left_already")
    if (told.kinship == Kinship.HEAD) != (fresh.kinship == Kinship.HEAD):
        raise HouseholdFault("head_exists" if told.kinship == Kinship.HEAD else "head_stays")
    if any(getattr(fresh, name) != getattr(told, name) for name in WHO):
        require_other(fresh.household, told, but=fresh.pk)
        if not sure:
            require_probable(fresh.household, told, but=fresh.pk)
    changed = put(fresh, {name: getattr(told, name) for name in PLAIN})
    if told.national_code:
        require_free(told.national_code, but=fresh.pk)
        put_national_code(fresh, told.national_code)
        changed.append("national_code")
    if changed:
        fresh.version += 1
        save(fresh)
        NameWord.objects.filter(person=fresh).delete()
        NameWord.objects.bulk_create(name_words(fresh))
        write(
            actor=actor, verb="amended", kind="case_file", subject=file, details={"person": fresh.pk, "which": changed}
        )
    return fresh


@transaction.atomic
def amend_home(
    household: Household, values: Mapping[str, Any], *, seen_version: int, actor: Actor, file: str
) -> Household:
    """Correct where and how a family lives: the fields of HOME, and `address` and `phone`, which are sealed."""
    fresh = unchanged(household, seen_version, file)
    changed = put(fresh, {name: values[name] for name in HOME if name in values})
    for name in SEALED:
        if name in values and values[name] != opened(fresh, name):
            setattr(fresh, f"{name}_sealed", seal(values[name]) if values[name] else None)
            changed.append(name)
    if changed:
        fresh.version += 1
        fresh.save()
        write(actor=actor, verb="amended", kind="case_file", subject=file, details={"fields": changed})
    return fresh


def opened(household: Household, name: str) -> str:
    """Return what is sealed under `name`: the address or the phone; empty where nothing is known."""
    sealed = getattr(household, f"{name}_sealed")
    return unseal(sealed) if sealed else ""


def unchanged(record: Record, seen_version: int, file: str) -> Record:
    """Return the locked record; raises `Conflict` when it was changed since `seen_version`."""
    fresh = type(record)._default_manager.select_for_update().get(pk=record.pk)
    if fresh.version != seen_version:
        last = Entry.objects.filter(subject_kind="case_file", subject=file, verb__in=ACTS).order_by("-number").first()
        raise Conflict(fresh, [], last.actor if last else "")
    return fresh


def put(record: Any, values: Mapping[str, Any]) -> list[str]:
    """Put `values` into the unsaved record and return the names of those that differ."""
    changed = [name for name, value in values.items() if getattr(record, name) != value]
    for name in changed:
        setattr(record, name, values[name])
    return changed
