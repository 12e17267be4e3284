"""Who writes a decision, who approves it, who answers an appeal. The volunteer who helps learns of none of it."""

from datetime import timedelta
from typing import Any

from hamdeli.casework.admission.appealing import receive_appeal
from hamdeli.casework.admission.deciding import approve_decision, propose_decision
from hamdeli.casework.models import CaseFile
from tests.casework.admission.deciding_world import CLIENT, TODAY, WAITING, ready
from tests.matrix import COUNTY_WORKERS, Page, World
from tests.support.cast import Cast

CENTRE = {"centre_head": 200, "worker": 200, "volunteer": 403}
SEEN = {"deputy": 200, "county_head": 200, **dict.fromkeys(COUNTY_WORKERS, 200), **CENTRE}
READERS = dict.fromkeys(SEEN, 403)
DECIDERS = {"county_head": 302, "admission_worker": 302}
READ = {"deputy": 200, "county_head": 200, "admission_worker": 200, "supervisor": 200}
RECEIVERS = ("county_head", "admission_worker", "enquiring_worker", "centre_head", "worker")
LISTS = READ | {"stranger": 200, "other_county_head": 200}


def prepare(cast: Cast) -> dict[str, Any]:
    file, waiting, decided = ready("F-1", cast), ready("F-2", cast), ready("F-3", cast)
    by: dict[str, Any] = {"author": cast.admission_worker, "today": TODAY}
    draft = propose_decision(case_file=waiting, **CLIENT, **by)
    until = TODAY + timedelta(days=30)
    first = propose_decision(case_file=decided, **WAITING, until=until, **by)
    decision = approve_decision(draft=first, approver=cast.county_head, today=TODAY, seen_version=1)
    appeal = receive_appeal(decision=decision, words="we cannot wait", by=cast.enquiring_worker, today=TODAY)
    CaseFile.objects.update(state="active", centre=cast.mehr, aide=cast.volunteer)
    return {"file": file, "draft": draft, "appeal": appeal, "decision": decision}


def file(world: World) -> dict[str, Any]:
    return {"code": world["file"].code}


def decided_file(world: World) -> dict[str, Any]:
    return {"code": "F-3"}


def draft(world: World) -> dict[str, Any]:
    return {"pk": world["draft"].pk}


def appeal(world: World) -> dict[str, Any]:
    return {"pk": world["appeal"].pk}


def nothing_chosen(world: World) -> dict[str, Any]:
    return {"outcome": "client", "reason": ""}


def words(world: World) -> dict[str, Any]:
    return {"decision": world["decision"].pk, "words": "once more"}


def stale(world: World) -> dict[str, Any]:
    return {"version": 9}


def empty(world: World) -> dict[str, Any]:
    return {"answer": ""}


READERS_OF_DRAFT = dict.fromkeys(READ, 403)
PAGES = [
    Page("desk:file_decision", SEEN, args=file),
    Page(
        "desk:file_decision",
        READERS | dict.fromkeys(DECIDERS, 422),
        method="POST",
        args=file,
        data=nothing_chosen,
    ),
    Page(
        "desk:file_appeal",
        READERS | dict.fromkeys(RECEIVERS, 422),
        method="POST",
        args=decided_file,
        data=words,
    ),
    Page("desk:decisions", LISTS),
    Page("desk:decisions_export", LISTS),
    Page("desk:decision", READ, args=draft),
    Page(
        "desk:decision_approval",
        READERS_OF_DRAFT | dict.fromkeys(DECIDERS, 409),
        method="POST",
        args=draft,
        data=stale,
    ),
    Page(
        "desk:decision_returning",
        READERS_OF_DRAFT | dict.fromkeys(DECIDERS, 409),
        method="POST",
        args=draft,
        data=stale,
    ),
    Page("desk:decision_withdrawal", dict.fromkeys(READ, 409), method="POST", args=draft, data=stale),
    Page("desk:appeals", LISTS),
    Page("desk:appeal", READ, args=appeal),
    Page("desk:appeal_answer", dict.fromkeys(READ, 422), method="POST", args=appeal, data=empty),
    Page("desk:appeal_decision", dict.fromkeys(READ, 422), method="POST", args=appeal, data=empty),
]
