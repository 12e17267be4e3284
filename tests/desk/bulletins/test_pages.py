"""The pages of bulletins: begun, read in both languages, released, printed, corrected."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hamdeli.insight.bulletins.issuing import begin
from hamdeli.insight.models.bulletins import Bulletin
from tests.insight.bulletins.making import asked, count, released, settle
from tests.support.cast import Cast, centre

KEY = "0" * 32
HTMX = {"HTTP_HX_REQUEST": "true"}
LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")


@pytest.fixture(autouse=True)
def _told(cast: Cast) -> None:
    settle(cast)


def period(cast: Cast) -> str:
    given = asked(cast)
    return f"{given['year']}-{given['months']}"


def test_a_bulletin_goes_the_whole_way(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.participation)
    form = {"place": "10", "period": period(cast), "idempotency_key": KEY}
    for _time in range(3):
        answer = client.post("/bulletins/new/", form)
        assert answer.status_code == 302
    draft = Bulletin.objects.get()
    page = f"/bulletins/{draft.code}/"
    assert answer.headers["Location"] == page
    assert client.post(f"{page}choice/", {"version": "1", "sentence": "capacity"}).status_code == 302
    assert client.post(f"{page}filling/", {"version": "2"}).status_code == 302
    assert client.post(f"{page}release/", {"version": "2"}).status_code == 409
    assert client.post(f"{page}release/", {"version": "3"}).status_code == 302
    draft.refresh_from_db()
    assert draft.state == Bulletin.State.RELEASED
    assert client.post(f"{page}discarding/", {"version": "4"}).status_code == 422
    answer = client.post(f"{page}correction/", {"why": "شماری جا افتاده بود", "idempotency_key": "1" * 32})
    second = Bulletin.objects.exclude(pk=draft.pk).get()
    assert answer.headers["Location"] == f"/bulletins/{second.code}/"
    assert client.post(f"/bulletins/{second.code}/release/", {"version": "1"}).status_code == 302
    assert second.code in client.get(page).content.decode()


def test_a_draft_that_cannot_be_released_says_so_beforehand_and_in_words(cast: Cast, sign_in: Any) -> None:
    draft = begin(**asked(cast, place=cast.ilam, by=cast.director))
    client, page = sign_in(cast.director), f"/bulletins/{draft.code}/"
    told = client.get(page, headers={"Accept-Language": "en"}).content.decode()
    assert "This draft cannot be released yet" in told
    assert "“headline” could not be filled" in told
    assert f"{page}release/" not in told
    refused = client.post(f"{page}release/", {"version": "1"}, headers={"Accept-Language": "fa"})
    assert refused.status_code == 422
    assert "«تیتر»" in refused.content.decode()


def test_only_a_released_bulletin_is_corrected(cast: Cast, sign_in: Any) -> None:
    draft = begin(**asked(cast))
    page = f"/bulletins/{draft.code}/"
    for answer in (
        sign_in(cast.participation).get(f"{page}correction/"),
        sign_in(cast.participation).post(f"{page}correction/", {"why": "x", "idempotency_key": KEY}),
    ):
        assert (answer.status_code, answer.headers["Location"]) == (302, page)
    assert Bulletin.objects.count() == 1


@pytest.mark.parametrize(
    "bad", [{"place": "16"}, {"place": "1003"}, {"place": ""}, {"period": "1350-12"}, {"period": "x"}]
)
def test_a_bulletin_about_nothing_is_not_begun(cast: Cast, sign_in: Any, bad: dict[str, str]) -> None:
    form = {"place": "10", "period": period(cast), "idempotency_key": KEY, **bad}
    assert sign_in(cast.participation).post("/bulletins/new/", form).status_code == 422
    assert not Bulletin.objects.exists()


@pytest.mark.parametrize(
    ("language", "ratio", "growth"),
    [
        ("fa", "= ۴۲۶٬۷۳۸ نفر به‌ازای هر مرکز (سرشماری ۱۳۹۵", "+۴۰٪"),
        ("en", "= 426,738 people per centre (census of 1395", "+40%"),
    ],
)
def test_every_reader_reads_it_in_the_own_language(
    cast: Cast, sign_in: Any, language: str, ratio: str, growth: str
) -> None:
    bulletin = released(cast)
    client = sign_in(cast.county_head)
    client.cookies["django_language"] = language
    page = client.get(f"/bulletins/{bulletin.code}/").content.decode()
    assert ratio in page
    assert growth in page
    assert "/release/" not in page


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_released_bulletin_is_printed_and_a_draft_is_not(cast: Cast, sign_in: Any, language: str) -> None:
    bulletin, draft = released(cast), begin(**asked(cast))
    client = sign_in(cast.participation)
    answer = client.get(f"/bulletins/{bulletin.code}/paper/{language}/")
    assert answer.content.startswith(b"%PDF")
    assert f"{bulletin.code}-{language}.pdf" in answer.headers["Content-Disposition"]
    assert client.get(f"/bulletins/{draft.code}/paper/{language}/").status_code == 404
    assert client.get(f"/bulletins/{bulletin.code}/paper/de/").status_code == 404


def test_a_draft_is_seen_by_those_who_publish_there_alone(cast: Cast, sign_in: Any) -> None:
    draft = begin(**asked(cast))
    for who, status in (("deputy", 200), ("director", 200), ("county_head", 404), ("stranger", 404), ("auditor", 404)):
        assert sign_in(getattr(cast, who)).get(f"/bulletins/{draft.code}/").status_code == status, who
    page = sign_in(cast.deputy).get(f"/bulletins/{draft.code}/").content.decode()
    assert reverse("desk:bulletin_release", args=[draft.code]) in page


def test_search_and_filters(cast: Cast, sign_in: Any) -> None:
    bulletin, draft = released(cast), begin(**asked(cast))
    client = sign_in(cast.participation)

    def found(query: str) -> set[str]:
        page = client.get(f"/bulletins/?{query}").content.decode()
        return set(re.findall(r'href="/bulletins/(B-[\d-]+)/"', page))

    assert found("") == {bulletin.code, draft.code}
    assert found("state=released") == {bulletin.code}
    assert found("q=اصفهان") == {bulletin.code, draft.code}
    assert found("q=ایلام") == set()
    assert found("year=۱۳۹۰") == set()


def test_the_fragment_is_the_page_and_the_list_is_handed_out(cast: Cast, sign_in: Any) -> None:
    released(cast)
    client = sign_in(cast.deputy)
    page, part = client.get("/bulletins/").content.decode(), client.get("/bulletins/", **HTMX).content.decode()
    assert part.strip() in page
    assert b"".join(client.get("/bulletins/export/").streaming_content).startswith(b"PK")


def test_as_many_queries_for_many_as_for_few(cast: Cast, sign_in: Any) -> None:
    client, counts = sign_in(cast.deputy), []
    for number in range(8):
        begin(**asked(cast))
        if number in (0, 7):
            client.get("/bulletins/")
            with CaptureQueriesContext(connection) as queries:
                client.get("/bulletins/")
            counts.append(len(queries))
    assert counts[0] == counts[1]


def test_what_is_not_printed_says_why_to_its_author(cast: Cast, sign_in: Any) -> None:
    centre("10-400", cast.natanz, setting="rural")
    count()
    draft = begin(**asked(cast))
    client = sign_in(cast.deputy)
    client.cookies["hamdeli-language"] = "en"
    page = client.get(f"/bulletins/{draft.code}/").content.decode()
    assert "it would tell of fewer than ten" in page
    hidden = [row.key for row in draft.sentences.exclude(left_out="") if not row.text("en")]
    assert hidden
    assert not [key for key in hidden if f">{key}<" in page]
