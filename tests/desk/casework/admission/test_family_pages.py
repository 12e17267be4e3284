"""Household, members, the way and the papers at the desk: bad input, other tabs, other writers, great files."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hamdeli.casework.models import Admission, CaseFile, Document
from hamdeli.households.models import Household, Person
from hamdeli.journal.models import Entry
from tests.casework.admission.making import paper, picture
from tests.casework.referral.making import code_of, taken_up
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


def test_a_code_of_another_province_is_refused_without_a_word_of_it(
    cast: Cast, client_of: Client, file: CaseFile
) -> None:
    other = case_file("16-7", cast.dehloran, name=("QOTHER", "QOTHER"))
    said = []
    for holder in (other, None):
        code = code_of(4 if holder else 5)
        here = at("file_member_new", other if holder else file)
        entering = Client()
        entering.force_login(cast.stranger if holder else cast.admission_worker)
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
    assert client_of.post(url, form | {"new_head": son.pk}).status_code == 302
    assert head_of(file) == son
    page = client_of.get(at("file", file)).content.decode()
    assert "مریم" not in page


def test_the_way_at_the_desk(cast: Cast, client_of: Client, file: CaseFile) -> None:
    page = client_of.get(at("file_admission", file)).content.decode()
    assert at("file_admission_step", file, "interview") in page
    assert at("file_admission_step", file, "form") not in page
    url, key = at("file_admission_step", file, "interview"), uuid4().hex
    form = {"on": "1404/12/01", "words": "QSTORY", "version": "1", "idempotency_key": key}
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
