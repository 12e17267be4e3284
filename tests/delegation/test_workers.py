"""A file that leaves its centre leaves those who worked on it: their names go with the mandate."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamdeli.casework.models import CaseFile
from hamdeli.delegation.checklists import checklist
from hamdeli.delegation.recalling import recall
from hamdeli.delegation.returning import return_file
from hamdeli.delegation.transferring import transfer
from hamdeli.delegation.undoing import undo_mandate
from tests.delegation.making import files_of, handed, only_mandate
from tests.support.cast import Cast

FILLED: dict[str, Any] = {
    "reason": "family_wishes",
    "checklist": checklist(tasks=[], papers=["birth certificate"], promises=[]),
}


def assigned(cast: Cast, file: CaseFile) -> None:
    """Give the file to Dara and her volunteer."""
    CaseFile.objects.filter(pk=file.pk).update(worker=cast.worker, aide=cast.volunteer)


@pytest.mark.parametrize("act", ["return", "recall", "transfer", "undo", "hand over again"])
def test_whoever_worked_on_a_file_keeps_nothing(cast: Cast, act: str) -> None:
    (file,) = files_of(cast, 1)
    handed(cast, [file], cast.mehr, accepted=act not in ("undo",))
    assigned(cast, file)
    mandate, actor = only_mandate(file), cast.deputy.actor
    match act:
        case "return":
            return_file(mandate=mandate, actor=actor, **FILLED)
        case "recall":
            recall(mandate=mandate, actor=actor, **FILLED)
        case "transfer":
            transfer(mandate=mandate, to_centre=cast.noor, actor=actor, **FILLED)
        case "undo":
            undo_mandate(mandate=mandate, actor=actor, reason="mistake")
        case _:
            handed(cast, [file], cast.noor)
    file.refresh_from_db()
    assert (file.worker, file.aide) == (None, None)


def test_clearing_costs_no_query_of_its_own(cast: Cast) -> None:
    counts = []
    for size in (1, 9):
        files = files_of(cast, size, first=100 * size)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            handed(cast, files, cast.natanz_centre)
        counts.append([query["sql"] for query in asked if query["sql"].startswith('UPDATE "casework_casefile"')])
    assert [len(count) for count in counts] == [1, 1]
