"""Photographs from a phone: after the form of their visit, with consent, without what a camera adds, each once."""

import io
from typing import Any

import pytest
from PIL import Image

from hamdeli.casework.models import Photo, Submission, Visit
from hamdeli.casework.syncing.kept import body_of
from hamdeli.casework.syncing.keys import encoded
from hamdeli.casework.visiting.photos import picture
from tests.casework.visiting.making import bytes_of_picture
from tests.desk.phone.making import form, loose, planned, send
from tests.support.cast import Cast

WHERE = Image.Exif()
WHERE[0x010F] = "CANARYCAMERA"


@pytest.fixture
def visit(cast: Cast) -> Visit:
    return planned(cast)


def photo(of: Visit, number: int = 1, content: bytes | None = None, **body: Any) -> dict[str, Any]:
    values = {
        "visit": of.pk,
        "form": form(of)["key"],
        "shows": "سقف نمناک",
        "consent": True,
        "consent_by": "مادر",
        "face": False,
        "picture": encoded(content or bytes_of_picture(exif=WHERE)),
    }
    return loose(of.visitor, "photo", of.case_file.code, number, **values | body)


def test_a_photograph_follows_its_visit_once_without_what_the_camera_added(
    cast: Cast, visit: Visit, sign_in: Any
) -> None:
    client = sign_in(cast.worker)
    send(client, form(visit))
    assert [send(client, photo(visit)).json()["state"] for _ in range(3)] == ["stored"] * 3
    assert send(client, photo(visit, 2)).json()["state"] == "stored"
    stored = Photo.objects.get()
    content, _kind = picture(stored)
    assert (stored.consent_by, b"CANARYCAMERA" in content) == ("مادر", False)
    assert Image.open(io.BytesIO(content)).size == (64, 48)
    assert {tuple(body_of(each)) for each in Submission.objects.filter(kind="photo")} == {()}


def test_without_its_visit_a_photograph_waits_and_can_be_looked_at(cast: Cast, visit: Visit, sign_in: Any) -> None:
    client = sign_in(cast.worker)
    assert send(client, photo(visit)).json()["fault"] == "photo_alone"
    kept = Submission.objects.get()
    assert f"/phone/kept/{kept.pk}/picture/" in client.get(f"/phone/kept/{kept.pk}/").content.decode()
    shown = client.get(f"/phone/kept/{kept.pk}/picture/")
    assert (shown["Content-Type"], b"CANARYCAMERA" in shown.content) == ("image/jpeg", False)
    assert sign_in(cast.other_centre_head).get(f"/phone/kept/{kept.pk}/picture/").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"consent": False}, "photo_consent"),
        ({"consent_by": " "}, "photo_consent"),
        ({"shows": ""}, "photo_shows"),
        ({"picture": encoded(b"%PDF-1.4 no picture")}, "photo_kind"),
        ({"picture": "A"}, "not_a_form"),
        ({"visit": 10**6}, "photo_alone"),
        ({"visit": None}, "not_a_form"),
        ({"form": "a-form-of-somebody-else"}, "photo_alone"),
    ],
)
def test_what_is_no_photograph_with_consent_waits(
    cast: Cast, visit: Visit, sign_in: Any, wrong: dict[str, Any], fault: str
) -> None:
    client = sign_in(cast.worker)
    send(client, form(visit))
    assert send(client, photo(visit, **wrong)).json()["fault"] == fault
    assert not Photo.objects.exists()
    kept = Submission.objects.get(kind="photo")
    assert client.get(f"/phone/kept/{kept.pk}/").status_code == 200


def test_six_photographs_are_five_and_one_that_waits(cast: Cast, visit: Visit, sign_in: Any) -> None:
    client = sign_in(cast.worker)
    send(client, form(visit))
    states = [
        send(client, photo(visit, number, bytes_of_picture(colour=10 * number))).json()["state"] for number in range(6)
    ]
    assert (states, Photo.objects.count()) == (["stored"] * 5 + ["kept"], 5)


def test_great_forms_and_greater_photographs_are_refused(cast: Cast, visit: Visit, sign_in: Any) -> None:
    client = sign_in(cast.worker)
    assert send(client, form(visit, body={"facts": "x" * 300_000})).status_code == 413
    assert send(client, photo(visit, content=b"\xff\xd8\xff" + bytes(1_500_000))).status_code == 413
    assert send(client, photo(visit, content=b"\xff\xd8\xff" + bytes(50_000_000))).status_code == 400
    assert not Submission.objects.exists()
