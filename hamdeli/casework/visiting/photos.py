"""Photographs of a visit: with consent, faces the exception, written anew and sealed in the vault."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.access import as_of_now
from hamdeli.accounts.models import User
from hamdeli.casework.models import Photo, Visit
from hamdeli.casework.scans import JPEG, LARGEST, MEGABYTE, PNG, SIGNS, ScanFault, scan_of
from hamdeli.casework.vault import VaultFault, keep, kept
from hamdeli.casework.visiting.faults import VisitFault
from hamdeli.casework.visiting.planning_visit import locked_files
from hamdeli.casework.visiting.visitors import require_visitor
from hamdeli.journal.writing import write
from hamdeli.persian.letters import clean

MOST = 5
FAULTS = {"too_large": "photo_large", "too_many_pixels": "photo_huge"}


@dataclass(frozen=True)
class PhotoGiven:
    """A photograph as it comes: the file, what it shows, who of the family agreed, whether a face can be seen."""

    file: File[bytes]
    shows: str
    consent_by: str
    face: bool = False


@dataclass(frozen=True)
class Prepared:
    """A photograph that may be kept: its dots alone, in the vault under `digest`."""

    digest: str
    size: int
    shows: str
    consent_by: str
    face: bool


def prepare(photos: Sequence[PhotoGiven]) -> list[Prepared]:
    """Check the photographs and put them into the vault, sealed; raises `VisitFault`. The same picture counts once.

    What a store keeps without a record in the database is never shown: a form that is refused leaves nothing to see.
    """
    if len(photos) > MOST:
        raise VisitFault("photos_many", most=MOST)
    for photo in photos:
        look_at(photo)
    prepared = [prepare_one(photo) for photo in photos]
    return list({photo.digest: photo for photo in prepared}.values())


def look_at(photo: PhotoGiven) -> None:
    """Refuse a photograph by what is said of it and by its size, before anything of it is read."""
    if not clean(photo.consent_by):
        raise VisitFault("photo_consent")
    if not clean(photo.shows):
        raise VisitFault("photo_shows")
    if (photo.file.size or 0) > LARGEST:
        raise VisitFault("photo_large", limit=LARGEST // MEGABYTE)


def prepare_one(photo: PhotoGiven) -> Prepared:
    """Write one picture anew and put it into the vault."""
    photo.file.seek(0)
    content = photo.file.read(LARGEST + 1)
    if kind_of(content) is None:
        raise VisitFault("photo_kind")
    try:
        scan = scan_of(content)
    except ScanFault as fault:
        raise VisitFault(FAULTS.get(fault.code, "photo_kind"), limit=LARGEST // MEGABYTE) from fault
    said = {"shows": clean(photo.shows)[:120], "consent_by": clean(photo.consent_by)[:120], "face": photo.face}
    return Prepared(keep(scan.content), len(scan.content), str(said["shows"]), str(said["consent_by"]), photo.face)


def kind_of(content: bytes) -> str | None:
    """Return which kind of picture this is, by its first bytes; None for anything else."""
    return next((kind for sign, kind in SIGNS.items() if kind in (JPEG, PNG) and content.startswith(sign)), None)


def store_photos(visit: Visit, photos: Sequence[Prepared], by: User) -> int:
    """Record the photographs of a locked visit and return how many are new."""
    there = set(visit.photos.values_list("digest", flat=True))
    fresh = [photo for photo in photos if photo.digest not in there]
    if len(there) + len(fresh) > MOST:
        raise VisitFault("photos_many", most=MOST)
    at = timezone.now()
    for photo in fresh:
        Photo.objects.create(
            visit=visit,
            digest=photo.digest,
            size=photo.size,
            shows=photo.shows,
            consent_by=photo.consent_by,
            face=photo.face,
            added_at=at,
            added_by=by,
        )
    return len(fresh)


@transaction.atomic
def add_photos(*, visit: Visit, photos: Sequence[PhotoGiven], by: User) -> int:
    """Add photographs to a visit that is done, by its visitor; the same picture again changes nothing.

    Raises `VisitFault`. For a phone that sends the words first and the pictures after them.
    """
    prepared = prepare(photos)
    (case_file,) = locked_files([visit.case_file.code])
    require_visitor(as_of_now(by), case_file)
    fresh = Visit.objects.select_related("visitor").get(pk=visit.pk)
    if fresh.visitor_id != by.pk:
        raise VisitFault("visitor_only", who=fresh.visitor.display_name)
    if fresh.state != Visit.State.DONE:
        raise VisitFault("not_done")
    count = store_photos(fresh, prepared, by)
    if count:
        details = {"visit": fresh.pk, "photos": count}
        write(actor=by.actor, verb="photographed", kind="case_file", subject=case_file.code, details=details)
    return count


def picture(photo: Photo) -> tuple[bytes, str]:
    """Return the picture and its kind, proved to be the one that was taken. Raises `VisitFault`."""
    try:
        content = kept(photo.digest)
    except VaultFault as fault:
        raise VisitFault("photo_gone") from fault
    return content, kind_of(content) or JPEG
