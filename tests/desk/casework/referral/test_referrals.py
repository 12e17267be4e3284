"""Entering and answering a referral at the desk; what the answers do not tell."""

import re
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hamdeli.casework.models import CaseFile, Referral
from hamdeli.casework.referral.answering import drop
from hamdeli.desk.casework.referral import lists
from hamdeli.desk.paging import page_by_key
from hamdeli.households.entering import Told
from hamdeli.journal.models import Entry
from tests.casework.referral.making import HEAD, code_of, referred, taken_up
from tests.support.cast import Cast

KNOWN = code_of(1)


def told(**more: Any) -> dict[str, Any]:
    """Return the form as the social worker of centre Mehr fills it in."""
    values = {"place": "centre:10-001", "channel": "mosque", "given_name": "QNAME", "family_name": "راد"}
    return {**values, "idempotency_key": uuid4().hex, **more}


def head(code: str) -> Told:
    """Return the head with a national code."""
    return replace(HEAD, national_code=code)


def plain(response: Any, receipt: str) -> str:
    """Return a page without what differs from one referral to the next."""
    text = response.content.decode().replace(receipt, "R")
    return re.sub(r'value="[^"]{20,}"|Token": "\w+"|[0-9a-f-]{36}|ask-\w+|[۰-۹0-9]+|\s+', "", text)


def test_the_answer_is_the_same_whether_the_family_is_known_or_not(cast: Cast, sign_in: Any) -> None:
    taken_up(cast, referred(cast, key="k"), head=head(KNOWN))
    client: Client = sign_in(cast.worker)
    pages = set()
    for code in (KNOWN, code_of(2)):
        response = client.post(reverse("desk:referral_new"), told(national_code=code), follow=True)
        assert response.status_code == 200
        receipt = Referral.objects.latest("pk").receipt
        pages.add(plain(response, receipt))
    assert len(pages) == 1
    assert {row.state for row in Referral.objects.exclude(state="taken_up")} == {"received"}


def test_five_tabs_make_one_referral(cast: Cast, sign_in: Any) -> None:
    client, form = sign_in(cast.worker), told()
    answers = [client.post(reverse("desk:referral_new"), form) for _ in range(5)]
    assert {answer["Location"] for answer in answers} == {
        reverse("desk:referral", args=[Referral.objects.get().receipt])
    }
    other = client.post(reverse("desk:referral_new"), form | {"given_name": "زهره"})
    assert other.status_code == 422
    assert Referral.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"national_code": "1234567890"},
        {"birth_date": "1404/12/30"},
        {"birth_date": "1500/01/01"},
        {"phone": "12"},
        {"place": "centre:10-002"},
        {"place": "county:1003"},
        {"channel": "dream"},
        {"discreet": "on"},
        {"family_name": ""},
    ],
)
def test_bad_input_is_refused(cast: Cast, sign_in: Any, wrong: dict[str, str]) -> None:
    response = sign_in(cast.worker).post(reverse("desk:referral_new"), told(**wrong))
    assert response.status_code == 422
    assert "data-error-summary" in response.content.decode()
    assert not Referral.objects.exists()


def test_the_list_shows_names_records_the_look_and_exports_none(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.worker)
    client.post(reverse("desk:referral_new"), told())
    row = Referral.objects.get()
    assert "QNAME" in client.get(reverse("desk:referrals")).content.decode()
    assert Entry.objects.filter(verb="looked", subject_kind="referral", subject=row.receipt).exists()
    written = b"".join(client.get(reverse("desk:referrals_export")).streaming_content)
    assert written[:2] == b"PK"
    assert b"QNAME" not in written


def test_the_list_is_narrowed_by_receipt_code_channel_and_state(cast: Cast, sign_in: Any) -> None:
    row = referred(cast, key="x")
    client = sign_in(cast.admission_worker)
    for query, hit in (
        ({"q": row.receipt}, True),
        ({"q": "9999999999"}, False),
        ({"channel": "mosque"}, True),
        ({"channel": "school"}, False),
        ({"state": "received"}, True),
        ({"state": "dropped"}, False),
    ):
        text = client.get(reverse("desk:referrals"), query).content.decode()
        assert (reverse("desk:referral", args=[row.receipt]) in text) == hit, query


def test_few_and_many_rows_ask_the_same_number_of_queries(
    cast: Cast, sign_in: Any, django_assert_max_num_queries: Any
) -> None:
    client, counts = sign_in(cast.admission_worker), []
    for many in (2, 30):
        for number in range(many):
            referred(cast, key=f"{many}-{number}")
        with django_assert_max_num_queries(40) as captured:
            client.get(reverse("desk:referrals"))
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_a_referral_is_taken_up_at_the_desk(cast: Cast, sign_in: Any) -> None:
    row, client = referred(cast, key="x"), sign_in(cast.admission_worker)
    address = reverse("desk:referral_file", args=[row.receipt])
    page = client.get(address).content.decode()
    assert "مریم" in page
    form = {"given_name": "مریم", "family_name": "راد", "sex": "female", "birth_date": "1359/01/13", "version": "1"}
    response = client.post(address, form | {"national_code": KNOWN})
    file = CaseFile.objects.get()
    assert response["Location"] == reverse("desk:file_admission", args=[file.code])
    assert (file.household.latitude, file.state) == (cast.kashan.latitude, "admission")
    assert client.post(address, form).status_code in (409, 422)
    assert CaseFile.objects.count() == 1


def test_a_family_that_may_be_known_is_shown_before_another_file_is_opened(cast: Cast, sign_in: Any) -> None:
    known = taken_up(cast, head=head(KNOWN))
    row, client = referred(cast, key="x"), sign_in(cast.admission_worker)
    address = reverse("desk:referral_file", args=[row.receipt])
    form = {"given_name": "مریم", "family_name": "راد", "sex": "female", "birth_date": "1359/01/13", "version": "1"}
    response = client.post(address, form)
    assert response.status_code == 422
    assert known.code in response.content.decode()
    # The same national code is never entered twice, whatever is ticked.
    assert client.post(address, form | {"another": "on", "national_code": KNOWN}).status_code == 409
    assert client.post(address, form | {"another": "on"}).status_code == 302
    assert CaseFile.objects.count() == 2


def test_known_and_dropped_at_the_desk(cast: Cast, sign_in: Any) -> None:
    known, row, other = taken_up(cast), referred(cast, key="x"), referred(cast, key="y")
    client = sign_in(cast.admission_worker)
    link, drop = reverse("desk:referral_link", args=[row.receipt]), reverse("desk:referral_drop", args=[other.receipt])
    assert client.post(link, {"code": "10-nobody", "version": "1"}).status_code == 422
    assert client.post(link, {"code": known.code, "version": "1"}).status_code == 302
    assert client.post(link, {"code": known.code, "version": "1"}).status_code == 409
    assert client.post(drop, {"why": "not_found", "version": "1"}).status_code == 302
    assert set(Referral.objects.values_list("state", flat=True)) == {"taken_up", "known", "dropped"}


def test_those_that_wait_come_first_the_longest_waiting_at_the_top_and_page_by_page(
    cast: Cast, sign_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = {"today": 0, "old": 9, "oldest": 20, "newer": 3}
    made = {name: referred(cast, key=name) for name in days}
    for name, ago in days.items():
        Referral.objects.filter(pk=made[name].pk).update(received_at=timezone.now() - timedelta(days=ago))
    drop(made["oldest"], why="no_need", user=cast.county_head, at=timezone.now(), seen_version=1)
    wanted = [made[name].receipt for name in ("old", "newer", "today", "oldest")]
    client = sign_in(cast.county_head)
    assert [row.receipt for row in client.get("/referrals/").context["page"].rows] == wanted
    monkeypatch.setattr(lists, "page_by_key", partial(page_by_key, size=3))
    first = client.get("/referrals/").context["page"]
    rest = client.get("/referrals/", {"after": first.after}).context["page"]
    assert [row.receipt for row in (*first.rows, *rest.rows)] == wanted
    back = client.get("/referrals/", {"before": rest.before}).context["page"]
    assert [row.receipt for row in back.rows] == wanted[:3]
