"""The pages of tasks: lists with filters and export, one task, finishing and passing it, setting one at a file."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hamdeli.casework.daily.tasks import set_task
from hamdeli.casework.models import CaseFile, Task
from hamdeli.journal.models import Entry
from tests.support.cast import Cast, case_file


@pytest.fixture
def file(cast: Cast) -> CaseFile:
    """A file that Mehr carries."""
    return case_file("10-1", cast.kashan, centre=cast.mehr, worker=cast.worker, aide=cast.volunteer)


def made(cast: Cast, file: CaseFile, title: str = "insurance", ahead: int = 2, **other: Any) -> Task:
    today = timezone.localdate()
    asked = {"owner": cast.worker, "by": cast.centre_head, "source": "visit", **other}
    return set_task(case_file=file, title=title, due_on=today + timedelta(ahead), today=today, **asked)


def titles(client: Any, query: str = "") -> set[str]:
    page = client.get(f"/tasks/{query}", HTTP_HX_REQUEST="true").content.decode()
    return {title for title in ("late", "now", "soon", "far", "done", "others") if f">{title}</a>" in page}


def test_the_list_is_mine_and_is_filtered_through_the_address(cast: Cast, file: CaseFile, sign_in: Any) -> None:
    for title, ahead in (("late", -3), ("now", 0), ("soon", 5), ("far", 60)):
        made(cast, file, title, ahead)
    made(cast, file, "others", 1, owner=cast.centre_head)
    finished = made(cast, file, "done", 1)
    Task.objects.filter(pk=finished.pk).update(done_at=timezone.now(), done_by=cast.worker, result="x")
    client = sign_in(cast.worker)
    assert titles(client) == {"late", "now", "soon", "far"}
    assert titles(client, "?when=overdue") == {"late"}
    assert titles(client, "?when=today") == {"now"}
    assert titles(client, "?when=week") == {"soon"}
    assert titles(client, "?when=done") == {"done"}
    assert titles(client, "?q=۱۰-۱") == {"late", "now", "soon", "far"}
    assert titles(client, "?q=10-2") == set()
    assert titles(client, "?whose=all") == {"late", "now", "soon", "far"}
    head = sign_in(cast.centre_head)
    assert titles(head) == {"others"}
    assert titles(head, "?whose=all") == {"late", "now", "soon", "far", "others"}


def test_the_part_is_a_part_of_the_whole_page_and_names_are_looked_at_on_record(
    cast: Cast, file: CaseFile, sign_in: Any
) -> None:
    made(cast, file)
    client = sign_in(cast.worker)
    whole = client.get("/tasks/").content.decode()
    assert client.get("/tasks/", HTTP_HX_REQUEST="true").content.decode().strip() in whole
    assert "حسینی" in whole
    assert [entry.subject for entry in Entry.objects.filter(verb="looked")] == ["10-1", "10-1"]


def test_the_same_queries_for_one_task_and_for_a_full_page(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.worker)
    counts = []
    for number in (1, 60):
        for at in range(number):
            made(cast, case_file(f"10-{number}{at:03}", cast.kashan, centre=cast.mehr))
        with CaptureQueriesContext(connection) as queries:
            client.get("/tasks/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_export_has_no_names(cast: Cast, file: CaseFile, sign_in: Any) -> None:
    made(cast, file)
    answer = sign_in(cast.worker).get("/tasks/export/")
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    assert Entry.objects.get(verb="exported").details == {"rows": 1}


def test_a_task_is_set_once_however_often_the_form_is_sent(cast: Cast, file: CaseFile, sign_in: Any) -> None:
    client = sign_in(cast.worker)
    assert "insurance" not in client.get("/files/10-1/tasks/").content.decode()
    data = {"title": "insurance", "due_on": "1500/01/01", "owner": cast.volunteer.pk, "idempotency_key": "k"}
    assert client.post("/files/10-1/tasks/", data).status_code == 422
    data["due_on"] = (timezone.localdate() + timedelta(3)).isoformat()
    for _time in range(3):
        assert client.post("/files/10-1/tasks/", data | {"idempotency_key": "k2"}).status_code == 302
    task = Task.objects.get()
    assert (task.owner, task.source, task.made_by) == (cast.volunteer, "own", cast.worker)
    assert client.post("/files/10-1/tasks/", data | {"idempotency_key": "k2", "title": "other"}).status_code == 409
    assert "insurance" in client.get("/files/10-1/tasks/").content.decode()


def test_only_those_with_a_post_over_the_file_are_offered_as_owners(cast: Cast, file: CaseFile, sign_in: Any) -> None:
    client = sign_in(cast.worker)
    page = client.get("/files/10-1/tasks/").content.decode()
    offered = {name for name, user in cast.staff.items() if f'<option value="{user.pk}"' in page}
    assert offered == {"county_head", "centre_head", "worker", "volunteer", "enquiring_worker"}
    tomorrow = (timezone.localdate() + timedelta(1)).isoformat()
    data = {"title": "x", "due_on": tomorrow, "owner": cast.other_centre_head.pk, "idempotency_key": "k"}
    assert client.post("/files/10-1/tasks/", data).status_code == 422
    assert not Task.objects.exists()


def test_a_task_is_finished_with_what_came_of_it(cast: Cast, file: CaseFile, sign_in: Any) -> None:
    task = made(cast, file)
    client = sign_in(cast.worker)
    assert f'action="/tasks/{task.pk}/finishing/"' in client.get(f"/tasks/{task.pk}/").content.decode()
    address = f"/tasks/{task.pk}/finishing/"
    assert client.post(address, {"result": "", "version": 1}).status_code == 422
    assert client.post(address, {"result": "issued", "version": 1}).status_code == 302
    assert client.post(address, {"result": "again", "version": 2}).status_code == 422
    assert Task.objects.get().result == "issued"
    assert "issued" in client.get(f"/tasks/{task.pk}/").content.decode()


def test_a_task_is_passed_to_another_and_the_second_writer_sees_it(cast: Cast, file: CaseFile, sign_in: Any) -> None:
    task = made(cast, file)
    passed = {"owner": cast.volunteer.pk, "version": 1}
    assert sign_in(cast.centre_head).post(f"/tasks/{task.pk}/passing/", passed).status_code == 302
    answer = sign_in(cast.worker).post(f"/tasks/{task.pk}/finishing/", {"result": "mine", "version": 1})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "centre-head" in page
    assert 'name="version" value="2"' in page
    assert sign_in(cast.worker).post(f"/tasks/{task.pk}/passing/", passed | {"version": 2}).status_code == 403
    assert Task.objects.get().owner == cast.volunteer
