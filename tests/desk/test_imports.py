"""Bringing a list through the pages: upload, preview, storing; and who may."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hamdeli.casework.models import CaseFile
from hamdeli.centres.models import Centre
from hamdeli.jobs.asking import ask
from hamdeli.jobs.models import Job
from hamdeli.jobs.running import run
from hamdeli.journal.models import Entry
from hamdeli.sheets.reading import rows as sheet_rows
from tests.support.cast import Cast
from tests.support.lists import CENTRE, FILE, HEAD, preview, store, workbook

pytestmark = pytest.mark.django_db


def send(client: Client, kind: str, content: bytes, *, name: str = "list.xlsx", key: str = "one") -> Any:
    upload = SimpleUploadedFile(name, content)
    url = reverse("desk:import_upload", kwargs={"kind": kind})
    return client.post(url, {"file": upload, "idempotency_key": key})


def bring(client: Client, tmp_path: Path, kind: str, *rows: dict[str, Any]) -> Job:
    """Upload rows, and run the preview."""
    answer = send(client, kind, workbook(tmp_path / "list.xlsx", rows).read_bytes(), key=f"{len(rows)}-{rows[0]}"[:60])
    assert answer.status_code == 302
    job = Job.objects.filter(kind="list_preview").latest("pk")
    run.call(job.pk)
    job.refresh_from_db()
    return job


def page(client: Client, job: Job, **query: str) -> str:
    answer = client.get(reverse("desk:import", kwargs={"pk": job.pk}), query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_from_upload_to_stored(cast: Cast, sign_in: Any, tmp_path: Path) -> None:
    client = sign_in(cast.deputy)
    job = bring(client, tmp_path, "files", {**FILE, **HEAD}, {**FILE, "کد پرونده": "2", "مرکز فعلی": cast.mehr.code})
    shown = page(client, job)
    assert "۱۰۰۰۰۰۰۰۰۰۰۰۱" in shown
    assert not CaseFile.objects.exists()
    client.post(reverse("desk:import_storing", kwargs={"pk": job.pk}), {"idempotency_key": "s"})
    run.call(Job.objects.get(kind="list_store").pk)
    assert CaseFile.objects.count() == 2
    assert CaseFile.objects.get(code="2").centre == cast.mehr
    assert page(client, job).count("import_storing") == 0
    assert reverse("desk:import_storing", kwargs={"pk": job.pk}) not in page(client, job)


def test_a_double_click_stores_once(cast: Cast, sign_in: Any, tmp_path: Path) -> None:
    client = sign_in(cast.deputy)
    job = bring(client, tmp_path, "files", FILE)
    for key in ("a", "a", "b"):
        client.post(reverse("desk:import_storing", kwargs={"pk": job.pk}), {"idempotency_key": key})
    assert Job.objects.filter(kind="list_store").count() == 1


def test_an_upload_that_is_repeated_starts_one_preview(cast: Cast, sign_in: Any, tmp_path: Path) -> None:
    client, content = sign_in(cast.deputy), workbook(tmp_path / "list.xlsx", [FILE]).read_bytes()
    for _ in range(3):
        assert send(client, "files", content).status_code == 302
    assert Job.objects.filter(kind="list_preview").count() == 1


def test_faulty_rows_are_shown_and_left_out_only_when_the_user_says_so(
    cast: Cast, sign_in: Any, tmp_path: Path
) -> None:
    client = sign_in(cast.participation)
    job = bring(client, tmp_path, "centres", CENTRE, {**CENTRE, "کد مرکز": "10-102", "ظرفیت": "شصت"})
    client.cookies["hamdeli-language"] = "en"
    shown = page(client, job)
    assert "This is not a number." in shown
    assert "شصت" in shown
    url = reverse("desk:import_storing", kwargs={"pk": job.pk})
    client.post(url, {"idempotency_key": "a"})
    assert not Job.objects.filter(kind="list_store").exists()
    client.post(url, {"idempotency_key": "b", "leave_out": "on"})
    run.call(Job.objects.get(kind="list_store").pk)
    assert Centre.objects.filter(code__startswith="10-10").count() == 1
    marked = client.get(reverse("desk:job_file", kwargs={"pk": job.pk, "role": "faults"}))
    assert marked.status_code == 200
    assert b"".join(marked.streaming_content).startswith(b"PK")


def test_changes_show_old_and_new_and_the_look_at_names_is_recorded(cast: Cast, sign_in: Any, tmp_path: Path) -> None:
    client = sign_in(cast.deputy)
    full = {**FILE, **HEAD}
    store(cast.deputy, preview(cast.deputy, "files", workbook(tmp_path / "first.xlsx", [full])))
    job = bring(client, tmp_path, "files", {**full, "نام سرپرست": "مريم", "شهرستان": "نطنز"})
    shown = page(client, job)
    assert "زهرا" in shown
    assert "مریم" in shown
    assert cast.natanz.name in shown
    looked = Entry.objects.get(verb="looked")
    assert (looked.subject, looked.reason) == (str(FILE["کد پرونده"]), "import")


def test_templates_can_be_filled_in_and_read(cast: Cast, sign_in: Any, tmp_path: Path) -> None:
    client = sign_in(cast.participation)
    for language in ("fa", "en"):
        client.cookies["hamdeli-language"] = language
        answer = client.get(reverse("desk:import_template", kwargs={"kind": "centres"}))
        path = tmp_path / f"{language}.xlsx"
        path.write_bytes(b"".join(answer.streaming_content))
        headings = next(sheet_rows(path)).cells
        assert preview(cast.participation, "centres", path).fault == "no_rows"
        assert len(headings) == 14


def swollen() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(135):
                part.write(b"a" * 1024 * 1024)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty"),
        (b"%PDF-1.7 whatever", "neither an Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000, "old Excel workbook"),
        (b"PK\x03\x04 not a zip", "damaged"),
        (swollen(), "swell to 135 megabytes"),
    ],
)
def test_hostile_files_are_refused_at_the_door(cast: Cast, sign_in: Any, content: bytes, sentence: str) -> None:
    client = sign_in(cast.deputy)
    client.cookies["hamdeli-language"] = "en"
    answer = send(client, "files", content)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Job.objects.exists()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("کد مرکز,نام\n1,2\n".encode(), "headings"),
        (b"code,name\n\xe9\xe8\xe7,caf\xe9\n", "encoding"),
        (b'code,name\n"1,2\n', "broken_line"),
    ],
)
def test_unusable_text_files_fail_with_a_sentence(cast: Cast, sign_in: Any, content: bytes, fault: str) -> None:
    client = sign_in(cast.participation)
    send(client, "centres", content, name="list.csv")
    job = Job.objects.get()
    run.call(job.pk)
    job.refresh_from_db()
    assert (job.state, job.fault) == (Job.State.FAILED, fault)
    assert 'role="alert"' in page(client, job)


def test_a_file_of_more_than_20_megabytes_is_refused(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.deputy)
    client.cookies["hamdeli-language"] = "en"
    answer = send(client, "files", b"a,b\n" * (6 * 1024 * 1024))
    assert answer.status_code == 422
    assert "larger than 20 megabytes" in answer.content.decode()


def test_the_list_of_lists_costs_the_same_for_one_and_for_forty(cast: Cast, sign_in: Any, tmp_path: Path) -> None:
    client = sign_in(cast.deputy)
    path = workbook(tmp_path / "list.xlsx", [FILE])
    preview(cast.deputy, "files", path)

    def queries() -> int:
        with CaptureQueriesContext(connection) as context:
            assert client.get(reverse("desk:imports")).status_code == 200
        return len(context)

    queries()
    few = queries()
    for _ in range(40):
        job = ask(kind="list_preview", asked_by=cast.deputy, arguments={"list": "files", "language": "fa"})
        Job.objects.filter(pk=job.pk).update(state="failed", fault="headings", ended_at="2026-01-01T00:00:00Z")
    assert queries() == few


def test_the_fragment_is_the_middle_of_the_page(cast: Cast, sign_in: Any, tmp_path: Path) -> None:
    client = sign_in(cast.deputy)
    preview(cast.deputy, "files", workbook(tmp_path / "list.xlsx", [FILE]))
    fragment = client.get(reverse("desk:imports"), headers={"HX-Request": "true"}).content.decode()
    assert fragment.strip() in client.get(reverse("desk:imports")).content.decode()


def test_nobody_sees_the_list_of_another(cast: Cast, sign_in: Any, tmp_path: Path) -> None:
    job = preview(cast.deputy, "files", workbook(tmp_path / "list.xlsx", [FILE]))
    for user in (cast.county_head, cast.centre_head, cast.stranger, cast.participation):
        client = sign_in(user)
        assert client.get(reverse("desk:import", kwargs={"pk": job.pk})).status_code == 404
        assert client.post(reverse("desk:import_storing", kwargs={"pk": job.pk})).status_code == 404
    cast.deputy.posts.update(since="2019-01-01T00:00:00Z", until="2020-01-01T00:00:00Z")
    assert sign_in(cast.deputy).get(reverse("desk:import", kwargs={"pk": job.pk})).status_code == 403


def test_a_running_preview_shows_its_progress(cast: Cast, sign_in: Any, tmp_path: Path) -> None:
    client = sign_in(cast.deputy)
    send(client, "files", workbook(tmp_path / "list.xlsx", [FILE]).read_bytes())
    job = Job.objects.get()
    assert reverse("desk:job_progress", kwargs={"pk": job.pk}) in page(client, job)
