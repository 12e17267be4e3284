"""Notes, drafts, the timeline, the search and the letters of a file, through HTTP."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from hamdeli.casework.daily.drafts import keep_draft, read_draft
from hamdeli.casework.models import CaseFile, Draft, Note, Visit
from hamdeli.households.models import NameWord, Person
from hamdeli.households.naming import name_words
from hamdeli.journal.models import Entry
from tests.support.cast import Cast, case_file


@pytest.fixture
def file(cast: Cast) -> CaseFile:
    """A file that Mehr carries."""
    made = case_file("10-1", cast.kashan, centre=cast.mehr, worker=cast.worker, aide=cast.volunteer)
    NameWord.objects.bulk_create(name_words(Person.objects.get(household=made.household)))
    return made


def note(text: str, key: str = "k", **other: Any) -> dict[str, Any]:
    return {"text": text, "about_on": timezone.localdate().isoformat(), "idempotency_key": key, **other}


def test_a_note_is_written_once_and_corrected_by_another(cast: Cast, file: CaseFile, sign_in: Any) -> None:
    client = sign_in(cast.worker)
    for _time in range(3):
        assert client.post("/files/10-1/notes/", note("یک <b>یادداشت</b>")).status_code == 302
    first = Note.objects.get()
    page = client.get("/files/10-1/notes/").content.decode()
    assert "یک &lt;b&gt;یادداشت" in page
    assert f"?corrects={first.pk}#new-note" in page
    assert (
        f'name="corrects" value="{first.pk}"' in client.get(f"/files/10-1/notes/?corrects={first.pk}").content.decode()
    )
    assert client.post("/files/10-1/notes/", note("better", "k2", corrects=first.pk)).status_code == 302
    page = client.get("/files/10-1/notes/").content.decode()
    assert page.index("better") < page.index("یادداشت</b>" if "یادداشت</b>" in page else "&lt;b&gt;یادداشت")
    assert Note.objects.get(corrects=first)


@pytest.mark.parametrize("wrong", [{"text": " "}, {"about_on": "1404/13/01"}, {"about_on": "1499/01/01"}])
def test_bad_notes_are_refused(cast: Cast, file: CaseFile, sign_in: Any, wrong: dict[str, str]) -> None:
    assert sign_in(cast.worker).post("/files/10-1/notes/", note("x") | wrong).status_code == 422
    assert not Note.objects.exists()


def test_the_notes_of_a_discreet_family_are_for_those_who_know_it(cast: Cast, file: CaseFile, sign_in: Any) -> None:
    CaseFile.objects.update(discreet=True, keeper=cast.centre_head)
    assert sign_in(cast.supervisor).get("/files/10-1/notes/").status_code == 403
    assert sign_in(cast.centre_head).get("/files/10-1/notes/").status_code == 200


def test_a_draft_is_kept_offered_and_forgotten_when_the_form_is_stored(
    cast: Cast, file: CaseFile, sign_in: Any
) -> None:
    client = sign_in(cast.worker)
    answer = client.post("/drafts/note/10-1/", {"values": json.dumps({"text": ["half a"]})})
    assert answer.status_code == 200
    assert answer.json()["said"]
    assert client.get("/drafts/note/10-1/").json()["values"] == {"text": ["half a"]}
    assert sign_in(cast.centre_head).get("/drafts/note/10-1/").json() == {}
    client = sign_in(cast.worker)
    assert client.post("/files/10-1/notes/", note(" ", draft="note/10-1")).status_code == 422
    assert Draft.objects.exists()
    assert client.post("/files/10-1/notes/", note("whole", draft="note/10-1")).status_code == 302
    assert not Draft.objects.exists()


def test_any_form_that_names_its_draft_forgets_it_once_it_is_stored(cast: Cast, file: CaseFile, sign_in: Any) -> None:
    keep_draft(cast.worker, "task", "10-1", {"title": ["x"]})
    keep_draft(cast.centre_head, "task", "10-1", {"title": ["y"]})
    tomorrow = (timezone.localdate() + timedelta(1)).isoformat()
    data = {"title": "x", "due_on": tomorrow, "owner": cast.worker.pk, "idempotency_key": "k", "draft": "task/10-1"}
    assert sign_in(cast.worker).post("/files/10-1/tasks/", data).status_code == 302
    assert read_draft(cast.worker, "task", "10-1") is None
    assert read_draft(cast.centre_head, "task", "10-1") is not None


@pytest.mark.parametrize("values", ["", "[]", '{"a": 1}', '{"a": [1]}', "{", '{"a": ["' + "x" * 200_000 + '"]}'])
def test_a_draft_that_cannot_be_read_or_has_no_end_is_refused(cast: Cast, sign_in: Any, values: str) -> None:
    assert sign_in(cast.worker).post("/drafts/note/10-1/", {"values": values}).status_code == 422
    assert not Draft.objects.exists()


def test_the_timeline_tells_by_groups_and_pages_by_days(cast: Cast, file: CaseFile, sign_in: Any) -> None:
    client = sign_in(cast.worker)
    client.post("/files/10-1/notes/", note("first words"))
    today = timezone.localdate()
    done = {"state": "done", "done_at": timezone.now(), "made_at": timezone.now(), "facts": "a leaking roof"}
    for back in range(60):
        on = today - timedelta(back)
        Visit.objects.create(
            case_file=file, visitor=cast.worker, made_by=cast.worker, done_on=on, planned_on=on, **done
        )
    page = client.get("/files/10-1/timeline/").content.decode()
    assert "first words" in page
    assert page.count("a leaking roof") < 60
    assert f"before={today - timedelta(38)}" in page
    rest = client.get(f"/files/10-1/timeline/?before={today - timedelta(38)}").content.decode()
    assert page.count("a leaking roof") + rest.count("a leaking roof") == 60
    assert "first words" not in client.get("/files/10-1/timeline/?show=visit").content.decode()
    assert client.get("/files/10-1/timeline/?show=x&before=y").status_code == 200
    assert Entry.objects.filter(verb="looked", subject="10-1").count() >= 4


def test_the_search_finds_families_and_texts(cast: Cast, file: CaseFile, sign_in: Any) -> None:
    client = sign_in(cast.worker)
    client.post("/files/10-1/notes/", note("پسرشان در نانوایی کار می‌کند"))
    found = client.get("/search/?q=نانوايي").content.decode()
    assert "نانوایی کار" in found
    assert 'href="/files/10-1/timeline/"' in found
    part = client.get("/search/?q=نانوايي", HTTP_HX_REQUEST="true").content.decode()
    assert part.strip() in found
    assert 'href="/files/10-1/"' in client.get("/search/?q=حسيني").content.decode()
    assert 'href="/files/10-1/"' in client.get("/search/?q=۱۰-۱").content.decode()
    stranger = sign_in(cast.other_centre_head)
    for asked in ("نانوایی", "حسینی", "10-1"):
        page = stranger.get(f"/search/?q={asked}").content.decode()
        assert "/files/10-1/" not in page


def test_a_search_does_not_tell_that_a_discreet_family_exists(cast: Cast, file: CaseFile, sign_in: Any) -> None:
    sign_in(cast.worker).post("/files/10-1/notes/", note("نانوایی"))
    CaseFile.objects.update(discreet=True, keeper=cast.centre_head)
    client = sign_in(cast.supervisor)
    for asked in ("نانوایی", "حسینی"):
        assert "/files/10-1/" not in client.get(f"/search/?q={asked}").content.decode()


LETTERS = ["introduction", "blank", "summary", "filled"]


@pytest.mark.parametrize("kind", LETTERS)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_letters_are_made_and_told_to_the_journal(
    cast: Cast, file: CaseFile, sign_in: Any, kind: str, language: str
) -> None:
    now = timezone.now()
    done = {"state": "done", "done_on": now.date(), "done_at": now, "made_at": now, "planned_on": now.date()}
    Visit.objects.create(case_file=file, visitor=cast.worker, made_by=cast.worker, facts="#panic() $x$ ]", **done)
    data = {"kind": kind, f"{kind}-language": language, f"{kind}-to": "درمانگاه", f"{kind}-purpose": "#read(1)"}
    answer = sign_in(cast.worker).post("/files/10-1/letters/", data)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content[:5] == b"%PDF-"
    assert Entry.objects.get(verb="printed").details == {"letter": kind}
    assert Entry.objects.filter(verb="looked", subject="10-1").count() == 1


def test_what_cannot_be_written_is_said(cast: Cast, file: CaseFile, sign_in: Any) -> None:
    client = sign_in(cast.worker)
    page = "/files/10-1/letters/"
    assert client.post(page, {"kind": "introduction", "introduction-language": "fa"}).status_code == 422
    assert client.post(page, {"kind": "notice", "notice-language": "fa"}).status_code == 422
    assert client.post(page, {"kind": "filled", "filled-language": "fa"}).status_code == 422
    assert client.post(page, {"kind": "nothing"}).status_code == 422
    assert not Entry.objects.filter(verb="printed").exists()


def test_what_was_told_in_confidence_is_not_printed_for_those_who_do_not_read_it(
    cast: Cast, file: CaseFile, sign_in: Any
) -> None:
    client = sign_in(cast.admission_worker)
    assert 'value="summary"' not in client.get("/files/10-1/letters/").content.decode()
    assert client.post("/files/10-1/letters/", {"kind": "summary", "summary-language": "fa"}).status_code == 422
    CaseFile.objects.update(discreet=True, keeper=cast.centre_head)
    assert client.get("/files/10-1/letters/").status_code == 403
