"""Who sends, who answers, and who sees a referral without its file."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from hamdeli.casework.models import Onward
from hamdeli.casework.onward.sending import Request, send
from hamdeli.centres.models import Capability
from tests.matrix import COUNTY_WORKERS, Page, World
from tests.support.cast import Cast, case_file

SENDERS = {"centre_head": 200, "worker": 200}
READERS = dict.fromkeys((*COUNTY_WORKERS, "deputy", "county_head", "volunteer"), 200)
RECEIVER = {"other_centre_head": 200}
LISTS = SENDERS | READERS | RECEIVER | {"other_county_head": 200, "stranger": 200}
REFUSED = dict.fromkeys(READERS, 403)


def prepare(cast: Cast) -> dict[str, Any]:
    file = case_file("F-1", cast.kashan, centre=cast.mehr, aide=cast.volunteer)
    Capability.objects.create(centre=cast.noor, speciality="social_work")
    today = timezone.localdate()
    asked = Request(receiver=cast.noor, speciality="social_work", asked_for="help", answer_by=today + timedelta(days=7))
    return {"onward": send(case_file=file, request=asked, by=cast.worker, today=today)}


def file(world: World) -> dict[str, Any]:
    return {"code": "F-1"}


def code(world: World) -> dict[str, Any]:
    return {"code": world["onward"].code}


def in_state(state: str) -> Any:
    def data(world: World) -> dict[str, Any]:
        Onward.objects.filter(pk=world["onward"].pk).update(state=state, ended_at=None, reason="", outcome="")
        return {"words": "said", "reason": "too_far", "idempotency_key": "0" * 32}

    return data


def act(name: str, state: str, who: dict[str, int]) -> Page:
    others = dict.fromkeys(SENDERS | RECEIVER, 403)
    return Page(f"desk:onward_{name}", REFUSED | others | who, method="POST", args=code, data=in_state(state))


BY_SENDER = dict.fromkeys(SENDERS, 302)
BY_RECEIVER = {"other_centre_head": 302}

PAGES = [
    Page("desk:file_onward", SENDERS | READERS, args=file),
    Page("desk:onward_new", SENDERS | REFUSED, args=file),
    Page("desk:onward_new", dict.fromkeys(SENDERS, 422) | REFUSED, method="POST", args=file),
    Page("desk:onward_centres", SENDERS | REFUSED, args=file),
    Page("desk:onwards", LISTS),
    Page("desk:onwards_export", LISTS),
    Page("desk:onward", SENDERS | READERS | RECEIVER, args=code),
    Page(
        "desk:onward_aid",
        REFUSED | dict.fromkeys(SENDERS, 403) | {"other_centre_head": 422},
        method="POST",
        args=code,
        data=in_state("accepted"),
    ),
    act("acceptance", "sent", BY_RECEIVER),
    act("question", "sent", BY_RECEIVER),
    act("refusal", "sent", BY_RECEIVER),
    act("outcome", "accepted", BY_RECEIVER),
    act("reply", "asked", BY_SENDER),
    act("withdrawal", "sent", BY_SENDER),
]
