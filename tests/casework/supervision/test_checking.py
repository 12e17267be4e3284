"""Checking: drawn once, found or returned, answered by the worker; nobody checks an own file."""

from typing import Any

import pytest
from django.utils import timezone, translation

from hamdeli.accounts.models import Post, User
from hamdeli.casework.models import CaseFile, Check, Task
from hamdeli.casework.supervision.checking import answer_check, check_file, choose_file, draw_sample
from hamdeli.casework.supervision.faults import CheckFault
from hamdeli.journal.changing import Conflict
from tests.casework.admission.deciding_world import TODAY, in_days
from tests.support.cast import Cast, case_file


def refused(code: str) -> Any:
    return pytest.raises(CheckFault, match=f"^{code} ")


def carried(code: str, cast: Cast, **fields: Any) -> CaseFile:
    return case_file(code, cast.kashan, **({"centre": cast.mehr, "worker": cast.worker} | fields))


@pytest.fixture
def check(cast: Cast) -> Check:
    """A file of the worker, chosen for a check."""
    return choose_file(case_file=carried("F-1", cast), by=cast.supervisor, today=TODAY)


def found(check: Check, by: User, what: str = "returned", comment: str = "no plan", seen: int = 1) -> Check:
    return check_file(check=check, found=what, comment=comment, by=by, today=TODAY, seen_version=seen)


def test_a_month_is_drawn_once_for_each_county(cast: Cast) -> None:
    for number in range(30):
        carried(f"F-{number}", cast)
    case_file("N-1", cast.natanz)
    case_file("F-closed", cast.kashan, state="closed", closed_on=TODAY)
    assert draw_sample(by=cast.supervisor, today=TODAY) == 10
    assert draw_sample(by=cast.county_head, today=TODAY) == 0
    assert draw_sample(by=cast.deputy, today=TODAY) == 1
    assert Check.objects.filter(sampled=True).count() == 11
    assert draw_sample(by=cast.deputy, today=in_days(40)) == 11
    assert draw_sample(by=cast.stranger, today=TODAY) == 0


def test_a_file_that_was_chosen_before_is_not_drawn_again_and_again(cast: Cast) -> None:
    chosen = carried("F-1", cast)
    choose_file(case_file=chosen, by=cast.supervisor, today=TODAY)
    assert [draw_sample(by=cast.supervisor, today=TODAY) for _ in range(2)] == [0, 0]
    assert Check.objects.count() == 1


def test_what_a_returned_file_asks_is_told_in_the_language_of_its_worker(cast: Cast, check: Check) -> None:
    with translation.override("en"):
        found(check, cast.supervisor)
        task = Task.objects.get()
        assert task.words == "Put right what the supervisor found, and answer"
    with translation.override("fa"):
        assert task.words == task.title == "رفع ایراد بازبینی سرپرست مددکاری و پاسخ به آن"


def test_a_returned_file_gives_its_worker_a_task_that_the_answer_ends(cast: Cast, check: Check) -> None:
    returned = found(check, cast.supervisor)
    task = Task.objects.get()
    assert (task.owner, task.source, task.source_id, task.due_on) == (cast.worker, "supervision", check.pk, in_days(14))
    answered = answer_check(check=returned, answer="the plan is written", by=cast.worker, seen_version=2)
    task.refresh_from_db()
    assert (task.done_by, task.result, answered.answered_by) == (cast.worker, "the plan is written", cast.worker)
    with refused("answered"):
        answer_check(check=answered, answer="again", by=cast.worker, seen_version=3)


def test_a_file_in_order_raises_nothing(cast: Cast, check: Check) -> None:
    found(check, cast.supervisor, "good", "")
    assert not Task.objects.exists()
    with refused("not_returned"):
        answer_check(check=check, answer="thanks", by=cast.worker, seen_version=2)


def test_bad_input_is_refused_and_nothing_is_kept(cast: Cast, check: Check) -> None:
    for what, comment, code in (
        ("returned", " ", "comment_missing"),
        ("", "x", "found_unknown"),
        ("bad", "", "found_unknown"),
    ):
        with refused(code):
            found(check, cast.supervisor, what, comment)
    with refused("not_supervisor"):
        found(check, cast.centre_head)
    with refused("not_supervisor"):
        found(check, cast.other_county_head)
    with pytest.raises(Conflict):
        found(check, cast.supervisor, seen=9)
    found(check, cast.supervisor)
    with refused("checked"):
        found(check, cast.county_head, seen=2)
    with refused("answer_missing"):
        answer_check(check=check, answer="", by=cast.worker, seen_version=2)
    with refused("chosen_already"):
        choose_file(case_file=check.case_file, by=cast.supervisor, today=TODAY)


def test_nobody_checks_an_own_file_not_even_with_two_posts(cast: Cast) -> None:
    Post.objects.create(user=cast.worker, role="supervisor", place=cast.kashan)
    both = User.objects.get(pk=cast.worker.pk)
    with refused("own_file"):
        choose_file(case_file=carried("F-1", cast), by=both, today=TODAY)
    assert choose_file(case_file=carried("F-2", cast, worker=cast.centre_head), by=both, today=TODAY)


@pytest.mark.parametrize("left", ["worker", "post"])
def test_a_file_on_which_nobody_works_is_not_returned(cast: Cast, check: Check, left: str) -> None:
    if left == "worker":
        CaseFile.objects.update(worker=None)
    else:
        Post.objects.filter(user=cast.worker).update(until=timezone.now())
    with refused("nobody"):
        found(check, cast.supervisor)
    check.refresh_from_db()
    assert (check.found, check.version) == ("", 1)
