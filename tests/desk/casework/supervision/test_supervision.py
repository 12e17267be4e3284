"""The page of a supervisor: right numbers, as many queries for two thousand files as for twenty, checks and answers."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hamdeli.casework.models import CaseFile, Check, Goal, Plan, Step, Task
from hamdeli.casework.supervision.sampling import month_of
from hamdeli.households.models import Household
from tests.casework.admission.deciding_world import TODAY, ago, in_days
from tests.support.cast import Cast, case_file

ENGLISH = {"accept-language": "en"}


def many(cast: Cast, start: int, end: int) -> None:
    """Make files of one worker, every second with a visit overdue."""
    households = Household.objects.bulk_create(
        [Household(latitude=33.9, longitude=51.4, members_count=1) for _number in range(start, end)]
    )
    CaseFile.objects.bulk_create(
        CaseFile(
            code=f"M-{start + place:05}",
            household=household,
            province=cast.isfahan,
            county=cast.kashan,
            centre=cast.mehr,
            worker=cast.worker,
            opened_on=TODAY - timedelta(days=700),
            next_visit_on=in_days(-1 if place % 2 else 1),
        )
        for place, household in enumerate(households)
    )


def plan(file: CaseFile, cast: Cast, *, begun: int, done: int | None = None) -> Plan:
    """Return a plan begun so many days ago, with a step done so many days ago."""
    made = Plan.objects.create(
        case_file=file,
        begun_on=in_days(-begun),
        until=in_days(700),
        review_on=in_days(30),
        made_by=cast.worker,
        made_at=ago(begun),
    )
    goal = Goal.objects.create(plan=made, need="employment", title="work")
    step: dict[str, Any] = {"goal": goal, "number": 1, "title": "a course", "who": "family", "due_on": in_days(90)}
    if done is not None:
        step |= {"done_on": in_days(-done), "evidence": "the certificate", "done_by": cast.worker}
    Step.objects.create(**step)
    return made


@pytest.fixture
def files(cast: Cast) -> list[CaseFile]:
    """Four files of one worker: two visits overdue, two plans that stand still; and one without a worker."""
    carried: dict[str, Any] = {"centre": cast.mehr, "worker": cast.worker}
    files = [case_file(f"F-{number}", cast.kashan, **carried) for number in range(4)]
    CaseFile.objects.filter(code__in=["F-0", "F-1"]).update(next_visit_on=in_days(-1))
    CaseFile.objects.filter(code="F-2").update(next_visit_on=TODAY)
    plan(files[0], cast, begun=200)
    plan(files[1], cast, begun=200, done=10)
    plan(files[2], cast, begun=200, done=120)
    plan(files[3], cast, begun=20)
    case_file("F-9", cast.kashan)
    case_file("N-1", cast.natanz, worker=cast.worker)
    return files


def test_the_numbers_are_right(cast: Cast, sign_in: Any, files: list[CaseFile]) -> None:
    common: dict[str, Any] = {"case_file": files[0], "title": "x", "made_by": cast.worker, "made_at": timezone.now()}
    Task.objects.create(owner=cast.worker, due_on=in_days(-1), **common)
    Task.objects.create(owner=cast.worker, due_on=TODAY, **common)
    Task.objects.create(owner=cast.worker, due_on=in_days(-5), done_at=timezone.now(), done_by=cast.worker, **common)
    overview = sign_in(cast.supervisor).get("/supervision/").context["overview"]
    loads = {load.worker: (load.files, load.overdue, load.still, load.tasks) for load in overview.loads}
    assert loads == {cast.worker: (4, 2, 2, 1), None: (1, 0, 0, 0)}
    assert overview.totals == {"files": 5, "overdue": 2, "still": 2, "tasks": 1}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["F-0", "F-1"]),
        ({"what": "still"}, ["F-0", "F-2"]),
        ({"what": "unworked"}, ["F-9"]),
        ({"what": ""}, ["F-0", "F-1", "F-2", "F-3", "F-9"]),
        ({"what": "", "worker": "worker", "q": "f-۳"}, ["F-3"]),
        ({"what": "magic"}, ["F-0", "F-1"]),
    ],
)
@pytest.mark.usefixtures("files")
def test_the_files_behind_each_number(cast: Cast, sign_in: Any, asked: dict[str, str], found: list[str]) -> None:
    page = sign_in(cast.supervisor).get("/supervision/files/", asked).context["page"]
    assert [row.code for row in page.rows] == found


def test_as_many_queries_for_twenty_as_for_two_thousand(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.supervisor)
    counts = []
    for start, end in ((0, 20), (20, 2000)):
        many(cast, start, end)
        for address in ("/supervision/", "/supervision/files/", "/checks/"):
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
    assert counts[:3] == counts[3:]
    assert client.get("/supervision/").context["overview"].totals["overdue"] == 1000
    assert client.post("/supervision/sample/", {"idempotency_key": "s"}).status_code == 302
    assert Check.objects.count() == 100
    client.post("/supervision/sample/", {"idempotency_key": "t"})
    assert Check.objects.count() == 100
    first = client.get("/checks/").context["page"]
    second = client.get("/checks/", {"after": first.after}).context["page"]
    assert len({row.pk for row in [*first.rows, *second.rows]}) == 100


def test_a_file_is_returned_and_its_worker_answers(cast: Cast, sign_in: Any) -> None:
    case_file("F-1", cast.kashan, centre=cast.mehr, worker=cast.worker)
    supervisor = sign_in(cast.supervisor)
    assert supervisor.post("/files/F-1/check/").status_code == 302
    check = Check.objects.get()
    assert not check.sampled
    address = f"/checks/{check.pk}/"
    data = {"found": "returned", "comment": "", "version": 1}
    refused = supervisor.post(f"{address}finding/", data, headers=ENGLISH)
    assert refused.status_code == 422
    assert "Write what is to be put right." in refused.content.decode()
    assert supervisor.post(f"{address}finding/", data | {"comment": "no plan"}).status_code == 302
    assert supervisor.post(f"{address}finding/", data | {"comment": "late"}).status_code == 409
    worker = sign_in(cast.worker)
    assert "no plan" in worker.get(address).content.decode()
    assert "F-1" in worker.get("/checks/", headers=ENGLISH).content.decode()
    assert "F-1" not in sign_in(cast.other_centre_head).get("/checks/", headers=ENGLISH).content.decode()
    worker = sign_in(cast.worker)
    assert worker.post(f"{address}answer/", {"answer": "", "version": 2}).status_code == 422
    assert worker.post(f"{address}answer/", {"answer": "written", "version": 2}).status_code == 302
    assert "written" in sign_in(cast.supervisor).get(address).content.decode()
    assert Task.objects.get().done_by == cast.worker


def test_the_first_page_of_a_supervisor_tells_of_files_that_were_not_looked_through(client: Any, cast: Cast) -> None:
    file = case_file("C-00001", cast.kashan, centre=cast.mehr)
    client.force_login(cast.supervisor)
    assert "checks is open" not in client.get("/", headers=ENGLISH).content.decode()
    check = Check.objects.create(case_file=file, supervisor=cast.supervisor, month=month_of(timezone.localdate()))
    page = client.get("/", headers=ENGLISH).content.decode()
    assert "checks is open" in page
    assert "/checks/?found=open" in page
    Check.objects.filter(pk=check.pk).update(found="good")
    assert "checks is open" not in client.get("/", headers=ENGLISH).content.decode()
