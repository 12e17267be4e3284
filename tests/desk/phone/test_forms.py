"""What phones send: each form becomes one record, or waits for a person; nobody reads another's."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from hamdeli.accounts.models import User
from hamdeli.casework.models import Submission, Visit
from hamdeli.journal.models import Entry
from tests.desk.phone.making import form, planned, sealed, send
from tests.support.cast import Cast


@pytest.fixture
def client_of(sign_in: Any) -> Any:
    return sign_in


def test_a_form_of_sixty_days_ago_becomes_one_visit_however_often_it_comes(cast: Cast, client_of: Any) -> None:
    visit, client = planned(cast), client_of(cast.worker)
    answers = [send(client, form(visit)).json() for _ in range(5)]
    assert answers == [{"key": form(visit)["key"], "state": "stored", "fault": ""}] * 5
    visit.refresh_from_db()
    assert (visit.state, visit.decisions.count(), Submission.objects.count()) == ("done", 1, 1)


def test_a_visit_told_otherwise_is_kept_and_overwrites_nothing(cast: Cast, client_of: Any) -> None:
    visit, client = planned(cast), client_of(cast.worker)
    send(client, form(visit))
    ways = client.get("/").content.decode()
    assert ('href="/phone/"' in ways, 'href="/phone/kept/"' in ways) == (True, False)
    other = form(visit, key="another-key-of-the-other-tab", body={"facts": "کسی در خانه نبود."})
    assert send(client, other).json()["fault"] == "told_otherwise"
    visit.refresh_from_db()
    assert visit.facts == "خانه گرم بود."
    assert 'href="/phone/kept/"' in client.get("/").content.decode()
    page = client.get("/phone/kept/").content.decode()
    assert visit.case_file.code.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")) in page
    kept = Submission.objects.get(state="kept")
    assert "کسی در خانه نبود." in client.get(f"/phone/kept/{kept.pk}/").content.decode()
    assert client.post(f"/phone/kept/{kept.pk}/answer/", {"reason": ""}).status_code == 422
    assert client.post(f"/phone/kept/{kept.pk}/answer/", {"reason": "نوشته شد"}).status_code == 302
    assert Entry.objects.filter(verb="set_form_aside").exists()


def test_the_form_of_somebody_whose_post_ended_is_kept_for_the_head(cast: Cast, client_of: Any) -> None:
    visit = planned(cast)
    cast.worker.posts.update(until=cast.worker.posts.get().since)
    client = client_of(cast.worker)
    assert send(client, form(visit)).json()["state"] == "kept"
    assert client.get("/phone/kept/").status_code == 403
    assert "علی" not in client_of(cast.other_centre_head).get("/phone/kept/").content.decode()
    kept = Submission.objects.get()
    assert client_of(cast.centre_head).get(f"/phone/kept/{kept.pk}/").status_code == 200
    assert client_of(cast.other_centre_head).get(f"/phone/kept/{kept.pk}/").status_code == 404


def test_its_author_tries_again_when_the_post_is_back(cast: Cast, client_of: Any) -> None:
    visit, post = planned(cast), cast.worker.posts.get()
    cast.worker.posts.update(until=post.since)
    send(client_of(cast.worker), form(visit))
    kept = Submission.objects.get()
    assert "/again/" not in client_of(cast.centre_head).get(f"/phone/kept/{kept.pk}/").content.decode()
    assert client_of(cast.centre_head).post(f"/phone/kept/{kept.pk}/again/").status_code == 422
    cast.worker.posts.update(until=None)
    client = client_of(User.objects.get(pk=cast.worker.pk))
    assert "/again/" in client.get(f"/phone/kept/{kept.pk}/").content.decode()
    assert client.post(f"/phone/kept/{kept.pk}/again/").status_code == 302
    visit.refresh_from_db()
    kept.refresh_from_db()
    assert (visit.state, visit.facts, kept.state) == ("done", "خانه گرم بود.", "stored")
    assert client.post(f"/phone/kept/{kept.pk}/again/").status_code == 404


def test_what_still_stands_in_the_way_is_said(cast: Cast, client_of: Any) -> None:
    visit, client = planned(cast), client_of(cast.worker)
    send(client, form(visit, body={"facts": ""}))
    kept = Submission.objects.get()
    assert kept.outcome["fault"] == "facts_missing"
    assert client.post(f"/phone/kept/{kept.pk}/again/").status_code == 422
    kept.refresh_from_db()
    visit.refresh_from_db()
    assert (kept.state, visit.state, Submission.objects.count()) == ("kept", "planned", 1)


def test_what_was_told_twice_is_not_tried_again(cast: Cast, client_of: Any) -> None:
    visit, client = planned(cast), client_of(cast.worker)
    send(client, form(visit))
    send(client, form(visit, key="another-key-of-the-other-tab", body={"facts": "کسی در خانه نبود."}))
    kept = Submission.objects.get(state="kept")
    assert client.post(f"/phone/kept/{kept.pk}/again/").status_code == 422
    assert Submission.objects.filter(state="kept").count() == 1


@pytest.mark.parametrize(
    ("changed", "status"),
    [({"text": "AAAA"}, 422), ({"number": 99}, 422), ({"wrapped": 5}, 422), ({"nonce": "!"}, 422)],
)
def test_what_was_changed_on_the_way_is_refused(cast: Cast, client_of: Any, changed: Any, status: int) -> None:
    reply = send(client_of(cast.worker), form(planned(cast)), **changed)
    assert (reply.status_code, Submission.objects.count()) == (status, 0)


@pytest.mark.parametrize("wrong", [{"user": 0}, {"key": "short"}, {"finished_at": "yesterday"}, {"body": None}])
def test_what_is_no_form_of_this_user_is_refused(cast: Cast, client_of: Any, wrong: Any) -> None:
    plain = {**form(planned(cast)), **wrong}
    assert send(client_of(cast.worker), plain).status_code == 422
    assert not Submission.objects.exists()


def test_the_worklist_tells_only_of_own_visits_and_each_counts_as_a_look(cast: Cast, client_of: Any) -> None:
    visit = planned(cast)
    told = client_of(cast.worker).get("/phone/worklist/").json()
    assert [each["file"] for each in told["visits"]] == [visit.case_file.code]
    assert Entry.objects.filter(verb="looked", actor="worker").exists()
    for other in (cast.volunteer, cast.centre_head):
        assert client_of(other).get("/phone/worklist/").json()["visits"] == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("on_disk")
def test_fifty_at_once_are_one_visit(cast: Cast) -> None:
    visit = planned(cast)
    plain = sealed(form(visit))

    def post(_number: int) -> str:
        client = Client()
        client.force_login(cast.worker)
        try:
            return str(client.post("/phone/forms/", plain, content_type="application/json").json()["state"])
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(post, range(50))) == {"stored"}
    assert Visit.objects.get().decisions.count() == Submission.objects.count() == 1
