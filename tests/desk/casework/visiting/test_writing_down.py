"""The form of a visit: what is filled in is stored, what is wrong is said, what is large is not read."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from hamdeli.accounts.models import Post
from hamdeli.casework.models import CaseFile, Decision, OtherForm, Photo, Task, Visit
from hamdeli.journal.models import Entry
from hamdeli.questionnaires.models import Edition, Questionnaire
from tests.casework.visiting.making import bytes_of_picture, file_of, planned
from tests.support.cast import Cast

KEY = {"idempotency_key": "0123456789abcdef0123456789abcdef"}
FILLED: dict[str, Any] = {
    "facts": "دیوار نم دارد",
    "done_on": "",
    "outcome": "give_aid",
    "reason": "give_aid.food",
    **KEY,
}


@pytest.fixture
def visit(cast: Cast) -> Visit:
    """A visit of Dara's, planned for today."""
    today = timezone.localdate()
    return planned(cast, file_of(cast), day=today, today=today)


def filled(**more: Any) -> dict[str, Any]:
    """Return the form of a visit of today."""
    return FILLED | {"done_on": timezone.localdate().isoformat()} | more


def form_of(visit: Visit) -> str:
    return f"/files/F-1/visits/{visit.pk}/form/"


def test_a_visit_is_stored_with_its_decision_task_and_photo(cast: Cast, sign_in: Any, visit: Visit) -> None:
    client = sign_in(cast.worker)
    due = timezone.localdate() + timedelta(days=9)
    task = {"task_1": "پیگیری بیمه", "task_1_owner": "centre-head", "task_1_due": due.isoformat()}
    photo = {"photos": SimpleUploadedFile("a.jpg", bytes_of_picture()), "photo_shows": "دیوار"}
    data = filled(**task, **photo, photo_consent="زهرا", sooner="7")
    assert client.post(form_of(visit), data).status_code == 302
    visit.refresh_from_db()
    decision = Decision.objects.get()
    assert (visit.state, decision.outcome, decision.reason) == ("done", "give_aid", "food")
    assert (Task.objects.get().owner, Photo.objects.get().face) == (cast.centre_head, False)
    assert CaseFile.objects.get().next_visit_on == timezone.localdate() + timedelta(days=7)
    page = client.get(f"/files/F-1/visits/{visit.pk}/").content.decode()
    assert "دیوار نم دارد" in page
    assert "پیگیری بیمه" in page


def test_the_same_form_from_five_tabs_is_one_visit(cast: Cast, sign_in: Any, visit: Visit) -> None:
    client = sign_in(cast.worker)
    for tab in range(5):
        for _time in range(2):
            answer = client.post(form_of(visit), filled(idempotency_key=f"{tab:032}"))
            assert answer.status_code == 302
    assert (Decision.objects.count(), OtherForm.objects.count()) == (1, 0)
    page = client.post(form_of(visit), filled(facts="خانه تعمیر شده است"), follow=True)
    assert OtherForm.objects.count() == 1
    assert "خانه تعمیر شده است" in page.content.decode()
    assert "دیوار نم دارد" in page.content.decode()
    other = OtherForm.objects.get()
    settled = client.post(f"/files/F-1/visits/{visit.pk}/other-forms/{other.pk}/", {"how": "نخستین درست است"})
    assert settled.status_code == 302
    other.refresh_from_db()
    assert other.settled_by == cast.worker


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"facts": ""}, "id_facts"),
        ({"done_on": "1404/13/01"}, "id_done_on"),
        ({"done_on": "2099-01-01"}, "id_done_on"),
        ({"done_on": "1390/01/01"}, ""),
        ({"outcome": ""}, ""),
        ({"outcome": "client", "reason": "client.stable"}, ""),
        ({"reason": "give_aid.violence"}, ""),
        ({"reason": "continue.stable"}, ""),
        ({"reason": ""}, ""),
        ({"task_1": "x"}, "id_task_1_due"),
        ({"photos": SimpleUploadedFile("a.jpg", b"MZ no picture"), "photo_shows": "x", "photo_consent": "x"}, ""),
        ({"photos": SimpleUploadedFile("a.jpg", bytes_of_picture())}, "id_photo_consent"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    cast: Cast, sign_in: Any, visit: Visit, changed: dict[str, Any], field: str
) -> None:
    answer = sign_in(cast.worker).post(form_of(visit), filled(**changed))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'role="alert"' in page or "h-error" in page
    assert not field or f'href="#{field}"' in page
    assert changed.get("facts") == "" or "دیوار نم دارد" in page
    assert not Decision.objects.exists()


def test_a_photo_of_fifty_megabytes_is_refused_with_a_sentence(cast: Cast, sign_in: Any, visit: Visit) -> None:
    large = io.BytesIO(b"\xff\xd8\xff" + bytes(50 * 1024 * 1024))
    large.name = "large.jpg"
    data = filled(photos=large, photo_shows="x", photo_consent="x")
    answer = sign_in(cast.worker).post(form_of(visit), data)
    assert answer.status_code == 422
    assert "۱۰ مگابایت" in answer.content.decode()
    assert Visit.objects.get().state == "planned"


def test_observations_are_asked_and_checked_unless_nobody_was_met(cast: Cast, sign_in: Any, visit: Visit) -> None:
    question = {"code": "roof", "kind": "yes_no", "text": {"fa": "سقف سالم است؟", "en": "Roof?"}, "required": True}
    content = {"sections": [{"code": "s", "title": {"fa": "خانه"}, "questions": [question]}], "levels": [], "signs": []}
    asked = Questionnaire.objects.create(code="v", purpose="visit", title_fa="x", title_en="x")
    edition = Edition.objects.create(
        questionnaire=asked, number=1, content=content, digest="0" * 64, published_at=timezone.now()
    )
    client = sign_in(cast.worker)
    assert "data-questionnaire" in client.get(form_of(visit)).content.decode()
    assert client.post(form_of(visit), filled(edition=edition.pk)).status_code == 422
    assert client.post(form_of(visit), filled(edition=edition.pk, **{"q-roof": "maybe"})).status_code == 422
    assert client.post(form_of(visit), filled(edition=edition.pk, **{"q-roof": "no"})).status_code == 302
    visit.refresh_from_db()
    assert (visit.edition, visit.answers) == (edition, {"roof": "no"})
    page = client.get(f"/files/F-1/visits/{visit.pk}/").content.decode()
    assert "سقف سالم است؟" in page
    again = planned(cast, CaseFile.objects.get(), day=timezone.localdate(), today=timezone.localdate(), key="again")
    data = filled(edition=edition.pk, outcome="not_met", reason="not_met.absent")
    assert client.post(form_of(again), data).status_code == 302
    again.refresh_from_db()
    assert again.edition is None


def test_whose_post_ended_this_morning_is_stopped_at_the_door(cast: Cast, sign_in: Any, visit: Visit) -> None:
    client = sign_in(cast.worker)
    assert client.get(form_of(visit)).status_code == 200
    Post.objects.filter(user=cast.worker).update(until=timezone.now())
    assert client.get(form_of(visit)).status_code == 403
    assert client.post(form_of(visit), filled()).status_code == 403
    assert not Decision.objects.exists()


def test_a_photo_is_seen_only_with_a_record_of_the_look(cast: Cast, sign_in: Any, visit: Visit) -> None:
    photo = {"photos": SimpleUploadedFile("a.png", bytes_of_picture("PNG")), "photo_shows": "x", "photo_consent": "x"}
    client = sign_in(cast.worker)
    assert client.post(form_of(visit), filled(**photo)).status_code == 302
    address = f"/files/F-1/visits/{visit.pk}/photos/{Photo.objects.get().pk}/"
    answer = client.get(address)
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/png", "no-store")
    assert Entry.objects.filter(verb="looked", subject_kind="photo", subject="F-1", actor="worker").count() == 1
    assert sign_in(cast.other_centre_head).get(address).status_code == 404


def test_at_the_door_a_visit_is_begun_in_one_tap(cast: Cast, sign_in: Any) -> None:
    file_of(cast)
    client = sign_in(cast.worker)
    first = client.post("/files/F-1/visits/now/", KEY)
    second = client.post("/files/F-1/visits/now/", {"idempotency_key": "other"})
    assert first.status_code == 302
    assert first["Location"] == second["Location"]
    assert Visit.objects.count() == 1
    helped = sign_in(cast.volunteer).post("/files/F-1/visits/now/", {"idempotency_key": "v"})
    assert helped["Location"] == "/files/F-1/visits/"
