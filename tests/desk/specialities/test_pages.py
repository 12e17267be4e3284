"""The pages about specialities: demand and results, a conversion on its way, a pair of twins."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hamdeli.casework.models import Onward
from hamdeli.centres.models import Conversion, Twin, TwinCeiling
from tests.insight.test_specialities import referral
from tests.support.cast import Cast, case_file
from tests.support.crawling import links_in

KEY = "0" * 32
HTMX = {"HTTP_HX_REQUEST": "true"}
LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")


def wish(**more: Any) -> dict[str, Any]:
    return {
        **{"centre": "۱۰-۰۰۱", "change": "add", "speciality": "education", "reason": "دانش‌آموز بسیار است"},
        **{"people": "۲", "training": "دورهٔ چهل‌ساعته", "starts_on": timezone.localdate().isoformat()},
        **{"idempotency_key": KEY, **more},
    }


def terms(**more: Any) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        **{"supporting": "10-001", "supported": "10-002", "tie": "means", "purpose": "کمک", "shares": ["goods"]},
        **{"since": today.isoformat(), "until": (today + timedelta(days=200)).isoformat(), "idempotency_key": KEY},
        **more,
    }


def test_a_conversion_goes_from_the_county_to_the_registry(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.county_head)
    for _time in range(3):
        assert client.post("/specialities/conversions/new/", wish()).status_code == 302
    row = Conversion.objects.get()
    assert client.post(f"/specialities/conversions/{row.pk}/approval/", {"version": "1"}).status_code == 403
    client = sign_in(cast.participation)
    assert (
        'href="/specialities/conversions/' in client.get("/specialities/conversions/?state=proposed").content.decode()
    )
    assert client.post(f"/specialities/conversions/{row.pk}/approval/", {"version": "1"}).status_code == 302
    assert sorted(cast.mehr.capabilities.values_list("speciality", flat=True)) == ["education", "health"]
    late = client.post(f"/specialities/conversions/{row.pk}/refusal/", {"version": "1", "answer": "no"})
    assert late.status_code == 409


@pytest.mark.parametrize(
    "bad",
    [{"centre": "10-999"}, {"centre": "10-003"}, {"speciality": ""}, {"people": "0"}, {"starts_on": "1399/01/01"}],
)
def test_a_bad_proposal_is_not_stored(cast: Cast, sign_in: Any, bad: dict[str, str]) -> None:
    answer = sign_in(cast.county_head).post("/specialities/conversions/new/", wish(**bad))
    assert answer.status_code == 422
    assert not Conversion.objects.exists()


def test_a_removal_waits_for_the_referrals(cast: Cast, sign_in: Any) -> None:
    onward = referral(case_file("F-1", cast.kashan, need="health", centre=cast.noor), cast.mehr, cast.worker)
    sign_in(cast.county_head).post("/specialities/conversions/new/", wish(speciality="health", change="remove"))
    row = Conversion.objects.get()
    client = sign_in(cast.participation)
    address = f"/specialities/conversions/{row.pk}/approval/"
    assert client.post(address, {"version": "1"}).status_code == 422
    Onward.objects.filter(pk=onward.pk).update(state="done", outcome="helped", ended_at=timezone.now())
    assert client.post(address, {"version": "1"}).status_code == 302
    assert not cast.mehr.capabilities.exists()


def test_both_heads_see_their_pair_and_a_stranger_does_not(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.participation)
    for _time in range(2):
        assert client.post("/twins/new/", terms()).status_code == 302
    row = Twin.objects.get()
    for who in (cast.centre_head, cast.other_centre_head):
        page = sign_in(who).get("/twins/").content.decode()
        assert f'href="/twins/{row.pk}/"' in page
        assert sign_in(who).post(f"/twins/{row.pk}/end/", {"why": "x", "version": "1"}).status_code == 403
    assert sign_in(cast.stranger).get(f"/twins/{row.pk}/").status_code == 404
    client = sign_in(cast.participation)
    assert client.post(f"/twins/{row.pk}/end/", {"why": "پایان کار", "version": "1"}).status_code == 302
    assert "/twins/" not in rows_of(client.get("/twins/?state=standing").content.decode())
    assert f"/twins/{row.pk}/" in rows_of(client.get("/twins/?state=ended&q=مرکز").content.decode())


def rows_of(page: str) -> str:
    """Return the rows of a list."""
    return page.partition('id="rows"')[2].partition("<tbody")[2].partition("</tbody>")[0]


@pytest.mark.parametrize(
    "bad", [{"supported": "10-001"}, {"supported": "16-001"}, {"shares": []}, {"until": "1400/01/01"}, {"purpose": " "}]
)
def test_bad_twins_are_not_stored(cast: Cast, sign_in: Any, bad: dict[str, Any]) -> None:
    assert sign_in(cast.participation).post("/twins/new/", terms(**bad)).status_code == 422
    assert not Twin.objects.exists()


def test_the_ceiling_is_data(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.participation)
    assert client.post("/twins/ceiling/", {"most": "۱", "version": "1"}).status_code == 302
    assert TwinCeiling.objects.get().most == 1
    assert client.post("/twins/new/", terms()).status_code == 302
    again = client.post("/twins/new/", terms(supported="10-003", idempotency_key="1" * 32))
    assert again.status_code == 422
    assert client.post("/twins/ceiling/", {"most": "۹۹", "version": "2"}).status_code == 422


@pytest.mark.parametrize("language", ["fa", "en"])
def test_small_counts_are_not_on_the_page(cast: Cast, sign_in: Any, language: str) -> None:
    for number in range(7):
        case_file(f"F-{number}", cast.kashan, need="social_work")
    client = sign_in(cast.participation)
    client.cookies["django_language"] = language
    row = rows_of(client.get("/specialities/?speciality=social_work").content.decode()).translate(LATIN)
    assert "(< 10)" in row.replace("&lt;", "<")
    assert ">7<" not in row
    assert ">7<" in rows_of(sign_in(cast.deputy).get("/specialities/").content.decode()).translate(LATIN)


@pytest.mark.parametrize(
    "address", ["/specialities/", "/specialities/results/", "/specialities/conversions/", "/twins/"]
)
def test_the_fragment_is_the_page(cast: Cast, sign_in: Any, address: str) -> None:
    case_file("F-1", cast.kashan, need="health", centre=cast.noor)
    client = sign_in(cast.deputy)
    page, part = client.get(address).content.decode(), client.get(address, **HTMX).content.decode()
    assert part.strip() in page
    assert b"".join(client.get(f"{address}export/").streaming_content).startswith(b"PK")


def test_as_many_queries_for_many_as_for_few(cast: Cast, sign_in: Any) -> None:
    client, counts = sign_in(cast.deputy), []
    for number in range(20):
        referral(case_file(f"F-{number}", cast.kashan, need="health", centre=cast.noor), cast.mehr, cast.worker)
        Conversion.objects.create(
            **{"centre": cast.mehr, "speciality": "education", "change": "add", "reason": "x", "people": 1},
            **{"training": "x", "starts_on": timezone.localdate(), "proposed_by": cast.county_head},
            proposed_at=timezone.now(),
        )
        Conversion.objects.filter(state="proposed").update(state="withdrawn")
        if number in (0, 19):
            for address in ("/specialities/", "/specialities/results/", "/specialities/conversions/"):
                client.get(address)
                with CaptureQueriesContext(connection) as queries:
                    client.get(address)
                counts.append(len(queries))
    assert counts[:3] == counts[3:]


@pytest.mark.parametrize(("name", "shows"), [("auditor", 0), ("director", 2), ("participation", 2), ("deputy", 3)])
def test_no_link_leads_to_a_closed_door(cast: Cast, sign_in: Any, name: str, shows: int) -> None:
    referral(case_file("F-1", cast.kashan, need="health", centre=cast.noor), cast.mehr, cast.worker)
    client = sign_in(cast.staff[name])
    pages = "".join(client.get(address).content.decode() for address in ("/specialities/", "/specialities/results/"))
    content = " ".join(part.split("</main>")[0] for part in pages.split("<main")[1:])
    links = {link for link in links_in(content) if link.startswith(("/centres/", "/onward/"))}
    assert len(links) == shows
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)
