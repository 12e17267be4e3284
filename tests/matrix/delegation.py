"""Who answers, who recalls, who undoes, and who only reads."""

from typing import Any

from hamdeli.delegation.handing_over import hand_over
from hamdeli.delegation.models import Mandate
from tests.matrix import COUNTY_WORKERS, Page, World
from tests.support.cast import Cast, case_file

CENTRE = {"centre_head": 200, "worker": 200}
INBOX = CENTRE | {"other_centre_head": 200}
OFFICES = {"deputy": 200, "county_head": 200}
LISTS = OFFICES | {"other_county_head": 200, "stranger": 200}
NOTICES = LISTS | INBOX
SEEN = OFFICES | CENTRE | dict.fromkeys(COUNTY_WORKERS, 200)
READERS_OF_FILE = dict.fromkeys(SEEN, 403)
ENDERS = READERS_OF_FILE | OFFICES


def prepare(cast: Cast) -> dict[str, Any]:
    offered, accepted = case_file("F-1", cast.kashan), case_file("F-2", cast.kashan)
    common: dict[str, Any] = {"actor": cast.deputy.actor, "made_by": cast.deputy, "province": cast.isfahan}
    handover = hand_over(lines=[(offered.pk, cast.mehr.pk)], **common)
    hand_over(lines=[(accepted.pk, cast.mehr.pk)], accepted=True, **common)
    return {
        "handover": handover,
        "offered": Mandate.objects.get(case_file=offered),
        "accepted": Mandate.objects.get(case_file=accepted),
    }


def offered(world: World) -> dict[str, Any]:
    return {"pk": world["offered"].pk}


def accepted(world: World) -> dict[str, Any]:
    return {"pk": world["accepted"].pk}


def code(world: World) -> dict[str, Any]:
    return {"code": world["handover"].code}


def file(world: World) -> dict[str, Any]:
    return {"code": world["offered"].case_file.code}


def chosen(world: World) -> dict[str, Any]:
    return {"mandates": [world["offered"].pk]}


def reason(world: World) -> dict[str, Any]:
    return chosen(world) | {"reason": "no_capacity"}


def why(world: World) -> dict[str, Any]:
    return {"reason": "a mistake", "version": 1}


def last(world: World) -> dict[str, Any]:
    return {"up_to": 1}


PAGES = [
    Page("desk:handed_over", INBOX),
    Page("desk:handed_over_export", INBOX),
    Page("desk:acceptance", READERS_OF_FILE | {"centre_head": 302}, method="POST", data=chosen),
    Page("desk:refusal_reason", READERS_OF_FILE | {"centre_head": 200}, method="POST", data=chosen),
    Page("desk:refusal", READERS_OF_FILE | {"centre_head": 302}, method="POST", data=reason),
    Page("desk:file_mandates", SEEN, args=file),
    Page("desk:mandate_return", READERS_OF_FILE | {"centre_head": 200}, args=accepted),
    Page("desk:mandate_return", READERS_OF_FILE | {"centre_head": 422}, method="POST", args=accepted),
    Page("desk:mandate_recall", ENDERS, args=accepted),
    Page("desk:mandate_transfer", ENDERS, args=accepted),
    Page("desk:transfer_centres", ENDERS, args=accepted),
    Page("desk:mandate_undoing", READERS_OF_FILE | {"deputy": 302}, method="POST", args=offered, data=why),
    Page("desk:handovers", LISTS),
    Page("desk:handovers_export", LISTS),
    Page("desk:handover", OFFICES, args=code),
    Page("desk:handover_files", OFFICES, args=code),
    Page("desk:handover_export", OFFICES, args=code),
    Page("desk:handover_undoing", {"deputy": 302, "county_head": 403}, method="POST", args=code, data=why),
    Page("desk:notices", NOTICES),
    Page("desk:notices_export", NOTICES),
    Page("desk:notices_reading", dict.fromkeys(NOTICES, 302), method="POST", data=last),
]
