"""People are shown by their names in the reader's language, values in words, never as they are stored."""

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamdeli.accounts.models import User
from hamdeli.centres.models import Centre
from hamdeli.desk.navigation import posts_spoken
from hamdeli.proposals.adjusting import CAPACITY, CLOSE, adjust
from tests.delegation.making import files_of, handed
from tests.desk.centres.test_centres import VALUES
from tests.proposals.making import ready
from tests.support.cast import Cast, case_file


def named(user: User, persian: str, english: str) -> User:
    """Give `user` names in both languages."""
    user.name_fa, user.name_en = persian, english
    user.save()
    return user


def test_the_first_writer_is_named_and_the_values_are_words(cast: Cast, sign_in: Any) -> None:
    client = sign_in(named(cast.participation, "رضا موسوی", "Reza Mousavi"))
    client.cookies["hamdeli-language"] = "en"
    client.post("/centres/10-001/description/", VALUES | {"name": "Mehr", "kind": "guild", "mosque_based": "on"})
    late = client.post("/centres/10-001/description/", VALUES | {"kind": "specialised"}).content.decode()
    panel = late[late.index("data-error-summary") : late.index("</table>")]
    assert "Reza Mousavi" in panel
    assert cast.participation.username not in panel
    for text in ("guild centre", "specialised centre", ">Mosque-based<", ">no<", ">yes<"):
        assert text in panel, text
    assert "folded" not in panel


def test_the_kind_of_a_centre_has_no_empty_choice(cast: Cast, sign_in: Any) -> None:
    assert "---------" not in sign_in(cast.participation).get("/centres/10-001/").content.decode()


def test_an_adjustment_and_its_conflict_speak_the_readers_language(cast: Cast, sign_in: Any) -> None:
    proposal = ready(cast, 2)
    seen = proposal.version
    named(cast.deputy, "مریم کریمی", "Maryam Karimi")
    adjust(proposal=proposal, seen_version=seen, kind=CLOSE, centre="10-001", by=cast.deputy)
    client = sign_in(cast.deputy)
    address = f"/proposals/{proposal.code}/adjustments/"
    assert "مریم کریمی" in client.get(address).content.decode()
    assert "Maryam" not in client.get(address).content.decode()
    late = client.post(address, {"version": seen, "kind": "capacity", "centre": "10-002", "value": "1"})
    assert late.status_code == 409
    text = late.content.decode()
    panel = text[text.index("data-error-summary") : text.index("</table>")]
    assert "{" not in panel
    assert "مریم کریمی" in panel
    assert "(۱۰-۰۰۱)" in panel


def test_the_page_of_a_centre_shows_the_drafted_capacity(cast: Cast, sign_in: Any) -> None:
    proposal = ready(cast, 2)
    wished = Centre.objects.get(code="10-001").capacity - 3
    adjust(
        proposal=proposal, seen_version=proposal.version, kind=CAPACITY, centre="10-001", value=wished, by=cast.deputy
    )
    client = sign_in(cast.deputy)
    client.cookies["hamdeli-language"] = "en"
    page = client.get(f"/proposals/{proposal.code}/centres/10-001/").content.decode()
    assert f'name="value" value="{wished}"' in page
    assert f"has a capacity of {wished}" in page


def test_the_panel_of_a_file_names_who_answered(cast: Cast, sign_in: Any) -> None:
    (file,) = files_of(cast, 1)
    named(cast.centre_head, "زهرا صالحی", "Zahra Salehi")
    handed(cast, [file], cast.mehr)
    sign_in(cast.centre_head).post("/handed-over/acceptance/", {"mandates": [file.mandates.get().pk]})
    panel = sign_in(cast.deputy).get(f"/files/{file.code}/mandates/").content.decode()
    assert "زهرا صالحی" in panel
    assert cast.centre_head.username not in panel


def test_an_entry_about_a_proposal_is_told_in_words(cast: Cast, sign_in: Any) -> None:
    ready(cast, 2)
    client = sign_in(cast.auditor)
    client.cookies["hamdeli-language"] = "en"
    entry = next(each for each in range(1, 20) if "asked for a proposal" in page_of(client, each))
    text = page_of(client, entry)
    assert "Change of centre (m): 10000" in text
    assert "A file may leave its county: yes" in text
    assert "files that wait" in text
    assert not any(word in text for word in ("lack_of", "None", "True"))


def page_of(client: Any, number: int) -> str:
    """Return the page of one entry of the journal."""
    return str(client.get(f"/journal/{number}/").content.decode())


def test_a_sign_in_name_is_refused_that_could_never_be_one(cast: Cast, sign_in: Any) -> None:
    asked = {"username": "two words", "role": "participation_deputy", "idempotency_key": "k-1"}
    answer = sign_in(cast.deputy).post("/posts/new/", asked)
    assert answer.status_code == 422
    assert not User.objects.filter(username="two words").exists()


def test_the_bar_names_centre_and_place_with_one_question_at_most(cast: Cast, sign_in: Any) -> None:
    Centre.objects.filter(code="10-001").update(name="مرکز مهر")
    page = sign_in(cast.worker).get("/").content.decode()
    bar = page[page.index('class="h-person"') : page.index("</details>")]
    assert "مرکز مهر" in bar
    assert "۱۰-۰۰۱" not in page[page.index("<h1>") : page.index("h-stack")] + bar
    for user, most in ((cast.worker, 1), (cast.county_head, 0)):
        fresh = User.objects.get(pk=user.pk)
        assert fresh.posts_now
        with CaptureQueriesContext(connection) as queries:
            assert posts_spoken(fresh)
        assert len(queries) == most
    assert "کاشان" in sign_in(cast.county_head).get("/").content.decode()


def test_who_opened_a_file_is_named_with_the_place_of_the_post(cast: Cast, sign_in: Any) -> None:
    Centre.objects.filter(code="10-001").update(name="مرکز مهر")
    case_file("10-1", cast.kashan, centre=cast.mehr)
    sign_in(named(cast.county_head, "بهرام راد", "Bahram Rad")).get("/files/10-1/")
    sign_in(named(cast.centre_head, "سارا مهر", "Sara Mehr")).get("/files/10-1/")
    page = sign_in(cast.deputy).get("/files/10-1/looks/", headers={"hx-request": "true"}).content.decode()
    for told in ("بهرام راد", "سارا مهر", "کاشان", "مرکز مهر"):
        assert told in page, told
    for code in (cast.county_head.username, cast.centre_head.username, "1003", "۱۰۰۳", "۱۰-۰۰۱"):
        assert code not in page, code


def test_a_closed_page_does_not_say_that_one_may_look(cast: Cast, sign_in: Any) -> None:
    case_file("10-1", cast.kashan, centre=cast.mehr, aide=cast.volunteer)
    client = sign_in(cast.volunteer)
    client.cookies["hamdeli-language"] = "en"
    read = client.get("/files/10-1/score/")
    assert read.status_code == 403
    assert "This page is not open to your post" in read.content.decode()
    assert "Nothing was shown" in read.content.decode()
    changed = client.post("/files/10-1/score/")
    assert changed.status_code == 403
    assert "Your post may not change this" in changed.content.decode()
    assert "may look" not in read.content.decode() + changed.content.decode()
