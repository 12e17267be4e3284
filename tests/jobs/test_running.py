"""Long work: done once, told, cancelled, and found when its worker died."""

from typing import Any

import pytest
from django.core.cache import cache

from hamdeli.jobs.asking import ask, cancel
from hamdeli.jobs.models import Job
from hamdeli.jobs.progress import Progress, key
from hamdeli.jobs.running import JobFault, revive_the_dead, run
from tests.support.cast import Cast

pytestmark = pytest.mark.django_db


def works(job: Job, progress: Progress) -> dict[str, Any]:
    progress.step("Counting", 1, 2)
    return {"counted": job.arguments["n"]}


def fails(job: Job, progress: Progress) -> dict[str, Any]:
    raise JobFault("no_files", rows=3)


def crashes(job: Job, progress: Progress) -> dict[str, Any]:
    raise ZeroDivisionError


def stops(job: Job, progress: Progress) -> dict[str, Any]:
    cancel(job=job)
    progress.beat()
    progress.step("Counting", 1, 2)
    return {}


@pytest.fixture(autouse=True)
def _kinds(settings: Any) -> None:
    cache.clear()
    settings.JOBS = {name: f"{__name__}.{name}" for name in ("works", "fails", "crashes", "stops")}


def done(kind: str) -> Job:
    job = ask(kind=kind, asked_by=None, arguments={"n": 5})
    run.call(job.pk)
    job.refresh_from_db()
    return job


@pytest.mark.parametrize(
    ("kind", "state", "fault", "result"),
    [
        ("works", "done", "", {"counted": 5}),
        ("fails", "failed", "no_files", {"rows": 3}),
        ("crashes", "failed", "unexpected", {}),
        ("stops", "cancelled", "", {}),
    ],
)
def test_a_job_ends_as_its_work_does(kind: str, state: str, fault: str, result: dict[str, Any]) -> None:
    job = done(kind)
    assert (job.state, job.fault, job.result) == (state, fault, result)


def test_a_job_runs_once_however_often_the_queue_calls() -> None:
    job = done("works")
    run.call(job.pk)
    job.refresh_from_db()
    assert job.attempts == 1


def test_a_waiting_job_is_cancelled_at_once() -> None:
    job = ask(kind="works", asked_by=None, arguments={"n": 5})
    cancel(job=job)
    run.call(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("cancelled", 0)


def test_a_job_whose_worker_died_runs_again_and_gives_up_after_three() -> None:
    job = ask(kind="works", asked_by=None, arguments={"n": 5})
    Job.objects.filter(pk=job.pk).update(state="running", attempts=1)
    assert revive_the_dead() == 1
    run.call(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("done", 2)
    Job.objects.filter(pk=job.pk).update(state="running", attempts=3, ended_at=None)
    cache.delete(key(job.pk, "told"))
    assert revive_the_dead() == 0
    job.refresh_from_db()
    assert (job.state, job.fault) == ("failed", "worker_died")


def test_a_living_job_is_left_alone() -> None:
    job = ask(kind="works", asked_by=None, arguments={"n": 5})
    Job.objects.filter(pk=job.pk).update(state="running")
    Progress(job.pk).beat()
    assert revive_the_dead() == 0


def test_the_page_tells_the_progress_and_reloads_at_the_end(cast: Cast, sign_in: Any) -> None:
    job = ask(kind="works", asked_by=cast.deputy, arguments={"n": 5})
    client = sign_in(cast.deputy)
    progress = Progress(job.pk)
    progress.step("Counting", 1, 2)
    progress.beat()
    fragment = client.get(f"/jobs/{job.pk}/progress/")
    assert "<progress" in fragment.content.decode()
    assert "HX-Refresh" not in fragment
    run.call(job.pk)
    assert client.get(f"/jobs/{job.pk}/progress/")["HX-Refresh"] == "true"
