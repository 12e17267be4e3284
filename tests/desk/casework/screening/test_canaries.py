"""Marks inside restricted answers, sections and sessions: who meets them, on any page, with any reason.

Nobody without the named posts meets the mark, and nobody learns that there is something to open.
"""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hamdeli.casework.models import CaseFile, Counselling, RestrictedNote, Screening
from hamdeli.casework.screening import access
from hamdeli.casework.screening.counselling import counsel
from hamdeli.casework.screening.restricting import restrict
from hamdeli.questionnaires.loading import load_defaults
from tests.casework.screening.making import CHILD, VIOLENT, screened
from tests.support.cast import Cast, case_file
from tests.support.crawling import crawl, text_of

MARKS = ("QSECRETWISH", "QSECRETFACTS", "QSECRETNOTE", "QSECRETTALK")
NAMED = {"county_head", "supervisor"}
WRITER = "worker"


@pytest.fixture
def file(cast: Cast) -> CaseFile:
    """A file of Mehr with two restricted screenings, a section by hand and a session, all of the worker."""
    load_defaults(at=timezone.now())
    today = timezone.localdate()
    file = case_file("F-1", cast.kashan, centre=cast.mehr, worker=cast.worker, aide=cast.volunteer, opened_on=today)
    common: dict[str, Any] = {"done_on": today, "today": today}
    screened(file, cast.worker, VIOLENT, key="a", **common)
    screened(file, cast.worker, CHILD, key="b", **common)
    restrict(case_file=file, subject="child", text="QSECRETNOTE", by=cast.worker, key="c", today=today)
    words: dict[str, Any] = {"topic": "grief", "group": False, "minutes": 30, "held_on": today}
    counsel(case_files=[file], text="QSECRETTALK", by=cast.worker, key="d", today=today, **words)
    return file


def opened(client: Client) -> str:
    """Return the text of every opening that the client can ask for, with a reason."""
    texts = []
    for kind, rows in (("screening", Screening.objects.all()), ("restricted", RestrictedNote.objects.all())):
        for row in rows:
            answer = client.post(f"/files/F-1/{kind}/{row.pk}/opening/", {"reason": "I should like to know"})
            texts.append(text_of(answer))
    for session in Counselling.objects.all():
        texts.append(text_of(client.post(f"/counselling/{session.pk}/opening/")))
    return "".join(texts)


def signed_in(user: Any) -> Client:
    """Return a client in which `user` is signed in."""
    client = Client()
    client.force_login(user)
    return client


def pages(client: Client) -> str:
    """Return the text of everything that links lead to, the room of the file and the lists included."""
    texts = [text for _address, text, _status in crawl(client)]
    texts += [text_of(client.get(address)) for address in ("/files/F-1/screening/", "/counselling/export/")]
    return "".join(texts)


def test_only_named_posts_and_the_writer_open_it(cast: Cast, file: CaseFile) -> None:
    for role, user in cast.staff.items():
        met = {mark for mark in MARKS if mark in opened(signed_in(user))}
        assert met == (set(MARKS) if role in NAMED | {WRITER} else set()), role


@pytest.mark.parametrize("role", ["volunteer", "county_head"])
def test_no_page_shows_what_is_sealed(cast: Cast, file: CaseFile, role: str) -> None:
    crawled = pages(signed_in(cast.staff[role]))
    assert not [mark for mark in MARKS if mark in crawled]


def test_others_do_not_learn_that_there_is_anything(cast: Cast, file: CaseFile) -> None:
    hints = ("/opening/", "محدود", "lock", "کودک در معرض خطر", "خشونت")
    for role in ("centre_head", "volunteer", "enquiring_worker", "admission_worker", "deputy"):
        page = signed_in(cast.staff[role]).get("/files/F-1/screening/")
        assert page.context["screenings"] == [], role
        assert page.context["notes"] == [], role
    reader = signed_in(cast.deputy).get("/files/F-1/screening/").content.decode()
    told = reader[reader.index("<main") :]
    assert not [hint for hint in hints if hint in told]
    knowing = signed_in(cast.county_head).get("/files/F-1/screening/").content.decode()
    assert "/opening/" in knowing


def test_a_planted_leak_is_found(cast: Cast, file: CaseFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "has_right", lambda user, case_file, right: True)
    monkeypatch.setattr(access, "sees_judgements", lambda user, case_file: True)
    client = signed_in(cast.volunteer)
    assert "QSECRETWISH" in opened(client)
    assert client.get("/files/F-1/screening/").context["notes"]


def test_a_writer_whose_post_ended_reads_nothing_more(cast: Cast, file: CaseFile) -> None:
    cast.worker.posts.update(until=timezone.now())
    assert not [mark for mark in MARKS if mark in opened(signed_in(cast.worker))]
