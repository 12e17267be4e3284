"""Asking and answering through the pages: both sides, colleagues and strangers, and what is refused."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from hamdeli.support.models import Article, HelpRequest
from hamdeli.support.moves import Act
from tests.helping_centres.making import KEY, SATURDAY, moved, request_of
from tests.support.cast import Cast

PATH = "/help-requests/"


def form(**more: Any) -> dict[str, Any]:
    """Return a filled-in form."""
    values = {"centre": "10-001", "topic": "system", "urgency": "2", "title": "Lists", "words": "The list is empty."}
    return {**values, "page": "/files/", "idempotency_key": KEY, **more}


def picture() -> bytes:
    """Return a small PNG."""
    made = io.BytesIO()
    Image.new("RGB", (4, 4)).save(made, "PNG")
    return made.getvalue()


def test_a_request_goes_the_whole_way(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.worker)
    for _click in range(3):
        assert client.post(f"{PATH}new/", form()).status_code == 302
    one = HelpRequest.objects.get()
    page = f"{PATH}{one.pk}/"
    steps: tuple[tuple[Any, str, dict[str, str]], ...] = (
        (cast.supporter, "taking", {}),
        (cast.supporter, "question", {"words": "Which filter?"}),
        (cast.centre_head, "reply", {"words": "None at all."}),
        (cast.participation, "answer", {"words": "Press “clear the filters”."}),
        (cast.worker, "reopening", {"words": "Still empty."}),
        (cast.supporter, "answer", {"words": "Mended now."}),
        (cast.worker, "confirmation", {}),
    )
    for version, (who, noun, data) in enumerate(steps, 1):
        marks = {"version": str(version), "idempotency_key": f"{version:032}"}
        assert sign_in(who).post(f"{page}{noun}/", {**data, **marks}).status_code == 302, noun
    one.refresh_from_db()
    assert (one.state, one.taken_by) == ("solved", cast.supporter)
    text = sign_in(cast.centre_head).get(page).content.decode()
    assert all(words in text for words in ("Which filter?", "None at all.", "Mended now."))
    assert "answer" not in one.messages.filter(made_by=cast.worker).values_list("act", flat=True)


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ({"words": "  "}, ""),
        ({"title": ""}, ""),
        ({"topic": "astrology"}, ""),
        ({"urgency": "9"}, ""),
        ({"centre": "10-002"}, ""),
        ({"words": "خانواده با کد ملی ۰۰۱۲۳۴۵۶۷۹"}, "کد ملی"),
        ({"words": "تلفن ۰۹۱۳ ۱۱۱ ۲۲ ۳۳"}, "ده رقم"),
        ({"title": "0012345679"}, "کد ملی"),
    ],
)
def test_a_bad_request_is_not_kept(cast: Cast, sign_in: Any, bad: dict[str, str], said: str) -> None:
    answer = sign_in(cast.worker).post(f"{PATH}new/", form(**bad))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not HelpRequest.objects.exists()


@pytest.mark.parametrize("content", [b"MZ program", b"\x89PNG\r\n\x1a\nbroken", b"", b"%PDF-1.4 /JavaScript %%EOF"])
def test_a_wrong_attachment_is_not_kept(cast: Cast, sign_in: Any, content: bytes) -> None:
    answer = sign_in(cast.worker).post(f"{PATH}new/", form(file=SimpleUploadedFile("a.png", content)))
    assert answer.status_code == 422
    assert not HelpRequest.objects.exists()


def test_fifty_megabytes_are_refused_before_they_are_read(cast: Cast, sign_in: Any) -> None:
    large = SimpleUploadedFile("large.pdf", b"%PDF-" + b"0" * (50 * 1024 * 1024))
    answer = sign_in(cast.worker).post(f"{PATH}new/", form(file=large))
    assert answer.status_code in (413, 422)
    assert not HelpRequest.objects.exists()


def test_an_attachment_is_seen_by_both_sides_and_every_look_is_kept(cast: Cast, sign_in: Any) -> None:
    sign_in(cast.worker).post(f"{PATH}new/", form(file=SimpleUploadedFile("a.png", picture())))
    page = f"{PATH}{HelpRequest.objects.get().pk}/attachment/"
    for who in (cast.centre_head, cast.supporter):
        answer = sign_in(who).get(page)
        assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert sign_in(cast.other_centre_head).get(page).status_code == 404
    other = request_of(cast)
    assert sign_in(cast.worker).get(f"{PATH}{other.pk}/attachment/").status_code == 404


def test_two_who_answer_at_once_do_not_overwrite_each_other(cast: Cast, sign_in: Any) -> None:
    one = request_of(cast)
    page = f"{PATH}{one.pk}/answer/"
    first = {"words": "First.", "version": "1", "idempotency_key": "1" * 32}
    assert sign_in(cast.supporter).post(page, first).status_code == 302
    late = sign_in(cast.participation).post(page, {**first, "words": "Second.", "idempotency_key": "2" * 32})
    assert late.status_code == 409
    text = late.content.decode()
    assert "First." in text
    assert "Second." in text, "what the second wrote is lost"
    assert one.messages.count() == 1
    again = sign_in(cast.supporter).post(page, first)
    assert again.status_code == 302
    assert one.messages.count() == 1


@pytest.mark.parametrize("noun", ["answer", "question", "escalation"])
def test_an_act_that_needs_words_is_refused_without(cast: Cast, sign_in: Any, noun: str) -> None:
    one = request_of(cast)
    for words in ("", "  ", "۰۹۱۳۱۱۱۲۲۳۳"):
        data = {"words": words, "version": "1", "idempotency_key": KEY}
        assert sign_in(cast.supporter).post(f"{PATH}{one.pk}/{noun}/", data).status_code == 422
    assert HelpRequest.objects.get().state == "new"


def test_a_centre_sees_its_own_and_a_province_its_own(cast: Cast, sign_in: Any) -> None:
    mine = request_of(cast, title="Qmine")
    theirs = request_of(cast, centre=cast.noor, by=cast.other_centre_head, title="Qtheirs")
    text = sign_in(cast.centre_head).get(PATH).content.decode()
    assert "Qmine" in text
    assert "Qtheirs" not in text
    assert sign_in(cast.centre_head).get(f"{PATH}{theirs.pk}/").status_code == 404
    post = cast.supporter.posts.get()
    post.place = cast.ilam
    post.save()
    assert sign_in(cast.supporter).get(f"{PATH}{mine.pk}/").status_code == 404
    assert "Qmine" not in sign_in(cast.supporter).get(PATH).content.decode()


def test_the_queue_begins_with_the_most_urgent_and_oldest(cast: Cast, sign_in: Any) -> None:
    for title, urgency in (("Qthird", 2), ("Qfourth", 3), ("Qfirst", 1), ("Qsecond", 1)):
        request_of(cast, title=title, urgency=urgency)
    answered = request_of(cast, title="Qlast", urgency=1)
    moved(answered, Act.ANSWER, cast.supporter)
    text = sign_in(cast.supporter).get(PATH).content.decode()
    places = [text.index(title) for title in ("Qfirst", "Qsecond", "Qthird", "Qfourth", "Qlast")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "زكات"}, {"Qa"}),
        ({"topic": "money"}, {"Qb"}),
        ({"state": "open"}, {"Qa", "Qb", "Qlate"}),
        ({"state": "answered"}, {"Qdone"}),
        ({"only": "overdue"}, {"Qlate"}),
        ({"only": "deputy"}, {"Qlate", "Qb"}),
        ({"centre": "۱۰-۰۰۲"}, set()),
        ({"county": "1003"}, {"Qa", "Qb", "Qlate", "Qdone"}),
        ({"until": "1404/07/30"}, {"Qlate"}),
        ({"state": "nonsense"}, {"Qa", "Qb", "Qlate", "Qdone"}),
    ],
)
def test_search_and_filters(cast: Cast, sign_in: Any, query: dict[str, str], found: set[str]) -> None:
    request_of(cast, title="Qa", words="دربارهٔ زکات")
    raised = request_of(cast, title="Qb", topic="money")
    request_of(cast, title="Qlate", at=SATURDAY)
    moved(raised, Act.ESCALATE, cast.supporter)
    moved(request_of(cast, title="Qdone"), Act.ANSWER, cast.supporter)
    text = sign_in(cast.supporter).get(PATH, query).content.decode()
    rows = text[text.index('id="rows"') :]
    assert {title for title in ("Qa", "Qb", "Qlate", "Qdone") if title in rows} == found


def test_a_number_finds_its_request(cast: Cast, sign_in: Any) -> None:
    one = request_of(cast, title="Qwanted")
    request_of(cast, title="Qother")
    text = sign_in(cast.supporter).get(PATH, {"q": str(one.pk).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))})
    assert "Qwanted" in text.content.decode()
    assert "Qother" not in text.content.decode()


def test_a_fragment_is_part_of_its_page(cast: Cast, sign_in: Any) -> None:
    request_of(cast)
    client = sign_in(cast.supporter)
    whole = client.get(PATH).content.decode()
    fragment = client.get(PATH, headers={"HX-Request": "true"}).content.decode()
    assert fragment.strip() in whole


@pytest.mark.parametrize("path", [PATH, "/help-requests/counts/", "/"])
def test_as_many_queries_for_twenty_as_for_one(cast: Cast, sign_in: Any, path: str) -> None:
    client, counts = sign_in(cast.supporter), []
    for number in range(20):
        request_of(cast, at=timezone.now() - timedelta(minutes=number))
        if number in (0, 19):
            client.get(path)
            with CaptureQueriesContext(connection) as queries:
                client.get(path)
            counts.append(len(queries))
    assert counts[0] == counts[1]


def test_an_answer_becomes_an_article_in_one_click_and_once(cast: Cast, sign_in: Any) -> None:
    one = moved(request_of(cast), Act.ANSWER, cast.supporter, words="Clear the filters.")
    client = sign_in(cast.supporter)
    for key in ("1" * 32, "1" * 32, "2" * 32):
        answer = client.post(f"{PATH}{one.pk}/article/", {"idempotency_key": key})
        assert answer.status_code == 302
    article = Article.objects.get()
    assert (article.words, article.published, article.request) == ("Clear the filters.", False, one)
    assert cast.worker.username not in article.words
    unanswered = request_of(cast)
    assert client.post(f"{PATH}{unanswered.pk}/article/", {"idempotency_key": "3" * 32}).status_code == 422


def test_what_is_asked_most_is_counted_and_led_to_its_rows(cast: Cast, sign_in: Any) -> None:
    for topic in ("money", "money", "system"):
        moved(request_of(cast, topic=topic, title=f"Q{topic}"), Act.ANSWER, cast.supporter)
    request_of(cast, topic="papers")
    client = sign_in(cast.participation)
    page = client.get("/help-requests/counts/", headers={"Accept-Language": "en"})
    found = page.context["found"]
    assert (found.asked, found.first_answer.counted, found.first_answer.asked) == (4, 3, 4)
    assert found.topics[0] == ("money", 2)
    assert found.centres == [("10-001", cast.mehr.name, 4)]
    assert sum(month.topics["money"] for month in found.months) == 2
    rows = client.get(PATH, {"topic": "money", "since": page.context["span"]["since"]}).content.decode()
    assert rows.count("Qmoney") == 2
