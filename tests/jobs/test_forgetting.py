"""Uploads are deleted: at once when their list is stored, otherwise when they are old."""

import os
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone

from hamdeli.casework.models import CaseFile
from hamdeli.config.serving import watching
from hamdeli.jobs.forgetting import forget_files
from hamdeli.jobs.models import Job, JobFile
from hamdeli.jobs.running import run
from hamdeli.journal.models import Entry
from tests.support.cast import Cast
from tests.support.lists import FILE, HEAD, preview, store, workbook

pytestmark = pytest.mark.django_db
FAULTY = {**FILE, **HEAD, "اولویت": "?"}


def on_disk(settings: Any) -> list[Path]:
    """Return the files that are kept."""
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def seen(cast: Cast, tmp_path: Path, *rows: dict[str, Any], ended_days_ago: int = 0) -> Job:
    """Return a preview that ended some days ago."""
    job = preview(cast.deputy, "files", workbook(tmp_path / "list.xlsx", rows))
    Job.objects.filter(pk=job.pk).update(ended_at=timezone.now() - timedelta(days=ended_days_ago))
    return job


def test_files_of_old_jobs_go_and_those_of_young_ones_stay(cast: Cast, tmp_path: Path, settings: Any) -> None:
    old = seen(cast, tmp_path, FAULTY, ended_days_ago=31)
    young = seen(cast, tmp_path, FAULTY, ended_days_ago=29)
    assert len(on_disk(settings)) == 4
    assert forget_files(timezone.now(), 30) == 2
    assert not old.files.exists()
    assert young.files.count() == len(on_disk(settings)) == 2
    told = Entry.objects.get(verb="forgot")
    assert (told.actor, told.subject, told.details) == ("system", "2", {"days": 30})
    assert forget_files(timezone.now(), 30) == 0
    assert Entry.objects.filter(verb="forgot").count() == 1


def test_a_running_job_keeps_its_upload_however_old(cast: Cast, tmp_path: Path, settings: Any) -> None:
    job = seen(cast, tmp_path, FILE)
    Job.objects.filter(pk=job.pk).update(state="running", ended_at=None)
    assert forget_files(timezone.now() + timedelta(days=365), 30) == 0
    assert len(on_disk(settings)) == 1


def test_a_stored_upload_goes_at_once_and_its_page_still_tells(
    cast: Cast, tmp_path: Path, settings: Any, sign_in: Any
) -> None:
    job = seen(cast, tmp_path, {**FILE, **HEAD}, {**FAULTY, "کد پرونده": "2"})
    kept = job.files.get(role="upload")
    store(cast.deputy, job, leave_out=1)
    assert CaseFile.objects.count() == 1
    assert [path.name for path in on_disk(settings)] == [f"{job.pk}-faults"]
    after = JobFile.objects.get(pk=kept.pk)
    assert (after.name, after.digest, bool(after.file)) == (kept.name, kept.digest, False)
    job.refresh_from_db()
    assert "زهرا" not in str(job.result)
    assert job.result["counts"]["created"] == 1
    client = sign_in(cast.deputy)
    page = client.get(reverse("desk:import", kwargs={"pk": job.pk}), headers={"accept-language": "en"}).content.decode()
    assert "list.xlsx" in page
    assert "The list is stored" in page
    assert "was deleted" not in page
    marked = client.get(reverse("desk:job_file", kwargs={"pk": job.pk, "role": "faults"}))
    assert b"".join(marked.streaming_content).startswith(b"PK")
    assert client.get(reverse("desk:job_file", kwargs={"pk": job.pk, "role": "upload"})).status_code == 404
    assert reverse("desk:job_file", kwargs={"pk": job.pk, "role": "upload"}) not in page_of(client, job)


def page_of(client: Any, job: Job) -> str:
    """Return the page of the job itself."""
    return str(client.get(reverse("desk:job", kwargs={"pk": job.pk})).content.decode())


def test_a_refused_storing_keeps_the_upload(cast: Cast, tmp_path: Path, settings: Any) -> None:
    job = seen(cast, tmp_path, FILE, {**FAULTY, "کد پرونده": "2"})
    assert store(cast.deputy, job).fault == "rows_faulty"
    assert f"{job.pk}-upload" in [path.name for path in on_disk(settings)]


def test_what_a_killed_worker_left_goes_later(
    cast: Cast, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = seen(cast, tmp_path, FILE)
    with monkeypatch.context() as killed:
        killed.setattr("hamdeli.jobs.running.forget_stored", lambda job: None)
        store(cast.deputy, job)
    assert len(on_disk(settings)) == 1
    assert forget_files(timezone.now(), 30) == 1
    assert on_disk(settings) == []
    assert job.files.get().name == "list.xlsx"


def test_old_files_that_nobody_knows_go(cast: Cast, tmp_path: Path, settings: Any) -> None:
    folder = Path(settings.MEDIA_ROOT) / "jobs" / "2026" / "01"
    folder.mkdir(parents=True)
    (folder / "old").write_text("0013542419")
    (folder / "young").write_text("0013542419")
    long_ago = (timezone.now() - timedelta(days=31)).timestamp()
    os.utime(folder / "old", (long_ago, long_ago))
    assert forget_files(timezone.now(), 30) == 1
    assert [path.name for path in on_disk(settings)] == ["young"]


def test_a_forgotten_preview_is_still_shown_and_cannot_be_stored(cast: Cast, tmp_path: Path, sign_in: Any) -> None:
    job = seen(cast, tmp_path, FILE, {**FAULTY, "کد پرونده": "2"}, ended_days_ago=31)
    forget_files(timezone.now(), 30)
    client = sign_in(cast.deputy)
    client.cookies["hamdeli-language"] = "en"
    url = reverse("desk:import", kwargs={"pk": job.pk})
    page = client.get(url).content.decode()
    assert "The uploaded list was deleted" in page
    assert reverse("desk:import_storing", kwargs={"pk": job.pk}) not in page
    assert "Download with the faults marked" not in page
    assert client.get(reverse("desk:imports")).status_code == 200
    client.post(reverse("desk:import_storing", kwargs={"pk": job.pk}), {"idempotency_key": "late", "leave_out": "on"})
    asked = Job.objects.get(kind="list_store")
    run.call(asked.pk)
    asked.refresh_from_db()
    assert (asked.state, asked.fault) == ("failed", "missing")


def test_the_command_says_how_many(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    seen(cast, tmp_path, FILE, ended_days_ago=3)
    out = StringIO()
    call_command("forget", stdout=out)
    call_command("forget", days=2, stdout=out)
    assert out.getvalue() == "0 files were deleted.\n1 file was deleted.\n"


def test_the_watcher_forgets_at_the_start_and_once_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(watching, "attempt", lambda deed: done.append(deed.__name__))
    day = round(24 * 3600 / watching.TEND_SECONDS)
    told = []
    for at in range(2 * day + 1):
        watching.tidy(at)
        told += [at] * done.count("forget_now")
        done.clear()
    assert told == [0, day, 2 * day]


def test_a_database_that_is_away_does_not_stop_the_watcher(caplog: pytest.LogCaptureFixture) -> None:
    def breaks() -> int:
        raise OperationalError("away")

    watching.attempt(breaks)
    assert "breaks did not succeed" in caplog.text
