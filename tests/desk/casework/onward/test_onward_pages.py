"""Sending and answering through the pages; and that the other centre meets the sheet and nothing else."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hamdeli.casework.aiding.giving import give
from hamdeli.casework.models import Aid, CaseFile, CaseFileQuerySet, Onward
from hamdeli.casework.onward.answering import accept
from hamdeli.casework.onward.sharing import Sharing
from hamdeli.desk.casework.onward import answers
from hamdeli.journal.models import Entry
from tests.casework.aiding.making import gift
from tests.casework.onward.making import able, marked, sent
from tests.support.cast import Cast, case_file
from tests.support.crawling import crawl

CANARIES = ("QGIVEN", "QFAMILY", "989131112233", "۹۸۹۱۳۱۱۱۲۲۳۳", "10-901", "۱۰-۹۰۱")
KEY = "0" * 32


@pytest.fixture
def file(cast: Cast) -> CaseFile:
    """A marked family of Mehr; Noor can do social work."""
    able(cast.noor)
    return marked(cast)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.casework.onward.making.TODAY", timezone.localdate())


def form(**more: Any) -> dict[str, Any]:
    day = timezone.localdate() + timedelta(days=7)
    return {
        "speciality": "social_work",
        "asked_for": "counselling for a couple",
        "answer_by": day.isoformat(),
        "centre": "10-002",
        "idempotency_key": KEY,
        **more,
    }


def met(client: Client, extra: str = "") -> set[str]:
    """Return the canaries that a crawl from the first page meets."""
    texts = [text.upper() for _address, text, _status in crawl(client)]
    texts += [client.get(extra).content.decode().upper()] if extra else []
    return {mark for mark in CANARIES for text in texts if mark in text}


def test_the_sender_sees_what_the_other_will_see_before_it_is_sent(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    client = sign_in(cast.worker)
    page = client.post("/files/10-901/onward/new/", form(ages="on", asked_for="for Qgiven")).content.decode()
    sheet = page[page.index('name="send"') - 3000 : page.index('name="send"')]
    assert "۶" in sheet
    assert "qgiven" in sheet
    assert not Onward.objects.exists()
    for _time in range(3):
        answer = client.post("/files/10-901/onward/new/", form(ages="on", send="yes"))
        assert answer.status_code == 302
    onward = Onward.objects.get()
    assert (onward.receiver, onward.ages_shared, onward.name_shared) == (cast.noor, True, False)
    assert onward.code in client.get("/files/10-901/onward/").content.decode().translate(LATIN)


LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")


@pytest.mark.parametrize(
    "bad",
    [{"centre": ""}, {"centre": "10-001"}, {"centre": "16-001"}, {"asked_for": " "}, {"answer_by": "1399/01/01"}],
)
def test_a_bad_referral_is_not_sent(cast: Cast, sign_in: Any, file: CaseFile, bad: dict[str, str]) -> None:
    answer = sign_in(cast.worker).post("/files/10-901/onward/new/", form(send="yes", **bad))
    assert answer.status_code == 422
    assert not Onward.objects.exists()


def test_the_receiver_meets_the_sheet_and_never_the_file(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    onward = sent(cast, file)
    client = sign_in(cast.other_centre_head)
    page = f"/onward/{onward.code}/"
    assert "counselling for a couple" in client.get(page).content.decode()
    assert met(client, page) == set()
    for address in ("/files/10-901/", "/files/10-901/onward/", "/files/10-901/aid/"):
        assert client.get(address).status_code == 404


def test_a_planted_leak_is_found(cast: Cast, sign_in: Any, file: CaseFile, monkeypatch: pytest.MonkeyPatch) -> None:
    onward = sent(cast, file)
    monkeypatch.setattr(answers, "sees_file", lambda *_who: True)
    assert "10-901" in {
        mark.translate(LATIN) for mark in met(sign_in(cast.other_centre_head), f"/onward/{onward.code}/")
    }
    monkeypatch.setattr(CaseFileQuerySet, "visible_to", lambda self, user: self)
    assert "QFAMILY" in met(sign_in(cast.other_centre_head))


def test_a_shared_name_is_seen_while_the_referral_is_open_and_every_look_is_kept(
    cast: Cast, sign_in: Any, file: CaseFile
) -> None:
    onward = sent(cast, file, sharing=Sharing(name=True))
    client = sign_in(cast.other_centre_head)
    assert "Qgiven Qfamily" in client.get(f"/onward/{onward.code}/").content.decode()
    look = Entry.objects.filter(verb="looked").latest("number")
    assert (look.subject_kind, look.subject, look.actor) == ("onward", onward.code, "other-centre-head")
    data = {"reason": "too_far", "idempotency_key": KEY, "version": "1"}
    assert client.post(f"/onward/{onward.code}/refusal/", data).status_code == 302
    assert "Qgiven" not in client.get(f"/onward/{onward.code}/").content.decode()


def test_a_referral_goes_the_whole_way(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    onward = sent(cast, file)
    path = f"/onward/{onward.code}/"
    steps: tuple[tuple[Any, str, dict[str, str]], ...] = (
        (cast.other_centre_head, "question", {"words": "since when?"}),
        (cast.worker, "reply", {"words": "since spring"}),
        (cast.other_centre_head, "acceptance", {}),
        (cast.other_centre_head, "outcome", {"words": "six sessions"}),
    )
    for number, (who, noun, data) in enumerate(steps, 1):
        marks = {"version": str(number), "idempotency_key": f"{number:032}"}
        assert sign_in(who).post(f"{path}{noun}/", {**data, **marks}).status_code == 302, noun
    page = sign_in(cast.worker).get("/files/10-901/onward/").content.decode()
    assert "six sessions" in page
    late = sign_in(cast.worker).post(f"{path}withdrawal/", {"version": "5", "idempotency_key": KEY})
    assert late.status_code == 422


def test_the_specialised_centre_gives_and_hears_of_other_aid_only_kind_and_month(
    cast: Cast, sign_in: Any, file: CaseFile
) -> None:
    today = timezone.localdate()
    first = gift(on=today, source="QSOURCE")
    give(case_file=file, gift=first, centre=cast.mehr, giver=cast.worker, today=today)
    onward = sent(cast, file)
    accept(onward=onward, by=cast.other_centre_head, today=today)
    client = sign_in(cast.other_centre_head)
    asked = {"worth": "5", "quantity": "1", "source": "clinic", "given_on": today.isoformat()}
    stopped = client.post(f"/onward/{onward.code}/aid/", {**asked, "kind": "food", "idempotency_key": KEY})
    assert stopped.status_code == 422
    assert "سبد غذایی" in stopped.content.decode()
    for secret in (*CANARIES, "QSOURCE", "مرکز 10-001"):
        assert secret not in stopped.content.decode().upper()
    given = client.post(f"/onward/{onward.code}/aid/", {**asked, "kind": "medicine", "idempotency_key": "1" * 32})
    assert given.status_code == 302
    assert Aid.objects.get(kind__code="medicine").centre == cast.noor
    assert met(client, "/aid/") == set()


def test_the_list_of_both_sides(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    onward = sent(cast, file)
    for who, box in ((cast.worker, "sent"), (cast.other_centre_head, "received")):
        client = sign_in(who)
        shown = client.get("/onward/", {"box": box}).content.decode()
        assert re.findall(r'href="/onward/(R-\d+)/"', shown) == [onward.code]
        other = {"sent": "received", "received": "sent"}[box]
        assert onward.code not in client.get("/onward/", {"box": other}).content.decode()
        assert (
            client.get("/onward/", {"q": onward.code[2:6], "state": "sent"}).content.decode().count("/onward/R-") == 1
        )


def test_the_centres_are_listed_by_distance(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    able(cast.natanz_centre)
    client = sign_in(cast.worker)
    page = client.get("/files/10-901/onward/centres/", {"speciality": "social_work"}).content.decode()
    assert page.index("10-002") < page.index("10-003")
    assert "10-003" not in client.get("/files/10-901/onward/centres/", {"speciality": "health"}).content.decode()


def test_as_many_queries_for_many_as_for_few(cast: Cast, sign_in: Any) -> None:
    able(cast.noor)
    client, counts = sign_in(cast.worker), []
    for number in range(12):
        sent(cast, case_file(f"F-{number}", cast.kashan, centre=cast.mehr))
        if number in (1, 11):
            client.get("/onward/")
            with CaptureQueriesContext(connection) as queries:
                client.get("/onward/")
            counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_sheet_with_a_name_in_its_words_does_not_say_that_nothing_tells(
    cast: Cast, sign_in: Any, file: CaseFile
) -> None:
    client = sign_in(cast.worker)
    client.cookies["hamdeli-language"] = "en"
    named = client.post("/files/10-901/onward/new/", form(asked_for="for Qgiven")).content.decode()
    assert "These words are also names in the family" in named
    assert "Nothing here tells who the family is." not in named
    plain = client.post("/files/10-901/onward/new/", form()).content.decode()
    assert "Nothing here tells who the family is." in plain
