"""Announcements and articles: who is told, who has read, and what is refused."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hamdeli.persian.calendar import format_date
from hamdeli.support.models import Announcement, AnnouncementReading, Article, ArticleReading
from tests.helping_centres.making import KEY, announced, article_of
from tests.support.cast import Cast


def form(**more: Any) -> dict[str, Any]:
    """Return a filled-in announcement."""
    today = timezone.localdate()
    days = {"since": format_date(today, "fa"), "until": format_date(today + timedelta(days=3), "fa")}
    return {"title": "Meeting", "words": "On Monday.", "province": "10", "idempotency_key": KEY, **days, **more}


def test_an_announcement_reaches_those_it_is_for(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.supporter)
    for _click in range(2):
        assert client.post("/announcements/new/", form(county="1013", title="Qnatanz")).status_code == 302
    one = Announcement.objects.get()
    assert sign_in(cast.worker).get(f"/announcements/{one.pk}/").status_code == 404
    announced(cast, title="Qkind", kind="guild")
    announced(
        cast, title="Qover", since=timezone.localdate() - timedelta(days=9), until=timezone.localdate() - timedelta(1)
    )
    announced(cast, title="Qhere", county=cast.kashan, kind="neighbourhood")
    first = sign_in(cast.worker).get("/").content.decode()
    assert [title for title in ("Qnatanz", "Qkind", "Qover", "Qhere") if title in first] == ["Qhere"]
    later = sign_in(cast.worker).get("/announcements/").content.decode()
    assert "Qover" in later
    assert "Qkind" not in later


@pytest.mark.parametrize(
    "bad",
    [
        {"title": " "},
        {"words": ""},
        {"until": "1399/01/01"},
        {"since": "1404/13/01"},
        {"county": "1602"},
        {"province": "16"},
    ]
    + [{"words": "کد ملی ۰۰۱۲۳۴۵۶۷۹"}],
)
def test_a_bad_announcement_is_not_kept(cast: Cast, sign_in: Any, bad: dict[str, str]) -> None:
    assert sign_in(cast.supporter).post("/announcements/new/", form(**bad)).status_code == 422
    assert not Announcement.objects.exists()


def test_who_has_read_is_counted_by_centres_with_its_parts(cast: Cast, sign_in: Any) -> None:
    one = announced(cast, title="Qmust")
    page = f"/announcements/{one.pk}/"
    for who in (cast.worker, cast.worker, cast.centre_head):
        assert sign_in(who).post(f"{page}reading/").status_code == 302
    assert AnnouncementReading.objects.count() == 2
    share = sign_in(cast.participation).get(page).context["share"]
    assert (share.read, share.centres) == (1, 3)
    assert "Qmust" not in sign_in(cast.worker).get("/").content.decode()
    assert "Qmust" in sign_in(cast.other_centre_head).get("/").content.decode()
    sign_in(cast.supporter).post(f"{page}reading/")
    assert AnnouncementReading.objects.count() == 2


def test_what_was_withdrawn_is_gone_for_centres(cast: Cast, sign_in: Any) -> None:
    one = announced(cast)
    page = f"/announcements/{one.pk}/"
    assert sign_in(cast.supporter).post(f"{page}withdrawal/", {"version": "1"}).status_code == 302
    assert sign_in(cast.worker).get(page).status_code == 404
    again = sign_in(cast.participation).post(f"{page}withdrawal/", {"version": "1"}, follow=True)
    assert again.status_code == 200
    assert Announcement.objects.get().version == 2


def test_an_opinion_is_counted_once_for_each_person(cast: Cast, sign_in: Any) -> None:
    article = article_of(cast)
    page = f"/knowledge/{article.pk}/"
    for who, said in ((cast.worker, "no"), (cast.worker, "yes"), (cast.worker, "yes"), (cast.centre_head, "no")):
        assert sign_in(who).post(f"{page}opinion/", {"useful": said}).status_code == 302
    for _look in range(2):
        assert sign_in(cast.other_centre_head).post(f"{page}reading/").status_code == 204
    sign_in(cast.worker).post(f"{page}opinion/", {"useful": "perhaps"})
    shown = sign_in(cast.supporter).get(page)
    assert (shown.context["useful"], shown.context["judged"]) == (1, 2)
    assert Article.objects.get().readers == ArticleReading.objects.count() == 3


def test_articles_are_found_however_they_are_typed_the_most_read_first(cast: Cast, sign_in: Any) -> None:
    article_of(cast, title="Qless", words="کارت ملّی و كمک‌هزینه")
    read = article_of(cast, title="Qmore", words="کمک هزینه")
    article_of(cast, title="Qdraft", words="کمک هزینه", published=False)
    article_of(cast, title="Qmoney", topic="money")
    sign_in(cast.centre_head).post(f"/knowledge/{read.pk}/reading/")
    client = sign_in(cast.worker)
    text = client.get("/knowledge/", {"q": "كمك"}).content.decode()
    assert text.index("Qmore") < text.index("Qless")
    assert "Qdraft" not in text
    assert "Qmoney" in client.get("/knowledge/", {"topic": "money"}).content.decode()
    assert "Qless" not in client.get("/knowledge/", {"topic": "money"}).content.decode()
    fragment = client.get("/knowledge/", headers={"HX-Request": "true"}).content.decode()
    assert fragment.strip() in client.get("/knowledge/").content.decode()


def test_an_article_is_written_published_and_not_overwritten(cast: Cast, sign_in: Any) -> None:
    values = {"topic": "money", "title": "Qold", "words": "text", "province": "10", "idempotency_key": KEY}
    client = sign_in(cast.supporter)
    for _click in range(2):
        assert client.post("/knowledge/new/", values).status_code == 302
    page = f"/knowledge/{Article.objects.get().pk}/"
    assert sign_in(cast.worker).get(page).status_code == 404
    change = {"topic": "money", "title": "Qnew", "words": "text", "published": "on", "version": "1"}
    assert sign_in(cast.supporter).post(f"{page}details/", change).status_code == 302
    assert sign_in(cast.worker).get(page).status_code == 200
    late = sign_in(cast.participation).post(f"{page}details/", {**change, "title": "Qlate"})
    assert late.status_code == 409
    telling = {**change, "version": "2", "words": "۰۹۱۳۱۱۱۲۲۳۳"}
    assert sign_in(cast.supporter).post(f"{page}details/", telling).status_code == 422
    assert Article.objects.get().title == "Qnew"


@pytest.mark.parametrize("path", ["/announcements/", "/knowledge/", "/"])
@pytest.mark.parametrize("who", ["supporter", "worker"])
def test_as_many_queries_for_twenty_as_for_one(cast: Cast, sign_in: Any, path: str, who: str) -> None:
    client, counts = sign_in(getattr(cast, who)), []
    for number in range(20):
        announced(cast)
        article_of(cast)
        if number in (0, 19):
            client.get(path)
            with CaptureQueriesContext(connection) as queries:
                client.get(path)
            counts.append(len(queries))
    assert counts[0] == counts[1]
