"""What the database itself refuses about mandates, whoever asks."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from hamdeli.delegation.guards import MANDATE_GUARDS
from hamdeli.delegation.models import Mandate, Notice
from hamdeli.journal.guards import lower_guards, raise_guards
from tests.delegation.making import files_of, handed, only_mandate
from tests.support.cast import Cast


def direct(cast: Cast, **fields: Any) -> Callable[[], Any]:
    """Return an insert that goes past all verbs."""
    (file,) = files_of(cast, 1, first=500)
    handover = handed(cast, files_of(cast, 1, first=501), cast.natanz_centre)
    values = {"case_file": file, "centre": cast.mehr, "handover": handover, "begun_at": "2026-01-01T00:00Z"}
    return lambda: Mandate.objects.create(**{**values, **fields})


def beyond_capacity(cast: Cast) -> Callable[[], Any]:
    cast.mehr.capacity = 0
    cast.mehr.save()
    return direct(cast)


def unlicensed(cast: Cast) -> Callable[[], Any]:
    cast.mehr.licence = "suspended"
    cast.mehr.save()
    return direct(cast)


def unlicensed_in_spite_of_an_override(cast: Cast) -> Callable[[], Any]:
    cast.mehr.licence = "expired"
    cast.mehr.save()
    return direct(cast, override_by="deputy", override_reason="none")


def half_signed(cast: Cast) -> Callable[[], Any]:
    return direct(cast, override_by="deputy")


def second_open(cast: Cast) -> Callable[[], Any]:
    (file,) = files_of(cast, 1)
    handed(cast, [file], cast.mehr)
    return direct(cast, case_file=file, centre=cast.noor)


def accepted_unlicensed(cast: Cast) -> Callable[[], Any]:
    mandate = offered(cast)
    cast.mehr.licence = "suspended"
    cast.mehr.save()
    return lambda: Mandate.objects.filter(pk=mandate.pk).update(state="accepted")


def deleted(cast: Cast) -> Callable[[], Any]:
    mandate = offered(cast)
    Notice.objects.all().delete()
    return lambda: Mandate.objects.filter(pk=mandate.pk).delete()


def offered(cast: Cast) -> Mandate:
    (file,) = files_of(cast, 1)
    handed(cast, [file], cast.mehr)
    return only_mandate(file)


def moved(cast: Cast, *states: str) -> Callable[[], Any]:
    """Return an update that takes a mandate through `states`; all but the last one are legal."""
    rows = Mandate.objects.filter(pk=offered(cast).pk)
    ended = {"ended_at": "2026-01-01T00:00Z", "reason": "other"}
    for state in states[:-1]:
        rows.update(state=state, **({} if state == "accepted" else ended))
    last = states[-1]
    return lambda: rows.update(
        state=last, **(ended if last not in ("offered", "accepted") else {"ended_at": None, "reason": ""})
    )


def other_centre(cast: Cast) -> Callable[[], Any]:
    mandate = offered(cast)
    return lambda: Mandate.objects.filter(pk=mandate.pk).update(centre=cast.noor)


REFUSED: dict[str, Callable[[Cast], Callable[[], Any]]] = {
    "beyond capacity": beyond_capacity,
    "unlicensed": unlicensed,
    "unlicensed in spite of an override": unlicensed_in_spite_of_an_override,
    "half signed": half_signed,
    "second open mandate": second_open,
    "accepted by an unlicensed centre": accepted_unlicensed,
    "deleted": deleted,
    "another centre": other_centre,
    "offered to returned": lambda cast: moved(cast, "returned"),
    "accepted to declined": lambda cast: moved(cast, "accepted", "declined"),
    "accepted to undone": lambda cast: moved(cast, "accepted", "undone"),
    "accepted to offered": lambda cast: moved(cast, "accepted", "offered"),
    "declined to accepted": lambda cast: moved(cast, "declined", "accepted"),
    "recalled to returned": lambda cast: moved(cast, "recalled", "returned"),
}


@pytest.mark.parametrize("prepare", REFUSED.values(), ids=REFUSED)
def test_the_database_refuses(cast: Cast, prepare: Callable[[Cast], Callable[[], Any]]) -> None:
    act = prepare(cast)
    before = list(Mandate.objects.order_by("pk").values())
    with pytest.raises(DatabaseError), transaction.atomic():
        act()
    assert list(Mandate.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    "name", ["beyond capacity", "unlicensed", "accepted by an unlicensed centre", "deleted", "accepted to undone"]
)
def test_without_its_guards_it_would_not(cast: Cast, name: str) -> None:
    act = REFUSED[name](cast)
    lower_guards(MANDATE_GUARDS)
    with transaction.atomic():
        act()
    raise_guards(MANDATE_GUARDS)


def test_a_signed_override_does_not_lift_a_probation(cast: Cast) -> None:
    type(cast.mehr).objects.filter(pk=cast.mehr.pk).update(probation_until=timezone.localdate(), probation_places=0)
    with pytest.raises(DatabaseError, match="probation"), transaction.atomic():
        direct(cast, override_by="deputy", override_reason="flood")()


def test_a_signed_override_passes(cast: Cast) -> None:
    cast.mehr.capacity = 0
    cast.mehr.save()
    assert direct(cast, override_by="deputy", override_reason="flood")().pk
