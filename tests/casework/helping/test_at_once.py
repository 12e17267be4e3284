"""Ten who give at the same moment do not pass the ceiling; on both databases."""

from collections.abc import Callable
from typing import Any

import pytest

from hamdeli.casework.helping import giving_files
from hamdeli.casework.helping.giving_files import give_file
from hamdeli.casework.models import CaseFile
from tests.support.at_once import all_at_once
from tests.support.cast import Cast, case_file
from tests.support.on_disk import on_disk
from tests.volunteers.making import active

__all__ = ["on_disk"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("on_disk")]
TRIES, CEILING = 10, 3


def ten_give(cast: Cast) -> list[str]:
    made = active(cast, ceiling=CEILING)
    files = [case_file(f"F-{number}", cast.kashan, centre=cast.mehr) for number in range(TRIES)]

    def to_give(file: CaseFile) -> Callable[[], Any]:
        return lambda: bool(give_file(case_file=file, volunteer=made, by=cast.centre_head, seen_version=1)) and "given"

    return all_at_once([to_give(file) for file in files])


def test_ten_at_once_stop_at_the_ceiling(cast: Cast) -> None:
    came = ten_give(cast)
    assert sorted(came) == ["ceiling"] * (TRIES - CEILING) + ["given"] * CEILING
    assert CaseFile.objects.filter(aide__isnull=False).count() == CEILING


def test_without_the_look_at_the_ceiling_the_test_would_see_it(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(giving_files, "require_room", lambda *_what: None)
    assert ten_give(cast) == ["given"] * TRIES
