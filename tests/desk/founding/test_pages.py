"""The pages about the founding of centres: the whole way by the desk, the list, the statute, what is refused."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hamdeli.accounts.roles import Right
from hamdeli.centres.models import Centre, Founding, FoundingCheck
from hamdeli.journal.models import Entry
from hamdeli.persian.digits import to_persian
from hamdeli.places.models import Place
from tests.centres.founding.making import checking, code, draft, submitted, town
from tests.support.cast import Cast

ENGLISH = {"accept-language": "en"}
PERSIAN = {"accept-language": "fa"}


def url(name: str, made: Founding | None = None, *more: Any) -> str:
    return reverse(f"desk:{name}", args=[made.pk, *more] if made else [])


def post(browser: Any, page: str, made: Founding, /, *more: Any, **data: Any) -> Any:
    made.refresh_from_db()
    return browser.post(url(page, made, *more), {"version": made.version, **data}, headers=ENGLISH)


def read(browser: Any, made: Founding, name: str = "founding") -> str:
    return str(browser.get(url(name, made), headers=ENGLISH).content.decode())


def trustee(number: int, role: str) -> dict[str, Any]:
    told = {"name": f"عضو {number}", "role": role, "national_code": to_persian(code(number)), "phone": "۰۹۱۳۱۲۳۴۵۶۷"}
    return told | {"birth_date": "۱۳۵۰/۰۱/۰۱", "local_record": "خیریه", "endorsements": "معتمد محل"}


def begun(browser: Any, cast: Cast) -> Founding:
    told = {"name": "مركز مهر نو", "kind": "specialised", "specialities": ["social_work"], "county": "1003"}
    for _twice in range(2):
        answer = browser.post(url("founding_new"), {**told, "idempotency_key": "new"})
    made = Founding.objects.get()
    assert answer.url == url("founding", made)
    return made


def filled(browser: Any, cast: Cast) -> Founding:
    made = begun(browser, cast)
    page = read(browser, made)
    assert "its point on the map" in page
    centre = {"name": made.name, "kind": made.kind, "specialities": ["social_work"]}
    assert post(browser, "founding_centre", made, **centre, capacity="۳۰", social_workers="۲").status_code == 302
    place = {"address": "کاشان", "latitude": "۳۳٫۹۸", "longitude": "51.44", "tenure": "mosque"}
    assert post(browser, "founding_premises", made, **place, square_metres="۱۲۰", hours="عصرها").status_code == 302
    area = {"places": [town(cast).code], "corners": "۳۳٫۹ ۵۱٫۳\n33.9 51.6\n34.1, 51.6\n34.1 51.3"}
    assert post(browser, "founding_area", made, **area).status_code == 302
    assert post(browser, "founding_funds", made, note="بازار").status_code == 302
    assert post(browser, "founding_statute", made, text="ماده ۱").status_code == 302
    for number, role in enumerate(("chair", "executive", "treasurer", "member", "member")):
        answer = post(browser, "founding_trustee_new", made, **trustee(number, role), idempotency_key=f"t{number}")
        assert answer.status_code == 302
    made.refresh_from_db()
    return made


def county_approves(browser: Any, made: Founding, today: str) -> None:
    assert "Begin to check" in read(browser, made)
    post(browser, "founding_taking_up", made)
    people = list(made.trustees.values_list("pk", flat=True))
    course = {"title": "مددکاری", "hours": "8", "on": today, "trustees": people, "idempotency_key": "c"}
    assert post(browser, "founding_course", made, **course).status_code == 302
    for check in FoundingCheck.objects.filter(right=Right.CHECK_FOUNDING):
        assert post(browser, "founding_check", made, check.code, on=today, note="دیده شد").status_code == 302
    assert post(browser, "founding_check_back", made, "local").status_code == 302
    assert "Not ticked yet" in post(browser, "founding_endorsement", made, national_code=code(900)).content.decode()
    post(browser, "founding_check", made, "local", on=today, note="دو معتمد")
    assert post(browser, "founding_endorsement", made, national_code=code(900)).status_code == 302


def province_approves(browser: Any, made: Founding, today: str) -> None:
    for check in FoundingCheck.objects.filter(right=Right.LICENSE):
        post(browser, "founding_check", made, check.code, on=today, note="خوانده شد")
    assert post(browser, "founding_approval", made, national_code=code(901)).status_code == 302
    assert "approved in principle" in read(browser, made)


def test_the_whole_way_by_the_desk(cast: Cast, sign_in: Any) -> None:
    browser = sign_in(cast.founder)
    made, today = filled(browser, cast), timezone.localdate().isoformat()
    assert len(made.outline["coordinates"][0]) == 5
    assert post(browser, "founding_submission", made).status_code == 422
    assert post(browser, "founding_submission", made, declared="on").status_code == 302
    county_approves(sign_in(cast.county_head), made, today)
    browser = sign_in(cast.participation)
    province_approves(browser, made, today)
    assert post(browser, "founding_opening", made, on=today).status_code == 302
    made.refresh_from_db()
    centre = Centre.objects.get(founding=made)
    assert (made.state, centre.licence, centre.capacity) == ("opened", "active", 30)
    assert [each.speciality for each in centre.capabilities.all()] == ["social_work"]
    page = read(browser, made)
    assert "The centre is open" in page
    assert reverse("desk:centre", args=[centre.code]) in page


def test_a_draft_is_seen_by_its_writer_alone(cast: Cast, sign_in: Any) -> None:
    made = draft(cast)
    assert sign_in(cast.founder).get(url("founding", made)).status_code == 200
    assert sign_in(cast.county_head).get(url("founding", made)).status_code == 404
    assert made.name not in sign_in(cast.county_head).get(url("foundings")).content.decode()


def test_who_the_trustees_are_is_seen_by_the_offices_and_recorded(cast: Cast, sign_in: Any) -> None:
    made = submitted(cast)
    browser = sign_in(cast.county_head)
    assert code(0) not in read(browser, made)
    before = Entry.objects.filter(verb="looked").count()
    assert code(0) in read(browser, made, "founding_people")
    assert Entry.objects.filter(verb="looked").count() == before + 1


def test_a_county_and_its_town_of_one_name_are_told_apart_and_in_english_order(cast: Cast, sign_in: Any) -> None:
    browser, made = sign_in(cast.founder), draft(cast)
    for number, (fa, en) in enumerate((("کاشان", "Kashan"), ("آران", "Zaran"), ("یزدل", "Abyaneh"))):
        town(cast, number + 1, name_fa=fa, name_en=en)
    page = browser.get(url("founding_funds", made), headers=ENGLISH).content.decode()
    assert "(City)" in page
    assert "(County)" in page
    assert page.index("Abyaneh") < page.index("Zaran")


def test_the_first_page_of_a_founder_leads_to_an_application(cast: Cast, sign_in: Any) -> None:
    page = sign_in(cast.founder).get("/", headers=ENGLISH).content.decode()
    assert url("founding_new") in page
    assert url("founding_new") not in sign_in(cast.centre_head).get("/", headers=ENGLISH).content.decode()


def test_the_approval_of_the_county_does_not_say_that_checks_are_ticked(cast: Cast, sign_in: Any) -> None:
    made = checking(cast)
    browser = sign_in(cast.county_head)
    assert "are ticked" not in read(browser, made, "founding_endorsement")
    page = read(browser, made)
    assert "To be seen: " in page


def test_the_statute_is_kept_as_it_is_and_no_other_file(cast: Cast, sign_in: Any) -> None:
    made, browser = draft(cast), sign_in(cast.founder)
    content = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
    assert post(browser, "founding_statute", made, file=SimpleUploadedFile("a.pdf", b"MZ...")).status_code == 422
    assert post(browser, "founding_statute", made, file=SimpleUploadedFile("a.pdf", content)).status_code == 302
    answer = browser.get(url("founding_statute_file", made))
    assert (answer.content, answer["Content-Type"]) == (content, "application/pdf")
    assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize(
    ("corners", "said"),
    [
        ("33.9", "Line 1 is not a corner"),
        ("33.9 51.3\n33.9 51.6", "at least three corners"),
        ("33.9 51.3\n34.1 51.6\n33.9 51.6\n34.1 51.3", "cross each other"),
    ],
)
def test_a_faulty_area_is_said_on_the_form(cast: Cast, sign_in: Any, corners: str, said: str) -> None:
    made, browser = draft(cast), sign_in(cast.founder)
    answer = post(browser, "founding_area", made, corners=corners)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    made.refresh_from_db()
    assert made.outline is None


def test_the_second_writer_is_told(cast: Cast, sign_in: Any) -> None:
    made, browser = draft(cast), sign_in(cast.founder)
    first = {"name": "یک", "kind": "guild", "version": made.version}
    assert browser.post(url("founding_centre", made), first).status_code == 302
    second = browser.post(url("founding_centre", made), first | {"name": "دو"}, headers=ENGLISH)
    made.refresh_from_db()
    assert (second.status_code, made.name) == (409, "یک")


def test_the_list_searches_filters_and_asks_the_same_for_one_and_twenty(cast: Cast, sign_in: Any) -> None:
    first = submitted(cast)
    browser = sign_in(cast.participation)
    with CaptureQueriesContext(connection) as one:
        browser.get(url("foundings"))
    Founding.objects.filter(pk=first.pk).update(name_folded="امید")
    for number in range(19):
        made = draft(cast, name=f"مرکز {number}")
        Founding.objects.filter(pk=made.pk).update(state="submitted")
    with CaptureQueriesContext(connection) as twenty:
        page = browser.get(url("foundings")).content.decode()
    assert len(one) == len(twenty)
    assert page.count('<th scope="row">') == 20
    found = browser.get(url("foundings"), {"q": "أميد", "state": "submitted", "county": "1003"}).content.decode()
    assert found.count('<th scope="row">') == 1
    nothing = browser.get(url("foundings"), {"state": "opened"}, headers=ENGLISH).content.decode()
    assert "No application here" in nothing


def test_a_fragment_is_a_part_of_the_page_and_the_list_is_taken_away(cast: Cast, sign_in: Any) -> None:
    submitted(cast)
    browser = sign_in(cast.county_head)
    fragment = browser.get(url("foundings"), headers={"hx-request": "true"}).content.decode()
    assert fragment.strip() in browser.get(url("foundings")).content.decode()
    answer = browser.get(url("foundings_export"))
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    assert Entry.objects.filter(verb="exported", subject_kind="founding").exists()


@pytest.mark.parametrize("language", [ENGLISH, PERSIAN])
def test_every_part_is_shown_in_both_languages(cast: Cast, sign_in: Any, language: Any) -> None:
    made, browser = draft(cast), sign_in(cast.founder)
    for name in ("founding", "founding_centre", "founding_premises", "founding_area", "founding_funds"):
        assert browser.get(url(name, made), headers=language).status_code == 200
    for name in ("founding_statute", "founding_trustee_new", "founding_submission", "founding_withdrawal"):
        assert browser.get(url(name, made), headers=language).status_code == 200
    Place.objects.create(
        code="G1",
        kind="city",
        name_fa="آران",
        name_en="Aran",
        parent=cast.kashan,
        latitude=34.06,
        longitude=51.48,
        population=9,
    )
    told = browser.get(url("founding_map", made), headers=language).json()
    assert told["around"] == [33.98, 51.44]
    names = [each["properties"]["label"] for each in told["features"] if each["properties"]["kind"] == "name"]
    assert names == ["Aran" if language == ENGLISH else "آران"]
