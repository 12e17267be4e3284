"""Acts done once, and changes that overwrite nobody's."""

import pytest

from hamdeli.centres.models import Centre
from hamdeli.journal.actors import Actor
from hamdeli.journal.changing import Conflict, change
from hamdeli.journal.models import Receipt
from hamdeli.journal.once import KeyUsedOtherwise, once
from tests.support.cast import Cast

ALICE, BAHRAM = Actor("alice"), Actor("bahram")


@pytest.mark.django_db
def test_the_same_key_acts_once_and_answers_alike() -> None:
    acted: list[int] = []

    def act() -> int:
        acted.append(1)
        return len(acted)

    answers = {once(key="k1", actor=ALICE, purpose="test", body=[1], act=act) for _ in range(5)}
    assert answers == {1}
    assert len(acted) == 1
    assert Receipt.objects.count() == 1


@pytest.mark.django_db
def test_the_same_key_with_another_body_is_refused() -> None:
    once(key="k1", actor=ALICE, purpose="test", body=[1], act=lambda: 1)
    with pytest.raises(KeyUsedOtherwise):
        once(key="k1", actor=ALICE, purpose="test", body=[2], act=lambda: 2)
    assert once(key="k1", actor=BAHRAM, purpose="test", body=[2], act=lambda: 3) == 3


def set_capacity(centre: Centre, capacity: int, seen: int, actor: Actor) -> Centre:
    return change(
        centre,
        seen_version=seen,
        values={"capacity": capacity},
        actor=actor,
        verb="described",
        kind="centre",
        subject=centre.code,
    )


def test_the_second_writer_sees_the_firsts_change(cast: Cast) -> None:
    set_capacity(cast.mehr, 12, 1, ALICE)
    with pytest.raises(Conflict) as caught:
        set_capacity(cast.mehr, 15, 1, BAHRAM)
    (seen,) = caught.value.changes
    assert (seen.field, seen.before, seen.theirs, seen.yours) == ("capacity", "10", 12, 15)
    assert caught.value.actor == "alice"
    cast.mehr.refresh_from_db()
    assert (cast.mehr.capacity, cast.mehr.version) == (12, 2)


def test_a_change_that_changes_nothing_leaves_the_version(cast: Cast) -> None:
    assert set_capacity(cast.mehr, 10, 1, ALICE).version == 1
