"""Counselling: of one family or a group, once, and who may know of it and read it."""

from datetime import timedelta
from typing import Any

import pytest

from hamdeli.casework.models import CaseFile, Counselling, State
from hamdeli.casework.screening.access import may_read_counselling, visible_counselling
from hamdeli.casework.screening.counselling import counsel
from hamdeli.casework.screening.faults import ScreeningFault
from hamdeli.casework.screening.opening import open_counselling
from hamdeli.journal.models import Entry
from tests.casework.screening.making import TODAY
from tests.support.cast import Cast, case_file


@pytest.fixture
def files(cast: Cast) -> list[CaseFile]:
    """Two families of Mehr, one of them helped by the volunteer, and one of Noor."""
    return [
        case_file("F-1", cast.kashan, centre=cast.mehr, aide=cast.volunteer),
        case_file("F-2", cast.kashan, centre=cast.mehr),
        case_file("F-3", cast.kashan, centre=cast.noor),
    ]


def session(cast: Cast, files: list[CaseFile], **how: Any) -> Counselling:
    """Store a session of the worker."""
    words: dict[str, Any] = {"topic": "parenting", "group": len(files) > 1, "minutes": 45, "held_on": TODAY}
    words |= {"text": "QSAID", "by": cast.worker, "key": "k", "today": TODAY}
    return counsel(case_files=files, **{**words, **how})


def test_a_session_is_stored_once_and_what_was_said_is_sealed(cast: Cast, files: list[CaseFile]) -> None:
    made = session(cast, files[:2])
    assert session(cast, files[:2]) == made
    assert b"QSAID" not in bytes(made.sealed)
    assert open_counselling(made, user=cast.worker) == "QSAID"
    look = Entry.objects.get(verb="looked")
    assert (look.subject_kind, look.details) == ("counselling", {"subjects": ["F-1", "F-2"]})


def test_whoever_works_with_one_of_the_families_knows_of_it_and_few_may_read_it(
    cast: Cast, files: list[CaseFile]
) -> None:
    made = session(cast, files[:2])
    know = {name for name, user in cast.staff.items() if visible_counselling(user)}
    assert know == {
        *("worker", "centre_head", "county_head", "enquiring_worker", "supervisor", "deputy"),
    }
    assert {name for name in know if may_read_counselling(cast.staff[name], made)} == {
        *("worker", "county_head", "supervisor"),
    }


@pytest.mark.parametrize(
    ("fault", "how"),
    [
        ("no_family", {"files": 0}),
        ("two_families", {"files": 1, "group": True}),
        ("one_family", {"files": 2, "group": False}),
        ("minutes", {"minutes": 0}),
        ("minutes", {"minutes": 601}),
        ("topic", {"topic": "weather"}),
        ("future", {"held_on": TODAY + timedelta(days=1)}),
        ("before_file", {"held_on": TODAY - timedelta(days=2000)}),
    ],
)
def test_bad_input_is_refused(cast: Cast, files: list[CaseFile], fault: str, how: dict[str, Any]) -> None:
    number = how.pop("files", 1)
    with pytest.raises(ScreeningFault, match=fault):
        session(cast, files[:number], **how)
    assert not Counselling.objects.exists()


def test_a_closed_file_is_refused(cast: Cast, files: list[CaseFile]) -> None:
    CaseFile.objects.filter(code="F-1").update(state=State.CLOSED, closed_on=TODAY, centre=None)
    with pytest.raises(ScreeningFault, match="closed"):
        session(cast, [CaseFile.objects.get(code="F-1")])
