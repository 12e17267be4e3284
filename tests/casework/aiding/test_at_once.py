"""Two centres, and fifty hands, at the same moment; on both databases."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from django.utils import timezone

from hamdeli.casework.aiding import doubling, giving
from hamdeli.casework.aiding.checking_in import Door, check_in
from hamdeli.casework.aiding.giving import give
from hamdeli.casework.models import Aid, CaseFile, Onward
from hamdeli.centres.models import Centre
from tests.casework.aiding.making import TODAY, carried, food_list, gift
from tests.support.at_once import all_at_once
from tests.support.cast import Cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("on_disk")]


@pytest.fixture
def file(cast: Cast) -> CaseFile:
    """A file of Mehr that Noor accepted as a specialised centre."""
    made = carried(cast)
    Onward.objects.create(
        code="R1", case_file=made, sender=cast.mehr, receiver=cast.noor, speciality="health", asked_for="x",
        state="accepted", answer_by=TODAY, made_by=cast.worker, made_at=timezone.now(),
    )  # fmt: skip
    return made


@pytest.fixture
def slow_between(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each giver wait for the other between looking and writing, as long as the lock lets them meet."""
    meeting = Barrier(2)
    look = doubling.last_month_of

    def looked(*what: Any) -> Any:
        found = look(*what)
        with suppress(BrokenBarrierError):
            meeting.wait(timeout=1)
        return found

    monkeypatch.setattr(giving, "last_month_of", looked)


def both_give(cast: Cast, file: CaseFile) -> list[Any]:
    present = gift()

    def by(centre: Centre, giver: Any) -> Callable[[], Any]:
        return lambda: give(case_file=file, gift=present, centre=centre, giver=giver, today=TODAY)

    return all_at_once([by(cast.mehr, cast.worker), by(cast.noor, cast.other_centre_head)])


@pytest.mark.usefixtures("slow_between")
def test_of_two_centres_at_once_one_gives(cast: Cast, file: CaseFile) -> None:
    came = both_give(cast, file)
    assert came.count("doubled") == 1
    assert Aid.objects.count() == 1


@pytest.mark.usefixtures("slow_between")
def test_without_the_lock_both_would_give(cast: Cast, file: CaseFile, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def not_held(household: int) -> Iterator[None]:
        yield

    monkeypatch.setattr(giving, "held", not_held)
    both_give(cast, file)
    assert Aid.objects.count() == 2


def test_fifty_who_show_the_same_code_at_once_are_one(cast: Cast) -> None:
    carried(cast)
    delivery = food_list(cast)
    code = delivery.lines.get().code
    deed = lambda: check_in(delivery=delivery, code=code, by=cast.worker, today=TODAY).door  # noqa: E731
    came = all_at_once([deed] * 50)
    assert sorted(came) == [Door.ALREADY] * 49 + [Door.GIVEN]
    assert Aid.objects.count() == 1
