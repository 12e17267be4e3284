"""A centre's inbox, and its answers."""

import re
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hamdeli.casework.models import CaseFile
from hamdeli.delegation.models import Mandate
from hamdeli.journal.models import Entry
from tests.delegation.making import files_of, handed, only_mandate
from tests.support.cast import Cast

INBOX = "/handed-over/"


def codes(page: Any) -> list[str]:
    return re.findall(r'href="/files/([0-9A-Z\-]+)/"', page.content.decode())


def keys(*files: CaseFile) -> list[int]:
    return [only_mandate(file).pk for file in files]


def test_the_inbox_shows_what_waits_for_the_centre_the_most_urgent_first(cast: Cast, sign_in: Any) -> None:
    first, second, other, done = files_of(cast, 4)
    CaseFile.objects.filter(pk=second.pk).update(priority=5)
    handed(cast, [first, second], cast.mehr)
    handed(cast, [other], cast.noor)
    handed(cast, [done], cast.mehr, accepted=True)
    page = sign_in(cast.centre_head).get(INBOX)
    assert codes(page) == ["F-00002", "F-00001"]
    assert "زهرا حسینی" in page.content.decode()
    look = Entry.objects.get(verb="looked")
    assert look.details["subjects"] == ["F-00002", "F-00001"]
    assert codes(sign_in(cast.centre_head).get(INBOX, {"priority": "5"})) == ["F-00002"]
    assert codes(sign_in(cast.centre_head).get(INBOX, {"q": "f-00001"})) == ["F-00001"]
    assert codes(sign_in(cast.centre_head).get(INBOX, {"need": "health"})) == []


def test_the_fragment_is_the_list_of_the_page(cast: Cast, sign_in: Any) -> None:
    handed(cast, files_of(cast, 2), cast.mehr)
    client = sign_in(cast.worker)
    fragment = client.get(INBOX, headers={"HX-Request": "true"}).content.decode()
    hidden = r'value="[\w-]{64}"'
    whole = re.sub(hidden, "", client.get(INBOX).content.decode())
    assert re.sub(hidden, "", fragment).strip() in whole


def test_as_many_queries_for_many_files_as_for_few(cast: Cast, sign_in: Any) -> None:
    cast.mehr.capacity = 100
    cast.mehr.save()
    client = sign_in(cast.centre_head)
    counts = []
    for first, count in ((1, 2), (100, 60)):
        handed(cast, files_of(cast, count, first), cast.mehr)
        client.get(INBOX)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(INBOX)
        counts.append(len(queries))
    assert len(codes(page)) == 50
    assert counts[0] == counts[1]


def test_chosen_files_are_accepted(cast: Cast, sign_in: Any) -> None:
    first, second = files_of(cast, 2)
    handed(cast, [first, second], cast.mehr)
    sign_in(cast.centre_head).post(f"{INBOX}acceptance/", {"mandates": keys(first)})
    assert (only_mandate(first).state, only_mandate(second).state) == ("accepted", "offered")
    entry = Entry.objects.get(verb="accepted")
    assert (entry.subject, entry.actor) == (first.code, "centre-head")


def test_all_that_was_seen_is_accepted_and_nothing_that_came_later(cast: Cast, sign_in: Any) -> None:
    first, second, later = files_of(cast, 3)
    handed(cast, [first, second], cast.mehr)
    seen = max(keys(first, second))
    handed(cast, [later], cast.mehr)
    sign_in(cast.centre_head).post(f"{INBOX}acceptance/", {"all": "1", "centre": "10-001", "up_to": seen})
    assert [only_mandate(file).state for file in (first, second, later)] == ["accepted", "accepted", "offered"]
    entry = Entry.objects.get(verb="accepted")
    assert (entry.subject, entry.details["files"]) == ("10-001", [first.code, second.code])


def test_declined_files_go_back_to_the_pool_with_the_reason(cast: Cast, sign_in: Any) -> None:
    files = files_of(cast, 2)
    handed(cast, files, cast.mehr)
    chosen = {"mandates": keys(*files)}
    client = sign_in(cast.centre_head)
    asked = client.post(f"{INBOX}refusal/reason/", chosen)
    assert asked.status_code == 200
    assert Mandate.objects.filter(state="offered").count() == 2
    client.post(f"{INBOX}refusal/", chosen | {"reason": "other", "note": "the road is closed"})
    declined = Mandate.objects.filter(
        state="declined", reason="other", note="the road is closed", ended_by="centre-head"
    )
    assert declined.count() == 2
    assert CaseFile.objects.waiting().count() == 2


def test_declining_needs_a_reason_and_another_reason_needs_words(cast: Cast, sign_in: Any) -> None:
    (file,) = files_of(cast, 1)
    handed(cast, [file], cast.mehr)
    client = sign_in(cast.centre_head)
    for bad in ({}, {"reason": "whatever"}, {"reason": "other", "note": " "}):
        assert client.post(f"{INBOX}refusal/", {"mandates": keys(file)} | bad).status_code == 422
    assert only_mandate(file).state == "offered"


def test_the_second_to_answer_is_told_who_was_first_and_when(cast: Cast, sign_in: Any) -> None:
    first, second = files_of(cast, 2)
    handed(cast, [first, second], cast.mehr)
    client = sign_in(cast.centre_head)
    both = {"mandates": keys(first, second)}
    client.post(f"{INBOX}acceptance/", {"mandates": keys(first)})
    page = client.post(f"{INBOX}refusal/", both | {"reason": "no_capacity"}, follow=True).content.decode()
    assert "centre-head" in page
    assert only_mandate(second).state == "offered"


def test_files_of_another_centre_cannot_be_answered(cast: Cast, client: Client, sign_in: Any) -> None:
    mine, theirs = files_of(cast, 2)
    handed(cast, [mine], cast.mehr)
    handed(cast, [theirs], cast.noor)
    client = sign_in(cast.centre_head)
    assert client.post(f"{INBOX}acceptance/", {"mandates": keys(mine, theirs)}).status_code == 404
    for bad in ({}, {"mandates": "x"}, {"mandates": "9" * 30}, {"all": "1", "centre": "10-002", "up_to": "9"}):
        assert client.post(f"{INBOX}acceptance/", bad).status_code == 404
    assert only_mandate(mine).state == "offered"


def test_a_long_list_is_paged_by_key(cast: Cast, sign_in: Any) -> None:
    cast.mehr.capacity = 100
    cast.mehr.save()
    handed(cast, files_of(cast, 60), cast.mehr)
    client = sign_in(cast.centre_head)
    page = client.get(INBOX)
    (following,) = re.findall(r'rel="next" href="([^"]+)"', page.content.decode())
    rest = client.get(INBOX + following.replace("&amp;", "&"))
    assert len(codes(page)) + len(codes(rest)) == 60
    assert not set(codes(page)) & set(codes(rest))
