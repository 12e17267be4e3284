"""The pages of the journal through HTTP: the list, its search, the proof, the head."""

import re
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamdeli.config.guards import GUARDS
from hamdeli.journal.actors import SYSTEM, Actor
from hamdeli.journal.guards import lower_guards, raise_guards
from hamdeli.journal.models import Entry, Head
from hamdeli.journal.writing import record_look, write
from tests.support.cast import Cast

BAHRAM = Actor("county-head", "county_head@1003")
FILES = [f"10-{number:06}" for number in range(50)]


def numbers(page: bytes) -> list[int]:
    return [int(number) for number in re.findall(r'href="/journal/(\d+)/"', page.decode())]


def text_of(page: bytes) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.decode()))


@pytest.fixture
def told(cast: Cast) -> Cast:
    """Three entries: a look through a list, a change of a centre, an answer for two files."""
    cast.county_head.name_fa, cast.county_head.name_en = "بهرام کریمی", "Bahram Karimi"
    cast.county_head.save()
    record_look(actor=BAHRAM, kind="case_file", subjects=FILES)
    write(
        actor=SYSTEM,
        verb="described",
        kind="centre",
        subject="C-10-001",
        details={"changes": {"capacity": ["10", "9"]}},
    )
    files = ["10-000007", "10-999999"]
    write(
        actor=BAHRAM, verb="declined", kind="centre", subject="C-10-002", reason="not_found", details={"files": files}
    )
    return cast


def test_the_list_says_who_did_what_to_what(told: Cast, sign_in: Any) -> None:
    client = sign_in(told.auditor)
    page = client.get("/journal/")
    assert numbers(page.content) == [3, 2, 1]
    persian = text_of(page.content)
    assert "۵۰ پرونده" in persian
    assert "بهرام کریمی ( county-head )" in persian
    assert "خانواده پیدا نشد" in persian
    client.cookies["hamdeli-language"] = "en"
    english = text_of(client.get("/journal/").content)
    assert "50 files" in english
    assert "Bahram Karimi ( county-head )" in english


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("10-000007", [3, 1]),
        ("۱۰-۰۰۰۰۰۷", [3, 1]),
        (" ١٠-٠٠٠٠٠٧ ", [3, 1]),
        ("10-00000", []),
        ("c-۱۰-۰۰۱", [2]),
        ("10-99999_", []),
        ("%", []),
        ('"', []),
        ("", [3, 2, 1]),
    ],
)
def test_search_finds_whole_codes_as_the_screen_shows_them(
    told: Cast, sign_in: Any, asked: str, found: list[int]
) -> None:
    assert numbers(sign_in(told.auditor).get("/journal/", {"q": asked}).content) == found


def test_filters_by_verb_and_by_person(told: Cast, sign_in: Any) -> None:
    client = sign_in(told.auditor)
    assert numbers(client.get("/journal/?verb=declined").content) == [3]
    assert numbers(client.get("/journal/?actor=county-head").content) == [3, 1]
    assert numbers(client.get("/journal/", {"actor": "بهرام"}).content) == [3, 1]
    assert numbers(client.get("/journal/", {"actor": "nobody"}).content) == []


def test_the_page_of_an_entry_shows_every_file_of_a_list(told: Cast, sign_in: Any) -> None:
    client = sign_in(told.auditor)
    client.cookies["hamdeli-language"] = "en"
    page = text_of(client.get("/journal/1/").content)
    assert all(code in page for code in FILES)
    assert "Capacity: 10 → 9" in text_of(client.get("/journal/2/").content)


def test_the_proof_is_sound_until_an_entry_is_changed(told: Cast, sign_in: Any) -> None:
    client = sign_in(told.auditor)
    client.cookies["hamdeli-language"] = "en"
    assert "The chain is whole" in client.post("/journal/proof/").content.decode()
    lower_guards(GUARDS)
    try:
        Entry.objects.filter(number=2).update(subject="C-10-009")
    finally:
        raise_guards(GUARDS)
    broken = text_of(client.post("/journal/proof/").content)
    assert "The chain is broken" in broken
    assert "number 2" in broken
    assert "it was changed" in client.get("/journal/2/").content.decode()
    assert "it was changed" not in client.get("/journal/1/").content.decode()


def test_a_head_that_was_carried_away_convicts_a_chain_written_anew(told: Cast, sign_in: Any) -> None:
    client = sign_in(told.auditor)
    client.cookies["hamdeli-language"] = "en"
    digest = Entry.objects.get(number=2).digest
    right = client.post("/journal/proof/", {"number": "2", "digest": digest})
    wrong = client.post("/journal/proof/", {"number": "2", "digest": "0" * 63 + "1"})
    unread = client.post("/journal/proof/", {"number": "2", "digest": "nonsense"})
    assert "The chain is whole" in right.content.decode()
    assert "The chain is broken" in wrong.content.decode()
    assert "could not be read" in unread.content.decode()


def test_the_head_names_its_time_zone(told: Cast, sign_in: Any) -> None:
    answer = sign_in(told.auditor).get("/journal/head.txt")
    moment, zone, number, digest = answer.content.decode().split()
    assert datetime.fromisoformat(moment).utcoffset() is not None
    assert (moment[-6:], zone) == ("+03:30", "Asia/Tehran")
    assert (int(number), digest) == (3, Head.objects.get().digest)
    assert "journal-head.txt" in answer["Content-Disposition"]


def test_many_entries_of_many_people_ask_as_often_as_few(
    told: Cast, sign_in: Any, django_assert_num_queries: Any
) -> None:
    client = sign_in(told.auditor)
    client.get("/journal/")
    with CaptureQueriesContext(connection) as few:
        client.get("/journal/")
    for number in range(60):
        write(actor=Actor(list(told.staff)[number % 10], ""), verb="described", kind="centre", subject=f"10-{number}")
    with django_assert_num_queries(len(few)):
        assert len(numbers(client.get("/journal/").content)) == 50


def test_the_fragment_is_what_the_page_holds(told: Cast, sign_in: Any) -> None:
    client = sign_in(told.auditor)
    full = client.get("/journal/").content.decode()
    fragment = client.get("/journal/", headers={"hx-request": "true"}).content.decode()
    assert fragment.strip() in full
