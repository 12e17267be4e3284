"""What is due: mine, as far as a post reaches, by spans of days, counted and chosen before they are read."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.accounts.standing import text_of
from hamdeli.casework.daily.due import KINDS, OVERDUE, THIS_WEEK, TODAY, due_this_week, rows_of, within
from hamdeli.casework.daily.tasks import set_task
from hamdeli.casework.models import CaseFile, Check, Goal, Onward, Plan, Step, Visit
from tests.support.cast import Cast, case_file

DAY = date(2026, 5, 1)
NOW = timezone.now()


@pytest.fixture
def file(cast: Cast) -> CaseFile:
    """A file of the worker and the volunteer, whose visit is due."""
    return case_file("10-1", cast.kashan, centre=cast.mehr, worker=cast.worker, aide=cast.volunteer, next_visit_on=DAY)


def keys(user: User, kind: str) -> list[int]:
    fresh = User.objects.get(pk=user.pk)
    return [row.pk for row in KINDS[kind].rows(fresh).order_by("due", "pk")]


def test_tasks_are_mine_and_within_my_reach(cast: Cast, file: CaseFile) -> None:
    common: dict[str, Any] = {"case_file": file, "due_on": DAY, "by": cast.centre_head, "today": DAY}
    mine = set_task(title="mine", owner=cast.worker, **common)
    set_task(title="another's", owner=cast.centre_head, **common)
    assert keys(cast.worker, "tasks") == [mine.pk]
    CaseFile.objects.update(centre=cast.noor)
    assert keys(cast.worker, "tasks") == []


def test_a_visit_is_due_until_one_is_planned(cast: Cast, file: CaseFile) -> None:
    assert keys(cast.worker, "files") == keys(cast.volunteer, "files") == [file.pk]
    assert keys(cast.centre_head, "files") == []
    CaseFile.objects.filter(pk=file.pk).update(next_visit_on=None, opened_on=DAY)
    assert [row.due for row in KINDS["files"].rows(cast.worker)] == [DAY]
    visit = Visit.objects.create(
        case_file=file, visitor=cast.volunteer, planned_on=DAY, made_by=cast.worker, made_at=NOW
    )
    assert keys(cast.worker, "files") == []
    assert keys(cast.volunteer, "visits") == [visit.pk]
    assert keys(cast.worker, "visits") == []


def test_steps_of_the_open_plans_of_my_files(cast: Cast, file: CaseFile) -> None:
    plan = Plan.objects.create(
        case_file=file, begun_on=DAY, until=DAY + timedelta(9), review_on=DAY, made_by=cast.worker, made_at=NOW
    )
    goal = Goal.objects.create(plan=plan, need="general", title="goal")
    step = Step.objects.create(goal=goal, number=1, title="step", who="worker", due_on=DAY)
    Step.objects.create(
        goal=goal, number=2, title="done", who="family", due_on=DAY, done_on=DAY, done_by=cast.worker, evidence="seen"
    )
    assert keys(cast.worker, "steps") == keys(cast.volunteer, "steps") == [step.pk]
    Goal.objects.update(state="dropped", why="moved", ended_on=DAY)
    assert keys(cast.worker, "steps") == []


def test_onward_referrals_wait_for_the_one_who_is_to_answer(cast: Cast, file: CaseFile) -> None:
    sent = Onward.objects.create(
        code="o-1",
        case_file=file,
        sender=cast.noor,
        receiver=cast.mehr,
        speciality="health",
        asked_for="x",
        answer_by=DAY,
        made_by=cast.other_centre_head,
        made_at=NOW,
    )
    assert keys(cast.worker, "onward") == [sent.pk]
    assert keys(cast.other_centre_head, "onward") == []
    Onward.objects.update(state="asked")
    assert keys(cast.worker, "onward") == [sent.pk]
    assert keys(cast.other_centre_head, "onward") == []
    CaseFile.objects.filter(pk=file.pk).update(centre=cast.noor)
    assert keys(cast.worker, "onward") == []
    assert keys(cast.other_centre_head, "onward") == [sent.pk]


def test_checks_that_came_back_with_a_comment(cast: Cast, file: CaseFile) -> None:
    check = Check.objects.create(
        case_file=file, supervisor=cast.supervisor, month=DAY, found="returned", comment="?", checked_at=NOW
    )
    assert keys(cast.worker, "checks") == [check.pk]
    Check.objects.update(answered_at=NOW, answered_by=cast.worker, answer="so")
    assert keys(cast.worker, "checks") == []


def test_all_that_is_due_is_counted_and_the_chosen_rows_are_read_in_their_order(
    cast: Cast, file: CaseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: DAY)
    for number in range(7):
        set_task(
            case_file=file,
            title=f"t{number}",
            owner=cast.worker,
            due_on=DAY - timedelta(number),
            by=cast.worker,
            today=DAY,
            source="visit",
            urgent=number == 2,
        )
    for ahead in (1, 7, 8):
        common: dict[str, Any] = {"owner": cast.worker, "by": cast.worker, "today": DAY}
        set_task(case_file=file, title="later", due_on=DAY + timedelta(ahead), **common)
    day = due_this_week(cast.worker)
    spans = {OVERDUE: 6, TODAY: 1, THIS_WEEK: 2}
    assert {span: many for (span, kind), many in day.counts.items() if kind == "tasks"} == spans
    overdue = [(OVERDUE, f"t{number}") for number in (2, 6, 5, 4, 3)]
    titles = [(each.span, row.title) for each, row in rows_of(cast.worker, day.first) if each.kind == "tasks"]
    assert titles == [*overdue, (TODAY, "t0"), *[(THIS_WEEK, "later")] * 2]
    counts = {
        span: within(KINDS["tasks"].rows(cast.worker), span, DAY).count() for span in ("overdue", "today", "week", "")
    }
    assert counts == {"overdue": 6, "today": 1, "week": 2, "": 10}


def test_who_works_at_a_centre_costs_the_database_no_question_about_admissions(cast: Cast) -> None:
    for name in ("admissions", "enquiries"):
        texts = {who.username: text_of(KINDS[name].this_week(who))[0] for who in (cast.worker, cast.enquiring_worker)}
        assert {who: bool(sql) for who, sql in texts.items()} == {"worker": False, "enquiring-worker": True}
