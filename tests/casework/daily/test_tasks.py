"""Tasks: an owner with a post, a day ahead, finished once with what came of it."""

from datetime import date, timedelta
from typing import Any

import pytest

from hamdeli.accounts.models import Post
from hamdeli.casework.daily.faults import SENTENCES, DailyFault
from hamdeli.casework.daily.tasks import finish_task, pass_task, set_task
from hamdeli.casework.models import CaseFile, SearchWord, Task
from hamdeli.journal.changing import Conflict
from hamdeli.journal.models import Entry
from tests.support.cast import Cast, case_file

TODAY = date(2026, 5, 1)


@pytest.fixture
def file(cast: Cast) -> CaseFile:
    """A file that Mehr carries."""
    return case_file("10-1", cast.kashan, centre=cast.mehr, aide=cast.volunteer)


def made(cast: Cast, file: CaseFile, **other: Any) -> Task:
    asked = {"title": "گرفتن دفترچه بیمه", "owner": cast.worker, "due_on": TODAY + timedelta(3), "by": cast.centre_head}
    return set_task(case_file=file, today=TODAY, **{**asked, **other})


def test_a_task_is_set_found_and_told(cast: Cast, file: CaseFile) -> None:
    task = made(cast, file, urgent=True)
    assert (task.owner, task.urgent, task.source, task.version) == (cast.worker, True, "own", 1)
    assert SearchWord.objects.filter(kind="task", subject_id=task.pk).count() == 3
    entry = Entry.objects.get(verb="task_set")
    assert entry.subject == file.code
    assert "بیمه" not in str(entry.details)


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"title": " \u200f "}, "title_missing"),
        ({"title": "x" * 201}, "text_long"),
        ({"due_on": TODAY - timedelta(1)}, "due_past"),
        ({"due_on": TODAY + timedelta(1200)}, "due_far"),
    ],
)
def test_bad_input_is_refused_with_a_sentence(cast: Cast, file: CaseFile, other: dict[str, Any], code: str) -> None:
    with pytest.raises(DailyFault) as refused:
        made(cast, file, **other)
    assert refused.value.code == code
    assert refused.value.sentence
    assert not Task.objects.exists()


def test_a_task_of_a_visit_may_arrive_late(cast: Cast, file: CaseFile) -> None:
    assert made(cast, file, due_on=TODAY - timedelta(20), source=Task.Source.VISIT, source_id=7).source_id == 7


@pytest.mark.parametrize("who", ["other_centre_head", "admission_worker", "auditor", "stranger"])
def test_the_owner_holds_a_post_over_the_file(cast: Cast, file: CaseFile, who: str) -> None:
    with pytest.raises(DailyFault, match="owner_without_post"):
        made(cast, file, owner=getattr(cast, who))


def test_a_volunteer_gets_tasks_of_files_that_they_help_with_only(cast: Cast, file: CaseFile) -> None:
    assert made(cast, file, owner=cast.volunteer).owner == cast.volunteer
    with pytest.raises(DailyFault, match="owner_without_post"):
        made(cast, case_file("10-2", cast.kashan, centre=cast.mehr), owner=cast.volunteer)


def test_a_post_that_ended_this_morning_takes_no_task(cast: Cast, file: CaseFile) -> None:
    task = made(cast, file, owner=cast.centre_head)
    Post.objects.filter(user=cast.worker).update(until="2026-01-01T00:00Z", since="2025-01-01T00:00Z")
    with pytest.raises(DailyFault, match="owner_without_post"):
        pass_task(task=task, owner=cast.worker, by=cast.centre_head, seen_version=1)


def test_a_task_is_finished_once_with_what_came_of_it(cast: Cast, file: CaseFile) -> None:
    task = made(cast, file)
    with pytest.raises(DailyFault, match="result_missing"):
        finish_task(task=task, result="", by=cast.worker, seen_version=1)
    done = finish_task(task=task, result="دفترچه صادر شد", by=cast.worker, seen_version=1)
    assert (done.done_by, done.result, done.version) == (cast.worker, "دفترچه صادر شد", 2)
    assert "صادر" not in str(Entry.objects.get(verb="task_finished").details)
    with pytest.raises(DailyFault, match="task_done"):
        finish_task(task=task, result="again", by=cast.worker, seen_version=2)


def test_the_second_writer_sees_the_first_ones_change(cast: Cast, file: CaseFile) -> None:
    task = made(cast, file)
    passed = pass_task(task=task, owner=cast.volunteer, by=cast.centre_head, seen_version=1)
    assert (passed.owner, passed.version) == (cast.volunteer, 2)
    with pytest.raises(Conflict) as clash:
        finish_task(task=task, result="done", by=cast.worker, seen_version=1)
    assert {change.field for change in clash.value.changes} == {"owner", "result"}
    assert clash.value.actor == "centre-head"
    with pytest.raises(DailyFault, match="same_owner"):
        pass_task(task=task, owner=cast.volunteer, by=cast.centre_head, seen_version=2)


def test_every_fault_has_a_sentence_for_its_values() -> None:
    values = {"most": 5, "owner": "x"}
    assert all(str(sentence) % values for sentence in SENTENCES.values())
