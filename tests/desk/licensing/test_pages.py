"""The pages about licences: the whole way to a revocation, lists, the page that anyone opens, exports on probation."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hamdeli.centres.licensing.giving import give
from hamdeli.centres.licensing.policy import POLICY
from hamdeli.centres.models import Appeal, Centre, LicenceTerm, Measure
from hamdeli.journal.models import Entry
from hamdeli.proposals.models import Proposal
from tests.desk.licensing.deciding import ENGLISH, REVOCATION, decided, text
from tests.support.cast import Cast, centre

TODAY = timezone.localdate()


@pytest.fixture
def term(cast: Cast) -> LicenceTerm:
    begins, ends = TODAY - timedelta(days=690), TODAY + timedelta(days=40)
    return give(centre=cast.mehr, kind="full", begins=begins, ends=ends, by=cast.participation, key="term")


def test_a_centre_that_stays_has_no_transfer(cast: Cast, sign_in: Any) -> None:
    answer = sign_in(cast.deputy).post("/centres/10-001/licence/transfer/", {"idempotency_key": "t"}, follow=True)
    assert answer.status_code == 200
    assert not Proposal.objects.exists()


def test_who_proposed_does_not_decide_and_the_form_says_so(cast: Cast, sign_in: Any) -> None:
    browser = sign_in(cast.participation)
    browser.post("/centres/10-001/licence/measure/", REVOCATION)
    made = Measure.objects.get()
    answer = browser.post(f"/licences/measures/{made.pk}/decision/", {"version": made.version}, headers=ENGLISH)
    assert answer.status_code == 422
    assert "second person" in text(answer)
    assert "Decide: revocation" not in text(browser.get("/centres/10-001/licence/", headers=ENGLISH))


def test_the_second_of_two_who_decide_is_told(cast: Cast, sign_in: Any) -> None:
    made = decided(cast, sign_in)
    again = sign_in(cast.participation).post(f"/licences/measures/{made.pk}/decision/", {"version": 1}, headers=ENGLISH)
    assert again.status_code == 422
    assert "Somebody else was faster" in text(again)


def test_an_appeal_is_made_and_granted_by_the_desk(cast: Cast, sign_in: Any) -> None:
    made = decided(cast, sign_in)
    for _twice in range(2):
        answer = sign_in(cast.centre_head).post(
            f"/licences/measures/{made.pk}/appeal/", {"words": "not so", "idempotency_key": "a"}
        )
        assert answer.status_code == 302
    appeal = Appeal.objects.get()
    told = sign_in(cast.director).get("/licences/appeals/?state=made", headers=ENGLISH)
    assert cast.mehr.name in text(told)
    outcome = {"outcome": "overturn", "decision": "the visits were on a holiday", "version": appeal.version}
    assert sign_in(cast.director).post(f"/licences/appeals/{appeal.pk}/", outcome).status_code == 302
    assert Centre.objects.get(pk=cast.mehr.pk).licence == "active"


def test_a_licence_is_given_and_renewed_with_persian_days(cast: Cast, sign_in: Any, term: LicenceTerm) -> None:
    browser = sign_in(cast.participation)
    days = {"begins": "۱۴۰۵/۰۱/۰۱", "ends": "۱۴۰۶/۱۲/۲۹", "idempotency_key": "g"}
    assert browser.post("/centres/10-002/licence/giving/", days).status_code == 302
    made = LicenceTerm.objects.get(centre=cast.noor)
    assert (made.begins, made.number) == (date(2026, 3, 21), "10-002/1405/0001")
    again = browser.post("/centres/10-002/licence/giving/", days | {"idempotency_key": "h"}, headers=ENGLISH)
    assert again.status_code == 422
    assert "is valid until" in text(again)
    assert sign_in(cast.centre_head).post("/centres/10-001/licence/renewal-request/", {}).status_code == 302
    assert "Renew the licence" in text(sign_in(cast.participation).get("/centres/10-001/licence/", headers=ENGLISH))
    end = {"ends": (TODAY + timedelta(days=700)).isoformat(), "idempotency_key": "r"}
    assert browser.post("/centres/10-001/licence/renewal/", end).status_code == 302
    assert LicenceTerm.objects.filter(centre=cast.mehr).count() == 2


def test_anyone_checks_a_licence_and_learns_nothing_else(cast: Cast, term: LicenceTerm) -> None:
    anyone = Client()
    page = anyone.get(f"/licences/{term.token}/", headers=ENGLISH)
    assert page.status_code == 200
    assert "it is valid today" in text(page)
    assert "10-001/" in text(page)
    assert "participation" not in text(page)
    Centre.objects.filter(pk=cast.mehr.pk).update(licence="suspended")
    assert "not valid today" in text(anyone.get(f"/licences/{term.token}/", headers=ENGLISH))


def test_an_unknown_code_is_answered_in_words_for_a_citizen(cast: Cast, client: Client) -> None:
    told = {"en": "There is no such licence", "fa": "چنین مجوزی وجود ندارد"}
    for language, words in told.items():
        answer = client.get("/licences/forged/", headers={"accept-language": language})
        assert answer.status_code == 404
        assert words in text(answer)
        assert "no-store" in answer["Cache-Control"]


def test_a_paper_that_was_replaced_says_so_and_names_the_speciality(cast: Cast, client: Client) -> None:
    ends = TODAY + timedelta(days=80)
    new = centre("10-050", cast.kashan, licence="provisional", kind="specialised", specialities=("social_work",))
    common: Any = {"centre": new, "begins": TODAY, "ends": ends, "by": cast.participation}
    paper = give(kind="provisional", key="a", **common)
    give(kind="full", key="b", **common)
    page = text(client.get(f"/licences/{paper.token}/", headers=ENGLISH))
    assert "replaced by the licence" in page
    assert "expired" not in page
    assert "Valid until" not in page
    assert "specialised centre: social work" in page


def test_the_page_tells_the_ceiling_of_probation_from_the_capacity(cast: Cast, sign_in: Any) -> None:
    new = centre("10-050", cast.kashan, licence="provisional", capacity=150)
    ends = TODAY + timedelta(days=700)
    give(centre=new, kind="full", begins=TODAY, ends=ends, by=cast.participation, key="g")
    for address in ("/centres/10-050/licence/", "/centres/10-050/"):
        page = text(sign_in(cast.participation).get(address, headers=ENGLISH))
        assert "0; at most 75 during probation, capacity 150" in page


def test_the_printed_licence_is_a_pdf_and_noted(cast: Cast, sign_in: Any, term: LicenceTerm) -> None:
    for language in ("fa", "en"):
        paper = sign_in(cast.centre_head).get(f"/licences/papers/{term.pk}/", headers={"accept-language": language})
        assert paper.content.startswith(b"%PDF")
    assert Entry.objects.filter(verb="printed", subject="10-001").count() == 2


def test_the_list_is_searched_filtered_and_asks_as_often_for_many(
    cast: Cast, sign_in: Any, term: LicenceTerm, django_assert_num_queries: Any
) -> None:
    browser = sign_in(cast.participation)
    assert term.number.split("/")[0] in text(browser.get(f"/licences/?q={term.number}"))
    assert "10-002" not in text(browser.get(f"/licences/?q={term.number}", headers=ENGLISH))
    soon = text(browser.get("/licences/?state=soon", headers=ENGLISH))
    assert "/centres/10-001/licence/" in soon
    assert "/centres/10-002/licence/" not in soon
    assert "No licence fits" in text(browser.get("/licences/?state=revoked", headers=ENGLISH))
    whole = browser.get("/licences/", headers=ENGLISH)
    part = browser.get("/licences/", headers=ENGLISH | {"hx-request": "true"})
    assert text(part).strip() in text(whole)
    with CaptureQueriesContext(connection) as few:
        browser.get("/licences/")
    for number in range(20):
        centre(f"10-1{number:02}", cast.kashan)
    with django_assert_num_queries(len(few)):
        browser.get("/licences/")


def exported(browser: Client) -> int:
    """Take the list away as a workbook, and say what was answered."""
    answer: Any = browser.get("/licences/export/")
    if answer.streaming:
        b"".join(answer.streaming_content)
    return int(answer.status_code)


def test_a_centre_on_probation_takes_short_exports_only(cast: Cast, sign_in: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("hamdeli.desk.ceilings.POLICY", type(POLICY)(probation_rows=0))
    assert exported(sign_in(cast.centre_head)) == 200
    Centre.objects.filter(pk=cast.mehr.pk).update(probation_until=TODAY, probation_places=5)
    assert exported(sign_in(cast.centre_head)) == 403
    assert Entry.objects.filter(verb="export_refused").count() == 1
    assert exported(sign_in(cast.participation)) == 200
