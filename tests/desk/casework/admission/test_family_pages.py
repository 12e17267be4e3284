"""Household, members, the way and the papers at the desk: bad input, other tabs, other writers, great files."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hamdeli.casework.admission.deciding import approve_decision, propose_decision
from hamdeli.casework.models import Admission, CaseFile, Document
from hamdeli.households.models import Household, NameWord, Person
from hamdeli.households.naming import name_words
from hamdeli.journal.models import Entry
from hamdeli.persian.calendar import format_date
from tests.casework.admission.deciding_world import TODAY, draft_of, ready
from tests.casework.admission.making import BEGUN, paper, picture
from tests.casework.referral.making import code_of, referred, taken_up
from tests.support.cast import Cast, case_file

MEMBER = {"kinship": "child", "given_name": "علی", "family_name": "راد", "sex": "male", "birth_date": "1391/10/11"}


@pytest.fixture
def file(cast: Cast) -> CaseFile:
    return taken_up(cast)


@pytest.fixture
def client_of(cast: Cast, sign_in: Any) -> Client:
    """The admission worker, signed in."""
    found: Client = sign_in(cast.admission_worker)
    return found


def at(name: str, file: CaseFile, *more: Any) -> str:
    return reverse(f"desk:{name}", args=[file.code, *more])


def head_of(file: CaseFile) -> Person:
    return file.household.members.present().get(kinship="head")


def test_a_member_is_entered_once_from_five_tabs(client_of: Client, file: CaseFile) -> None:
    form = MEMBER | {"national_code": code_of(3), "income": "۱۲٬۰۰۰٬۰۰۰", "idempotency_key": uuid4().hex}
    for _ in range(5):
        assert client_of.post(at("file_member_new", file), form).status_code == 302
    son = file.household.members.get(kinship="child")
    assert son.income == 12_000_000
    text = client_of.get(at("file_household", file)).content.decode()
    assert "علی راد" in text
    assert code_of(3) not in text


@pytest.mark.parametrize(
    "wrong",
    [
        {"birth_date": "1404/13/01"},
        {"birth_date": "1499/01/01"},
        {"birth_date": "1403/12/31"},
        {"national_code": "0000000000"},
        {"kinship": "head"},
        {"kinship": "cousin"},
        {"income": "-5"},
        {"income": "much"},
        {"given_name": " "},
    ],
)
def test_bad_members_are_refused(client_of: Client, file: CaseFile, wrong: dict[str, str]) -> None:
    response = client_of.post(at("file_member_new", file), MEMBER | {"idempotency_key": uuid4().hex} | wrong)
    assert response.status_code == 422
    assert file.household.members.count() == 1


def test_the_same_person_is_not_written_down_twice_in_a_household(client_of: Client, file: CaseFile) -> None:
    answers = [enter(client_of, file, given_name=name, sure="on").status_code for name in ("علی", "علي")]
    assert answers == [302, 422]
    assert file.household.members.count() == 2


@pytest.mark.parametrize("who", ["namesake", "older"])
def test_what_is_improbable_is_stored_where_somebody_is_sure(
    cast: Cast, client_of: Client, file: CaseFile, who: str
) -> None:
    other = case_file("F-other", cast.natanz)
    Person.objects.filter(household=other.household).update(birth_date=date(2013, 1, 1))
    son = Person.objects.get(household=other.household)
    NameWord.objects.bulk_create(name_words(son))
    Person.objects.filter(pk=head_of(file).pk).update(birth_date=date(1980, 5, 5))
    odd = {
        "namesake": {"given_name": son.given_name, "family_name": son.family_name, "birth_date": "1391/10/12"},
        "older": {"birth_date": "1358/01/01"},
    }[who]
    asked = enter(client_of, file, **odd)
    assert asked.status_code == 422
    assert 'name="sure"' in asked.content.decode()
    assert file.household.members.count() == 1
    assert "F-other" not in asked.content.decode()
    assert enter(client_of, file, **odd, sure="on").status_code == 302
    assert Entry.objects.filter(verb="entered", details__sure=True).count() == 1
    made = file.household.members.get(kinship="child")
    again = odd | {"version": made.version, "given_name": "رضا", "birth_date": "1391/10/11"}
    assert client_of.post(at("file_member", file, made.pk), MEMBER | again).status_code == 302
    back = MEMBER | odd | {"version": made.version + 1}
    assert client_of.post(at("file_member", file, made.pk), back).status_code == 422
    assert client_of.post(at("file_member", file, made.pk), back | {"sure": "on"}).status_code == 302


def enter(client: Client, file: CaseFile, **more: str) -> Any:
    """Send a member with a key of its own."""
    return client.post(at("file_member_new", file), MEMBER | {"idempotency_key": uuid4().hex} | more)


def test_a_code_of_another_province_is_refused_without_a_word_of_it(
    cast: Cast, client_of: Client, file: CaseFile
) -> None:
    other = case_file("16-7", cast.dehloran, name=("QOTHER", "QOTHER"))
    near = case_file("10-7", cast.kashan)
    said = []
    for holder, number in ((other, 4), (near, 5)):
        code = code_of(number)
        here = at("file_member_new", holder)
        entering = Client()
        entering.force_login(cast.stranger if holder == other else cast.admission_worker)
        form = MEMBER | {"national_code": code, "idempotency_key": uuid4().hex}
        assert entering.post(here, form).status_code == 302
        again = form | {"given_name": "نورا", "idempotency_key": uuid4().hex}
        response = client_of.post(at("file_member_new", file), again)
        assert response.status_code == 422
        text = response.content.decode()
        assert "QOTHER" not in text
        assert other.code not in text
        said.append(text.split("data-error-summary")[1].split("</ul>")[0])
    assert said[0] == said[1]


def test_the_second_writer_sees_the_first(cast: Cast, client_of: Client, file: CaseFile) -> None:
    head = head_of(file)
    form = {"kinship": "head", "given_name": "مریم", "family_name": "راد", "sex": "female", "birth_date": "1359/01/13"}
    url = at("file_member", file, head.pk)
    assert client_of.post(url, form | {"work": "casual", "version": head.version}).status_code == 302
    response = client_of.post(url, form | {"work": "unable", "version": head.version})
    assert response.status_code == 409
    text = response.content.decode()
    assert "کار موقت" in text
    assert cast.admission_worker.name_fa in text
    assert head_of(file).work == "casual"
    home = at("file_home", file)
    values = {
        "latitude": "33.9",
        "longitude": "51.4",
        "tenure": "rented",
        "rent": "۵۰۰۰۰۰۰",
        "assets": ["stove", "car"],
        "language": "ku",
    }
    assert client_of.post(home, values | {"version": "1", "language": "xx"}).status_code == 422
    assert client_of.post(home, values | {"version": "1"}).status_code == 302
    assert client_of.post(home, values | {"version": "1", "tenure": "owned"}).status_code == 409
    stored = Household.objects.get(pk=file.household_id)
    assert (stored.tenure, stored.language) == ("rented", "ku")
    assert "کردی" in client_of.get(at("file_household", file)).content.decode()


def test_a_head_leaves_at_the_desk(client_of: Client, file: CaseFile) -> None:
    client_of.post(at("file_member_new", file), MEMBER | {"idempotency_key": uuid4().hex})
    head, son = head_of(file), file.household.members.get(kinship="child")
    url = at("file_member_leaving", file, head.pk)
    form = {"why": "death", "on": "1404/12/01", "version": head.version}
    assert client_of.post(url, form).status_code == 422
    asked = client_of.post(url, form | {"new_head": son.pk})
    assert (asked.status_code, 'name="sure"' in asked.content.decode()) == (422, True)
    assert client_of.post(url, form | {"new_head": son.pk, "sure": "on"}).status_code == 302
    assert head_of(file) == son
    page = client_of.get(at("file", file)).content.decode()
    assert "مریم" not in page


def test_the_way_at_the_desk(cast: Cast, client_of: Client, file: CaseFile) -> None:
    page = client_of.get(at("file_admission", file)).content.decode()
    assert at("file_admission_step", file, "interview") in page
    assert at("file_admission_step", file, "form") not in page
    url, key = at("file_admission_step", file, "interview"), uuid4().hex
    form = {"on": format_date(timezone.localdate(), "fa"), "words": "QSTORY", "version": "1", "idempotency_key": key}
    early = client_of.post(url, form | {"on": "1390/01/01"})
    assert (early.status_code, "پیش از معرفی خانواده" in early.content.decode()) == (409, True)
    answers = [client_of.post(url, form) for _ in range(5)]
    assert {answer.status_code for answer in answers} == {302}
    assert Admission.objects.get().steps.count() == 1
    other = client_of.post(url, form | {"idempotency_key": uuid4().hex})
    assert other.status_code == 409
    assert at("file_admission_step", file, "form") in client_of.get(at("file_admission", file)).content.decode()
    household = at("file_admission_step", file, "household")
    assert client_of.post(household, {"version": "2", "idempotency_key": uuid4().hex}).status_code == 409
    for record in ("enquiry", "score", "decision", "prayer"):
        assert client_of.get(at("file_admission_step", file, record)).status_code == 404


def test_a_paper_is_kept_and_handed_out(cast: Cast, client_of: Client, file: CaseFile) -> None:
    scan = SimpleUploadedFile("../../QEVIL.exe", picture(), content_type="text/html")
    assert client_of.post(at("file_documents", file), {"kind": "identity", "file": scan}).status_code == 302
    found = Document.objects.get()
    response: Any = client_of.get(at("file_document", file, found.pk))
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"] == f'attachment; filename="{file.code}-identity-{found.pk}.png"'
    assert response.content[:4] == b"\x89PNG"
    look = Entry.objects.filter(verb="looked", subject_kind="document").latest("number")
    assert (look.subject, look.actor) == (file.code, cast.admission_worker.username)


def test_a_great_file_is_refused_before_it_is_read(
    client_of: Client, file: CaseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    monkeypatch.setattr("hamdeli.desk.casework.admission.documents.bring", lambda *_a, **_b: read.append("read"))
    great = SimpleUploadedFile("a.pdf", b"%PDF-1.7" + b"0" * (50 * 1024 * 1024))
    response = client_of.post(at("file_documents", file), {"kind": "identity", "file": great})
    assert response.status_code == 422
    assert "مگابایت" in response.content.decode()
    assert not read
    assert not Document.objects.exists()


def test_papers_of_another_family_are_not_reached(cast: Cast, client_of: Client, file: CaseFile) -> None:
    other = case_file("F-2", cast.kashan)
    found = paper(other, "identity", cast.admission_worker)
    assert client_of.get(at("file_document", file, found.pk)).status_code == 404
    assert client_of.get(at("file_document", other, found.pk)).status_code == 200
    stranger = other.household.members.get()
    assert client_of.get(at("file_member", file, stranger.pk)).status_code == 404


def test_a_code_of_this_very_household_is_said_to_be_here(client_of: Client, file: CaseFile, cast: Cast) -> None:
    client_of.cookies["hamdeli-language"] = "en"
    new = at("file_member_new", file)
    blank = client_of.get(new).content.decode()
    assert "Left empty, it stays as it is" not in blank
    form = MEMBER | {"national_code": code_of(3), "idempotency_key": uuid4().hex}
    assert client_of.post(new, form).status_code == 302
    again = client_of.post(new, form | {"given_name": "رضا", "idempotency_key": uuid4().hex})
    assert again.status_code == 422
    assert "This person is already written down in this household." in again.content.decode()
    other = taken_up(cast, referred(cast, key="another"))
    strange = client_of.post(at("file_member_new", other), form | {"idempotency_key": uuid4().hex})
    assert "This national code cannot be entered here." in strange.content.decode()
    son = file.household.members.get(kinship="child")
    assert "Left empty, it stays as it is" in client_of.get(at("file_member", file, son.pk)).content.decode()


def test_the_interview_of_a_discreet_family_is_said_to_be_its_named_persons(cast: Cast, sign_in: Any) -> None:
    family = case_file("10-9", cast.kashan, state="admission", discreet=True, keeper=cast.enquiring_worker)
    Admission.objects.create(case_file=family, state="interview", begun_at=BEGUN, begun_by=cast.admission_worker)
    client = sign_in(cast.admission_worker)
    client.cookies["hamdeli-language"] = "en"
    told = f"this step belongs to its named person, {cast.enquiring_worker.name_en}."
    assert told in client.get(at("file_admission", family)).content.decode()
    mine = sign_in(cast.enquiring_worker).get(at("file_admission", family)).content.decode()
    assert told not in mine


def test_the_decision_names_author_and_approver(cast: Cast, sign_in: Any) -> None:
    family = ready("F-1", cast)
    propose_decision(case_file=family, author=cast.admission_worker, today=TODAY, outcome="client", reason="poverty")
    draft = draft_of(family)
    approve_decision(draft=draft, approver=cast.county_head, today=TODAY, seen_version=draft.version)
    client = sign_in(cast.supervisor)
    client.cookies["hamdeli-language"] = "en"
    page = client.get(at("file_admission", family)).content.decode()
    assert f"{cast.admission_worker.name_en}, approved by {cast.county_head.name_en}" in page
