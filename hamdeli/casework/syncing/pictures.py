"""A photograph that a phone sends after the form of its visit, as a form of its own."""

from typing import Any

from django.core.files.base import ContentFile

from hamdeli.accounts.models import User
from hamdeli.casework.models import Submission, Visit
from hamdeli.casework.syncing.faults import SyncFault
from hamdeli.casework.syncing.keys import decoded
from hamdeli.casework.visiting.photos import PhotoGiven, add_photos

KIND = "photo"


def photographed(subject: str, body: dict[str, Any], by: User) -> dict[str, Any]:
    """Add the photograph to the visit that its form told of, as the desk would; the same picture again changes nothing.

    Raises `SyncFault` while there is no such form or no visit was made of it, `VisitFault` for the picture.
    """
    told = Submission.objects.filter(user=by, key=str(body["form"]), kind="visit", subject=subject)
    outcome = next((form.outcome for form in told.order_by("-id") if "visit" in form.outcome), None)
    if outcome is None or outcome["visit"] != int(body["visit"]):
        raise SyncFault("photo_alone")
    visit = Visit.objects.select_related("case_file").get(pk=outcome["visit"])
    add_photos(visit=visit, photos=[given(body)], by=by)
    return {"visit": visit.pk}


def given(body: dict[str, Any]) -> PhotoGiven:
    """Return the photograph; without a tick for consent nobody has agreed to it."""
    said = {name: str(body.get(name, "")) for name in ("shows", "consent_by")}
    if body.get("consent") is not True:
        said["consent_by"] = ""
    file = ContentFile(picture_in(body), name="photo.jpg")
    return PhotoGiven(file, said["shows"], said["consent_by"], face=bool(body.get("face")))


def picture_in(body: dict[str, Any]) -> bytes:
    """Return the bytes of the picture. Raises ValueError."""
    return decoded(str(body["picture"]))
