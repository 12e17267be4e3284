"""What a visit on the phone gives rise to: tasks with day and owner, and the wish for the next visit."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from hamdeli.accounts.models import Post
from hamdeli.casework.models import CaseFile, Plan, Submission, Task, Visit
from hamdeli.casework.syncing.receiving import form_of
from hamdeli.persian.calendar import format_date
from tests.desk.phone.making import NAME, form, plan, planned, send
from tests.support.cast import Cast, case_file


def later(days: int) -> str:
    """Return an ISO date so many days from today."""
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def task(title: str = "x", days: int = 7, **more: Any) -> dict[str, Any]:
    """Return a task as the phone writes it."""
    return {"title": title, "due_on": later(days), **more}


@pytest.fixture
def helped(cast: Cast) -> Visit:
    """A visit of the volunteer to a family on whose file the worker works."""
    file = case_file("10-4000003", cast.kashan, centre=cast.mehr, worker=cast.worker, aide=cast.volunteer, name=NAME)
    return plan(file, cast.volunteer)


def planned_every(visit: Visit, months: int) -> None:
    """Give the family an open plan with a visit every so many months."""
    today = timezone.localdate()
    days = {"begun_on": today, "until": today + timedelta(days=365), "review_on": today + timedelta(days=90)}
    made = {"made_by": visit.visitor, "made_at": timezone.now()}
    Plan.objects.create(case_file=visit.case_file, visit_months=months, **days, **made)


def test_three_tasks_and_the_next_visit_arrive_once_however_often_they_come(
    cast: Cast, helped: Visit, sign_in: Any
) -> None:
    tasks = [task("call", owner="worker"), task("letter", 14, owner="me"), task("form", 0)]
    told = form(helped, body={"tasks": tasks, "next_visit_on": later(30)})
    client = sign_in(cast.volunteer)
    assert [send(client, told).json()["state"] for _ in range(3)] == ["stored"] * 3
    made = {each.title: (each.owner, each.due_on.isoformat(), each.source) for each in Task.objects.all()}
    assert made == {
        "call": (cast.worker, later(7), "visit"),
        "letter": (cast.volunteer, later(14), "visit"),
        "form": (cast.volunteer, later(0), "visit"),
    }
    assert CaseFile.objects.get().next_visit_on == date.fromisoformat(later(30))
    assert (Submission.objects.count(), Visit.objects.get().decisions.count()) == (1, 1)


def test_a_form_of_before_is_taken_in_unchanged(cast: Cast, sign_in: Any) -> None:
    visit = planned(cast)
    told = form(visit, body={"edition": None, "answers": {}, "tasks": [{"title": "call", "due_on": later(0)}]})
    assert send(sign_in(cast.worker), told).json() == {"key": told["key"], "state": "stored", "fault": ""}
    assert (Task.objects.get().owner, CaseFile.objects.get().next_visit_on is None) == (cast.worker, False)
    assert Submission.objects.get().digest == form_of(told).digest


def test_the_same_visit_with_another_wish_is_kept_beside(cast: Cast, sign_in: Any) -> None:
    visit, client = planned(cast), sign_in(cast.worker)
    send(client, form(visit, body={"next_visit_on": later(30)}))
    other = form(visit, key="another-key-of-the-other-tab", body={"next_visit_on": later(7)})
    assert send(client, other).json()["fault"] == "told_otherwise"
    assert CaseFile.objects.get().next_visit_on == date.fromisoformat(later(30))


@pytest.mark.parametrize(
    ("body", "fault", "said"),
    [
        ({"tasks": [task()] * 4}, "tasks_many", "at most 3 tasks"),
        ({"tasks": [task(days=-1)]}, "task_late", "to be done after the visit"),
        ({"tasks": [task(days=4 * 366)]}, "due_far", "more than three years"),
        ({"tasks": [task(" ")]}, "title_missing", "Write what is to be done"),
        ({"tasks": [{"title": "x"}]}, "task_undated", "Say until when"),
        ({"tasks": [task("x" * 201)]}, "text_long", "longer than 200 letters"),
        ({"tasks": [task(owner="boss")]}, "not_a_form", "not whole"),
        ({"tasks": ["x"]}, "not_a_form", "not whole"),
        ({"tasks": 5}, "not_a_form", "not whole"),
        ({"outcome": ["continue"]}, "not_a_form", "not whole"),
        ({"next_visit_on": later(0)}, "next_not_after", "must come after this one"),
        ({"next_visit_on": later(190)}, "next_late", "is due on 20"),
        ({"outcome": "not_met", "reason": "absent", "next_visit_on": later(15)}, "next_late", f"due on {later(14)} at"),
        ({"next_visit_on": "soon"}, "not_a_form", "not whole"),
    ],
)
def test_what_the_desk_would_refuse_waits_with_a_sentence(
    cast: Cast, sign_in: Any, body: dict[str, Any], fault: str, said: str
) -> None:
    visit, client = planned(cast), sign_in(cast.worker)
    assert send(client, form(visit, body=body)).json()["fault"] == fault
    visit.refresh_from_db()
    assert (visit.state, Task.objects.count()) == ("planned", 0)
    client.cookies["hamdeli-language"] = "en"
    page = client.get(f"/phone/kept/{Submission.objects.get().pk}/").content.decode()
    assert said in page


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_wish_after_the_plan_names_the_last_day_as_its_reader_writes_it(
    cast: Cast, sign_in: Any, language: str
) -> None:
    visit, client = planned(cast), sign_in(cast.worker)
    planned_every(visit, 1)
    assert send(client, form(visit, body={"next_visit_on": later(32)})).json()["fault"] == "next_late"
    due = date.fromisoformat(Submission.objects.get().outcome["due"])
    client.cookies["hamdeli-language"] = language
    assert f" {format_date(due, language)} " in client.get("/phone/kept/").content.decode()


def test_a_kept_form_shows_its_tasks_and_the_wish(cast: Cast, helped: Visit, sign_in: Any) -> None:
    CaseFile.objects.update(worker=None)
    client = sign_in(cast.volunteer)
    told = form(helped, body={"tasks": [task("call", owner="worker")], "next_visit_on": later(30)})
    assert send(client, told).json()["fault"] == "no_worker"
    client.cookies["hamdeli-language"] = "en"
    kept = Submission.objects.get()
    page = client.get(f"/phone/kept/{kept.pk}/").content.decode()
    for text in ("nobody works on this file now", f"call · {later(7)} · the worker of the file", later(30), "stable"):
        assert text in page
    CaseFile.objects.update(worker=cast.worker)
    assert client.post(f"/phone/kept/{kept.pk}/again/").status_code == 302
    assert Task.objects.get().owner == cast.worker


@pytest.mark.parametrize("gone", ["post", "account"])
def test_a_worker_who_holds_no_post_any_more_gets_no_task(cast: Cast, helped: Visit, sign_in: Any, gone: str) -> None:
    if gone == "post":
        Post.objects.filter(user=cast.worker).delete()
    cast.worker.is_active = gone != "account"
    cast.worker.save()
    told = form(helped, body={"tasks": [task(owner="worker")]})
    assert send(sign_in(cast.volunteer), told).json()["fault"] == "owner_without_post"
    assert not Task.objects.exists()


def test_an_author_without_a_post_learns_nothing_of_the_worker(cast: Cast, helped: Visit, sign_in: Any) -> None:
    CaseFile.objects.update(aide=None)
    told = form(helped, body={"tasks": [task(owner="worker")]})
    assert send(sign_in(cast.volunteer), told).json()["fault"] == "no_post"


def test_the_phone_learns_when_a_visit_is_due_and_that_there_is_a_worker_but_not_who(
    cast: Cast, helped: Visit, sign_in: Any
) -> None:
    cast.worker.name_fa = cast.worker.name_en = "QWORKER"
    cast.worker.save()
    planned_every(helped, 2)
    planned(cast)
    reply = sign_in(cast.volunteer).get("/phone/worklist/")
    (told,) = reply.json()["visits"]
    assert (told["months"], told["other_worker"], reply.json()["again"]) == (2, True, 14)
    assert "QWORKER" not in str(reply.json())
    (own,) = sign_in(cast.worker).get("/phone/worklist/").json()["visits"]
    assert (own["months"], own["other_worker"]) == (6, False)
