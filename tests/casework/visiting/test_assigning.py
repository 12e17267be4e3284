"""Who works on a file: said by the head of the centre, under a ceiling, in one act."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hamdeli.accounts.access import as_of_now
from hamdeli.accounts.models import Post
from hamdeli.casework.models import CaseFile
from hamdeli.casework.visiting.access import own_files, planned_for
from hamdeli.casework.visiting.assigning import assign
from hamdeli.journal.models import Entry
from tests.casework.visiting.making import file_of, planned
from tests.casework.visiting.test_planning import refused
from tests.support.cast import Cast


def files_of(cast: Cast, count: int) -> list[CaseFile]:
    return [file_of(cast, f"F-{number:03}", worker=None) for number in range(count)]


def test_many_files_are_given_in_one_act(cast: Cast) -> None:
    files = files_of(cast, 3)
    assert assign(case_files=files, worker=cast.worker, by=cast.centre_head) == 3
    assert assign(case_files=files, worker=cast.worker, by=cast.centre_head) == 0
    assert set(CaseFile.objects.values_list("worker", "version")) == {(cast.worker.pk, 2)}
    entry = Entry.objects.get(verb="assigned")
    assert entry.details == {"worker": "worker", "subjects": [file.code for file in files]}
    assert assign(case_files=files[:1], worker=None, by=cast.supervisor) == 1
    assert CaseFile.objects.filter(worker=None).get().code == "F-000"


@pytest.mark.parametrize(
    ("by", "worker", "fault"),
    [
        ("worker", "worker", "may_not"),
        ("volunteer", "worker", "may_not"),
        ("other_centre_head", "worker", "may_not"),
        ("deputy", "worker", "may_not"),
        ("centre_head", "other_centre_head", "no_post"),
        ("centre_head", "supervisor", "no_post"),
        ("centre_head", "volunteer", "no_post"),
        ("centre_head", "centre_head", ""),
        ("county_head", "worker", ""),
    ],
)
def test_who_gives_to_whom(cast: Cast, by: str, worker: str, fault: str) -> None:
    files = files_of(cast, 2)
    if not fault:
        assert assign(case_files=files, worker=cast.staff[worker], by=cast.staff[by]) == 2
        return
    with refused(fault):
        assign(case_files=files, worker=cast.staff[worker], by=cast.staff[by])
    assert not CaseFile.objects.filter(worker__isnull=False).exists()


def test_a_file_of_another_centre_spoils_the_whole(cast: Cast) -> None:
    files = [*files_of(cast, 2), file_of(cast, "F-9", centre=cast.noor, worker=None)]
    with refused("may_not"):
        assign(case_files=files, worker=cast.worker, by=cast.centre_head)
    assert not CaseFile.objects.filter(worker__isnull=False).exists()
    with refused("nothing"):
        assign(case_files=[], worker=cast.worker, by=cast.centre_head)


def test_the_ceiling_is_exceeded_only_with_a_reason(cast: Cast) -> None:
    files = files_of(cast, 4)
    assert assign(case_files=files[:2], worker=cast.worker, by=cast.centre_head, ceiling=3) == 2
    with refused("ceiling") as told:
        assign(case_files=files, worker=cast.worker, by=cast.centre_head, ceiling=3)
    assert (told.value.params["count"], told.value.params["ceiling"]) == (4, 3)
    with refused("ceiling"):
        assign(case_files=files, worker=cast.worker, by=cast.centre_head, ceiling=3, override_reason="  ")
    assert assign(case_files=files, worker=cast.worker, by=cast.centre_head, ceiling=3, override_reason="سیل") == 2
    assert Entry.objects.filter(verb="assigned").latest("number").reason == "سیل"


def test_as_many_queries_for_one_as_for_many(cast: Cast) -> None:
    counts = []
    assign(case_files=[file_of(cast, "A-1", worker=None)], worker=cast.worker, by=cast.centre_head)
    for files in (files_of(cast, 1), files_of(cast, 0) + [file_of(cast, f"G-{n}", worker=None) for n in range(30)]):
        with CaptureQueriesContext(connection) as asked:
            assign(case_files=files, worker=cast.worker, by=cast.centre_head)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_whose_post_ended_keeps_neither_files_nor_visits(cast: Cast) -> None:
    planned(cast)
    assert own_files(cast.worker).exists()
    assert planned_for(cast.worker).exists()
    Post.objects.filter(user=cast.worker).update(until=timezone.now())
    gone = as_of_now(cast.worker)
    assert not own_files(gone).exists()
    assert not planned_for(gone).exists()
