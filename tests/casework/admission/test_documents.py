"""Papers are known by their content, written anew, sealed, and never deleted."""

import io
import os
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.db import DatabaseError, transaction
from PIL import Image

from hamdeli.casework.admission.documents import Paper, bring, mark
from hamdeli.casework.admission.faults import AdmissionFault
from hamdeli.casework.models import Document, DocumentMark
from hamdeli.casework.scans import LARGEST, SENTENCES, ScanFault, require_size, scan_of
from hamdeli.casework.vault import VaultFault, kept, place_of
from tests.casework.admission.making import BEGUN, paper, picture
from tests.support.cast import Cast, case_file

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def with_place() -> bytes:
    """Return a JPEG with the place and the camera written into it, lying on its side."""
    picture = Image.new("RGB", (20, 10), (200, 10, 10))
    exif = picture.getexif()
    exif[0x0112] = 6
    exif[0x0110] = "QCAMERA"
    exif.get_ifd(0x8825)[1] = "N"
    written = io.BytesIO()
    picture.save(written, "JPEG", exif=exif, comment=b"QCOMMENT")
    return written.getvalue()


def test_a_picture_is_written_anew() -> None:
    assert b"QCAMERA" in with_place()
    scan = scan_of(with_place())
    again: Any = Image.open(io.BytesIO(scan.content))
    assert scan.content_type == "image/jpeg"
    assert not again.getexif()
    assert again.size == (10, 20)
    for word in (b"QCAMERA", b"QCOMMENT", b"Exif"):
        assert word not in scan.content


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"MZ" + b"\0" * 100, "kind"),
        (b"<html><script>", "kind"),
        (b"GIF89a" + b"\0" * 100, "kind"),
        (b"\xff\xd8\xff" + b"\0" * 100, "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "damaged"),
        (picture()[:40], "damaged"),
        (PDF.replace(b"%%EOF", b""), "damaged"),
        (PDF.replace(b"<<>>", b"<</OpenAction 1 0 R>>"), "active"),
    ],
)
def test_what_is_no_scan_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(ScanFault) as refused:
        scan_of(content)
    assert refused.value.code == code
    assert refused.value.sentence


def test_a_picture_that_would_swell_is_refused() -> None:
    written = io.BytesIO()
    Image.new("1", (9000, 9000)).save(written, "PNG")
    assert len(written.getvalue()) < 100_000
    with pytest.raises(ScanFault, match="too_many_pixels"):
        scan_of(written.getvalue())


def test_size_is_asked_first() -> None:
    require_size(LARGEST)
    with pytest.raises(ScanFault) as refused:
        require_size(50 * 1024 * 1024)
    assert "10" in refused.value.sentence
    assert all(ScanFault(code, limit=10).sentence for code in SENTENCES)


def test_what_is_kept_is_sealed_and_whole(cast: Cast) -> None:
    file = case_file("F-1", cast.kashan)
    found = bring(file, Paper("death"), PDF, user=cast.admission_worker, at=BEGUN)
    assert kept(found.digest) == PDF
    place = place_of(found.digest)
    assert settings.MEDIA_ROOT in place.parents
    assert b"%PDF" not in place.read_bytes()
    assert os.stat(place).st_mode & 0o077 == 0
    assert [path.name for path in Path(place.parent).iterdir()] == [found.digest]
    place.write_bytes(place_of(found.digest).read_bytes()[:-1] + b"\0")
    with pytest.raises(InvalidTag):
        kept(found.digest)
    place.unlink()
    with pytest.raises(VaultFault):
        kept(found.digest)


def test_the_same_scan_is_one_document(cast: Cast) -> None:
    file, other = case_file("F-1", cast.kashan), case_file("F-2", cast.kashan)
    first = paper(file, "identity", cast.admission_worker)
    assert paper(file, "identity", cast.admission_worker) == first
    assert paper(other, "identity", cast.admission_worker) != first
    assert Document.objects.count() == 2


def test_a_wrong_paper_is_marked_and_stays(cast: Cast) -> None:
    found = paper(case_file("F-1", cast.kashan), "identity", cast.admission_worker)
    mark(found, why="other_family", user=cast.admission_worker, at=BEGUN)
    with pytest.raises(AdmissionFault, match="document_marked"):
        mark(found, why="unreadable", user=cast.admission_worker, at=BEGUN)
    with pytest.raises(AdmissionFault, match="document_marked"):
        paper(found.case_file, "identity", cast.admission_worker)
    marks, papers = DocumentMark.objects.all(), Document.objects.all()
    for act in (marks.delete, lambda: papers._raw_delete("default"), lambda: papers.update(kind="other")):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_a_paper_is_of_a_member_of_the_family(cast: Cast) -> None:
    file, other = case_file("F-1", cast.kashan), case_file("F-2", cast.kashan)
    elsewhere = Paper("identity", person=other.household.members.get())
    with pytest.raises(AdmissionFault, match="person_elsewhere"):
        bring(file, elsewhere, picture(), user=cast.admission_worker, at=BEGUN)
