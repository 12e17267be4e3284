"""The first page: what is due with one tap to do it; the same queries for 20 and for 2,000 rows."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.casework.models import CaseFile, Goal, Plan, Step, Task, Visit
from hamdeli.desk.casework.daily.today import today_for
from hamdeli.journal.models import Entry
from hamdeli.journal.writing import record_look
from tests.support.cast import Cast, case_file

MOST_QUERIES = 13


def day(ahead: int) -> Any:
    return timezone.localdate() + timedelta(days=ahead)


def filled(cast: Cast, number: int, each: int) -> CaseFile:
    """Return a file of the worker with `each` tasks, visits and steps: overdue, due and to come."""
    now = timezone.now()
    file = case_file(
        f"10-{number}",
        cast.kashan,
        centre=cast.mehr,
        worker=cast.worker,
        aide=cast.volunteer,
        next_visit_on=day(-1),
        name=("Zahra", f"Family{number}"),
    )
    common: dict[str, Any] = {"case_file": file, "made_by": cast.worker, "made_at": now}
    Task.objects.bulk_create(
        Task(title=f"task {number} {at}", owner=cast.worker, due_on=day(at % 5 - 2), **common) for at in range(each)
    )
    if number % 2:
        visits = [Visit(visitor=cast.worker, planned_on=day(at - 2), **common) for at in range(each)]
        Visit.objects.bulk_create(visits)
    plan = Plan.objects.create(begun_on=day(-30), until=day(300), review_on=day(90), **common)
    goal = Goal.objects.create(plan=plan, need="general", title="goal")
    Step.objects.bulk_create(
        Step(goal=goal, number=at, title=f"step {at}", who="worker", due_on=day(at % 5 - 2)) for at in range(each)
    )
    return file


def test_the_worker_begins_the_day_with_what_is_due(cast: Cast, sign_in: Any) -> None:
    filled(cast, 1, 3)
    filled(cast, 2, 3)
    page = sign_in(cast.worker).get("/").content.decode()
    assert "Zahra Family1" in page
    assert "/due/tasks/?when=overdue" in page
    task = Task.objects.filter(due_on=day(0)).first()
    assert task is not None
    assert f'href="/tasks/{task.pk}/"' in page
    looked = Entry.objects.get(verb="looked")
    assert looked.details["subjects"] == ["10-1", "10-2"]


def test_a_volunteer_and_an_enquiring_worker_have_their_own_day(cast: Cast, sign_in: Any) -> None:
    file = filled(cast, 2, 3)
    Task.objects.filter(case_file=file).update(owner=cast.enquiring_worker)
    volunteer = sign_in(cast.volunteer).get("/").content.decode()
    assert "/due/files/?when=overdue" in volunteer
    assert "/due/tasks/" not in volunteer
    enquiring = sign_in(cast.enquiring_worker).get("/").content.decode()
    assert "/due/tasks/?when=overdue" in enquiring
    assert "/due/files/" not in enquiring


def test_who_does_no_work_with_families_has_no_such_day(cast: Cast, sign_in: Any) -> None:
    page = sign_in(cast.deputy).get("/").content.decode()
    assert "h-today" not in page


def test_a_discreet_family_is_named_to_its_worker_and_to_nobody_else(cast: Cast, sign_in: Any) -> None:
    file = filled(cast, 1, 2)
    CaseFile.objects.update(discreet=True, keeper=cast.centre_head)
    assert "Family1" in sign_in(cast.worker).get("/").content.decode()
    Task.objects.filter(case_file=file).update(owner=cast.enquiring_worker)
    page = sign_in(cast.enquiring_worker).get("/").content.decode()
    assert "task 1" in page
    assert "Family1" not in page


def test_the_figures_lead_to_as_many_rows(cast: Cast, sign_in: Any) -> None:
    for number in range(4):
        filled(cast, number, 7)
    client = sign_in(cast.worker)
    spans = today_for(User.objects.get(pk=cast.worker.pk))
    counts = [each for span in spans for each in span.counts]
    assert {each.url.split("/")[2] for each in counts} >= {"tasks", "visits", "steps", "files"}
    for each in counts:
        rows = len(re.findall(r'<a class="h-plain"', client.get(each.url, HTTP_HX_REQUEST="true").content.decode()))
        assert rows == each.count


@pytest.mark.parametrize("who", ["worker", "volunteer", "centre_head", "county_head"])
def test_two_thousand_rows_take_a_handful_of_queries_like_twenty(cast: Cast, who: str) -> None:
    counts = []
    record_look(actor=cast.worker.actor, kind="case_file", subjects=["the first entry makes the head of the journal"])
    for number, each in ((1, 7), (3, 660)):
        filled(cast, number, each)
        Task.objects.update(owner=cast.staff[who])
        user = User.objects.get(pk=cast.staff[who].pk)
        assert user.posts_now
        with CaptureQueriesContext(connection) as queries:
            today_for(user)
        counts.append(len([each for each in queries if "SAVEPOINT" not in each["sql"]]))
    assert max(counts) <= MOST_QUERIES


def test_a_list_of_what_is_due(cast: Cast, sign_in: Any) -> None:
    filled(cast, 1, 3)
    client = sign_in(cast.worker)
    whole = client.get("/due/tasks/").content.decode()
    part = client.get("/due/tasks/", HTTP_HX_REQUEST="true").content.decode()
    assert part.strip() in whole
    assert "Zahra Family1" in part
    assert client.get("/due/nothing/").status_code == 404
