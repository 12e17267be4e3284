"""The list of files and the page of one file."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamdeli.casework.models import CaseFile
from hamdeli.delegation.handing_over import hand_over
from hamdeli.desk.casework.files import PAGE
from hamdeli.households.models import NameWord, Person
from hamdeli.households.naming import name_words
from hamdeli.journal.models import Entry
from hamdeli.journal.sealing import blind_index, seal
from tests.support.cast import Cast, case_file


def with_words(file: CaseFile) -> CaseFile:
    for person in file.household.members.all():
        NameWord.objects.bulk_create(name_words(person))
    return file


def codes(page: bytes) -> list[str]:
    return re.findall(r'href="/files/([0-9A-Z\-]+)/"', page.decode())


def test_the_list_shows_the_files_of_the_own_county_and_notes_the_look(cast: Cast, sign_in: Any) -> None:
    case_file("10-1", cast.kashan)
    case_file("10-2", cast.natanz)
    case_file("16-1", cast.dehloran)
    assert codes(sign_in(cast.county_head).get("/files/").content) == ["10-1"]
    look = Entry.objects.get(verb="looked")
    assert (look.actor, look.subject) == ("county-head", "10-1")
    assert codes(sign_in(cast.deputy).get("/files/").content) == ["10-1", "10-2"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("زهرا", ["10-1"]),
        ("حسيني", ["10-1"]),
        ("حسینی زهرا", ["10-1"]),
        ("حسی زهر", ["10-1"]),
        ("كريمي", ["10-2"]),
        ("کریمی‌نژاد", ["10-2"]),
        ("کریمینژاد", ["10-2"]),
        ("رضایی راد", ["10-3"]),
        ("راد رضا", ["10-3"]),
        ("۱۰-۲", ["10-2"]),
        ("10-", ["10-1", "10-2", "10-3"]),
        ("زهرا کریمی", []),
        ("'; DROP TABLE", []),
    ],
)
def test_search_finds_names_and_codes_however_they_are_written(
    cast: Cast, sign_in: Any, asked: str, found: list[str]
) -> None:
    with_words(case_file("10-1", cast.kashan, name=("زهرا", "حسینی")))
    with_words(case_file("10-2", cast.kashan, name=("علی", "کریمی نژاد")))
    with_words(case_file("10-3", cast.kashan, name=("رضا", "رضایی‌راد")))
    assert codes(sign_in(cast.county_head).get("/files/", {"q": asked}).content) == found


def test_filters_live_in_the_address(cast: Cast, sign_in: Any) -> None:
    case_file("10-1", cast.kashan, need="health", priority=5, centre=cast.mehr)
    case_file("10-2", cast.kashan, need="general", priority=1)
    client = sign_in(cast.deputy)
    assert codes(client.get("/files/?need=health").content) == ["10-1"]
    assert codes(client.get("/files/?priority=1").content) == ["10-2"]
    assert codes(client.get("/files/?carried=no").content) == ["10-2"]
    assert codes(client.get("/files/?centre=10-001").content) == ["10-1"]
    assert codes(client.get("/files/?county=1003&need=nonsense").content) == ["10-1", "10-2"]


def test_pages_follow_each_other_by_key(cast: Cast, sign_in: Any) -> None:
    for number in range(3 * PAGE):
        case_file(f"10-{number:04}", cast.kashan)
    client = sign_in(cast.deputy)
    first = client.get("/files/").content
    second = client.get(f"/files/?after=10-{PAGE - 1:04}").content
    back = client.get(f"/files/?before=10-{PAGE:04}").content
    assert [len(codes(page)) for page in (first, second, back)] == [PAGE] * 3
    assert codes(second)[0] == f"10-{PAGE:04}"
    assert codes(back) == codes(first)
    assert codes(client.get("/files/?after=nonsense%FF").content) == []


def test_the_list_asks_as_often_for_many_as_for_few(cast: Cast, sign_in: Any, django_assert_num_queries: Any) -> None:
    client = sign_in(cast.deputy)
    with_words(case_file("10-0", cast.kashan))
    client.get("/files/")
    with CaptureQueriesContext(connection) as few:
        client.get("/files/")
    for number in range(60):
        case_file(f"10-1{number:03}", cast.kashan, centre=cast.mehr if number % 2 else None)
    with django_assert_num_queries(len(few)):
        client.get("/files/")


def test_the_fragment_is_what_the_page_holds(cast: Cast, sign_in: Any) -> None:
    case_file("10-1", cast.kashan)
    client = sign_in(cast.deputy)
    full = client.get("/files/").content.decode()
    fragment = client.get("/files/", headers={"hx-request": "true"}).content.decode()
    assert fragment.strip() in full


def test_the_export_has_no_names(cast: Cast, sign_in: Any) -> None:
    case_file("10-1", cast.kashan)
    answer = sign_in(cast.deputy).get("/files/export/")
    content = b"".join(answer.streaming_content)
    assert content.startswith(b"PK")
    assert "زهرا".encode() not in content
    assert Entry.objects.filter(verb="exported", details={"rows": 1}).exists()


def test_the_second_writer_sees_the_firsts_change(cast: Cast, sign_in: Any) -> None:
    file = case_file("10-1", cast.kashan)
    asked = {"need": "health", "priority": "5", "version": "1"}
    assert sign_in(cast.county_head).post("/files/10-1/description/", asked).status_code == 302
    late = sign_in(cast.deputy).post("/files/10-1/description/", asked | {"need": "education"})
    assert late.status_code == 409
    assert "county-head" in late.content.decode()
    file.refresh_from_db()
    assert (file.need, file.priority, file.version) == ("health", 5, 2)


@pytest.mark.parametrize("asked", [{"need": "gold", "priority": "5"}, {"need": "health", "priority": "9"}, {}])
def test_bad_input_is_said_and_nothing_is_saved(cast: Cast, sign_in: Any, asked: dict[str, str]) -> None:
    file = case_file("10-1", cast.kashan)
    assert sign_in(cast.deputy).post("/files/10-1/description/", asked | {"version": "1"}).status_code == 422
    file.refresh_from_db()
    assert file.version == 1


def test_national_codes_are_shown_for_a_reason_that_is_kept(cast: Cast, sign_in: Any) -> None:
    file = case_file("10-1", cast.kashan)
    Person.objects.update(national_code_sealed=seal("0499370899"), national_code_index=blind_index("0499370899"))
    client = sign_in(cast.deputy)
    assert "۰۴۹۹۳۷۰۸۹۹" not in client.get(f"/files/{file.code}/").content.decode()
    assert client.post("/files/10-1/identity/", {"reason": "x"}).status_code == 422
    shown = client.post("/files/10-1/identity/", {"reason": "checking the stipend"}).content.decode()
    assert "0499370899" in shown or "۰۴۹۹۳۷۰۸۹۹" in shown
    assert Entry.objects.get(subject_kind="national_code").reason == "checking the stipend"


def test_a_carrying_centre_of_another_county_is_named_and_leads_nowhere(cast: Cast, sign_in: Any) -> None:
    for code, centre, leads in (("F-8", cast.mehr, True), ("F-9", cast.natanz_centre, False)):
        file = case_file(code, cast.kashan)
        hand_over(
            lines=[(file.pk, centre.pk)],
            actor=cast.deputy.actor,
            made_by=cast.deputy,
            province=cast.isfahan,
            accepted=True,
        )
        client = sign_in(cast.county_head)
        page = client.get(f"/files/{code}/").content.decode()
        assert centre.name in page
        assert (f'href="/centres/{centre.code}/"' in page) is leads
        assert client.get(f"/centres/{centre.code}/").status_code == (200 if leads else 404)
