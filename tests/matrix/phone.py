"""Who works without a signal: those who visit. What they take along and send is theirs alone."""

from typing import Any

from django.utils import timezone

from hamdeli.casework.syncing.receiving import form_of, take_in
from tests.desk.phone.making import form, planned, sealed
from tests.matrix import Page, World
from tests.support.cast import Cast

VISITORS = dict.fromkeys(
    ("county_head", "other_county_head", "centre_head", "other_centre_head", "worker", "volunteer", "enquiring_worker"),
    200,
)
LEADERS = {"worker": 200, "centre_head": 200, "county_head": 200}


def prepare(cast: Cast) -> dict[str, Any]:
    visit = planned(cast)
    kept = kept_of(cast, visit)
    return {"cast": cast, "visit": visit, "kept": kept}


def kept_of(cast: Cast, visit: Any) -> Any:
    from_phone = form(visit, kind="unknown")
    return take_in(form_of(from_phone), by=cast.worker, at=timezone.now(), handlers={})


def number(world: World) -> dict[str, Any]:
    return {"pk": world["kept"].pk}


def envelope(world: World) -> dict[str, Any]:
    return sealed(form(world["visit"]))


def why(world: World) -> dict[str, Any]:
    return {"reason": "written by hand"}


PAGES = [
    Page("desk:phone", VISITORS),
    Page("desk:phone_worker", VISITORS),
    Page("desk:phone_manifest", VISITORS),
    Page("desk:phone_session", {}, others=200),
    Page("desk:phone_worklist", VISITORS),
    # Sent as a form of HTML it is no form of a phone, whoever sends it; tests/desk/phone sends real ones.
    Page("desk:phone_forms", {}, method="POST", data=envelope, others=400),
    Page("desk:phone_kept", VISITORS),
    Page("desk:phone_kept_form", LEADERS, args=number),
    # The kept form of the matrix is no photograph: nobody sees one; tests/desk/phone keeps a real one.
    Page("desk:phone_kept_picture", {}, args=number),
    # Of an unknown kind no record can be made, and nobody but the author may try.
    Page("desk:phone_kept_again", dict.fromkeys(LEADERS, 422), method="POST", args=number),
    Page("desk:phone_kept_answer", {"county_head": 302, "centre_head": 422, "worker": 422}, method="POST", args=number,
         data=why),
]  # fmt: skip
