"""Photographs: with consent, never large, nothing of the camera, sealed in the vault."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import File
from PIL import Image

from hamdeli.casework.models import Photo, Visit
from hamdeli.casework.visiting.photos import PhotoGiven, add_photos, picture
from tests.casework.visiting.making import bytes_of_picture, done, photo, planned
from tests.casework.visiting.test_planning import refused
from tests.support.cast import Cast


class Unread(File[bytes]):
    """A file of fifty megabytes that must not be read."""

    def __init__(self) -> None:
        super().__init__(None, name="large.jpg")

    @property
    def size(self) -> int:
        return 50 * 1024 * 1024

    def read(self, *_many: Any) -> bytes:
        raise AssertionError("it was read")


def placed() -> bytes:
    """Return a picture that says where and by which camera it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "CANARYCAMERA"
    exif.get_ifd(0x8825)[2] = (33.0, 58.0, 12.0)
    return bytes_of_picture(exif=exif)


def stored() -> list[bytes]:
    """Return what lies in the store, as it lies there."""
    return [path.read_bytes() for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_photograph_is_written_anew_and_sealed(cast: Cast) -> None:
    assert b"CANARYCAMERA" in placed()
    visit = done(cast, photos=[photo(placed()), photo(bytes_of_picture("PNG"), face=True)])
    kept = list(Photo.objects.filter(visit=visit).order_by("pk"))
    assert [picture(one)[1] for one in kept] == ["image/jpeg", "image/png"]
    assert [one.face for one in kept] == [False, True]
    for one in kept:
        content, _kind = picture(one)
        assert b"CANARYCAMERA" not in content
        assert not Image.open(io.BytesIO(content)).getexif()
    assert len(stored()) == 2
    assert not any(content[:3] == b"\xff\xd8\xff" or b"PNG" in content[:9] for content in stored())


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        (lambda: photo(consent_by=" "), "photo_consent"),
        (lambda: photo(shows=""), "photo_shows"),
        (lambda: PhotoGiven(Unread(), "خانه", "زهرا"), "photo_large"),
        (lambda: photo(b"%PDF-1.7 %%EOF"), "photo_kind"),
        (lambda: photo(b"GIF89a" + b"0" * 90), "photo_kind"),
        (lambda: photo(bytes_of_picture()[:99]), "photo_kind"),
        (lambda: photo(b"<svg onload=alert(1)>"), "photo_kind"),
    ],
)
def test_what_is_no_photograph_with_consent_is_refused(cast: Cast, given: Any, fault: str) -> None:
    visit = planned(cast)
    with refused(fault):
        done(cast, visit, photos=[given()])
    assert Visit.objects.get().state == "planned"


def test_a_visit_keeps_five_and_the_same_one_once(cast: Cast) -> None:
    visit = planned(cast)
    many = [photo(bytes_of_picture(colour=number)) for number in range(0, 240, 40)]
    with refused("photos_many"):
        done(cast, visit, photos=many)
    visit = done(cast, visit, photos=[*many[:2], many[0]])
    assert visit.photos.count() == 2
    assert add_photos(visit=visit, photos=many[:3], by=cast.worker) == 1
    assert add_photos(visit=visit, photos=many[:3], by=cast.worker) == 0
    with refused("photos_many"):
        add_photos(visit=visit, photos=many[2:], by=cast.worker)
    with refused("visitor_only"):
        add_photos(visit=visit, photos=many[:1], by=cast.centre_head)
    assert visit.photos.count() == 3


def test_a_damaged_store_is_told_and_not_shown(cast: Cast) -> None:
    visit = done(cast, photos=[photo()])
    (path,) = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    path.unlink()
    with refused("photo_gone"):
        picture(visit.photos.get())
