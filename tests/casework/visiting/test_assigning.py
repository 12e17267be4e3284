"""Who works on a file: said by the head of the centre, under a ceiling, in one act."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hamdeli.accounts.access import as_of_now
from hamdeli.accounts.models import Post
from hamdeli.casework.daily.tasks import set_task
from hamdeli.casework.models import CaseFile, Task, Visit
from hamdeli.casework.visiting.access import own_files, planned_for
from hamdeli.casework.visiting.assigning import assign
from hamdeli.journal.models import Entry
from tests.casework.visiting.making import TODAY, file_of, planned
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


def busy(cast: Cast) -> tuple[CaseFile, CaseFile]:
    """Two files with a planned visit and a task of the worker of Mehr, one of them with a task of the county's head."""
    files = file_of(cast, "F-1"), file_of(cast, "F-2")
    for file in files:
        planned(cast, file)
        set_task(case_file=file, title="papers", owner=cast.worker, due_on=TODAY, by=cast.worker, today=TODAY)
    set_task(case_file=files[0], title="theirs", owner=cast.county_head, due_on=TODAY, by=cast.worker, today=TODAY)
    return files


def test_what_was_to_be_done_goes_with_the_file_to_another_centre(cast: Cast) -> None:
    moved, stays = busy(cast)
    CaseFile.objects.filter(pk=moved.pk).update(centre=cast.noor, worker=None, aide=None)
    assert [visit.case_file for visit in planned_for(as_of_now(cast.worker))] == [stays]
    moved = CaseFile.objects.get(pk=moved.pk)
    assign(case_files=[moved], worker=cast.other_centre_head, by=cast.other_centre_head)
    assert [visit.case_file for visit in planned_for(as_of_now(cast.other_centre_head))] == [moved]
    owners = set(Task.objects.values_list("case_file__code", "title", "owner__username"))
    heirs = {("F-1", "papers", "other-centre-head"), ("F-1", "theirs", "county-head"), ("F-2", "papers", "worker")}
    assert owners == heirs
    entry = Entry.objects.get(verb="handed_on")
    told = {"before": "worker", "to": "other-centre-head", "visits": 1, "tasks": 1}
    assert (entry.subject, entry.details) == ("F-1", told)


def test_who_still_sees_a_file_keeps_what_is_to_be_done(cast: Cast) -> None:
    files = busy(cast)
    assert assign(case_files=files, worker=cast.centre_head, by=cast.centre_head) == 2
    assert set(Visit.objects.values_list("visitor", flat=True)) == {cast.worker.pk}
    assert not Entry.objects.filter(verb="handed_on").exists()


def test_whose_post_ended_hands_everything_on(cast: Cast) -> None:
    files = busy(cast)
    Post.objects.filter(user=cast.worker).update(until=timezone.now())
    assign(case_files=files, worker=cast.centre_head, by=cast.centre_head)
    assert set(Visit.objects.values_list("visitor", flat=True)) == {cast.centre_head.pk}
    assert set(Task.objects.filter(title="papers").values_list("owner", flat=True)) == {cast.centre_head.pk}
