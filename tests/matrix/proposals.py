"""Who sees and does what about proposals."""

from typing import Any

from hamdeli.proposals.models import Proposal
from tests.matrix import Page, World
from tests.proposals.making import files_around, proposed
from tests.support.cast import Cast

SEE = {"deputy": 200, "county_head": 200}
PROVINCE = {"deputy": 200}
GONE = {"deputy": 422, "county_head": 422}


def prepare(cast: Cast) -> dict[str, Any]:
    files_around(cast.kashan, 4)
    return {
        "county": proposed(cast.county_head, cast.kashan, key="county"),
        "province": proposed(cast.deputy, cast.isfahan, key="province"),
    }


def county(world: World) -> dict[str, Any]:
    return {"code": world["county"].code}


def province(world: World) -> dict[str, Any]:
    return {"code": world["province"].code}


def file(world: World) -> dict[str, Any]:
    return county(world) | {"file": "1003-00001"}


def centre(world: World) -> dict[str, Any]:
    return county(world) | {"centre": "10-001"}


def number(world: World) -> dict[str, Any]:
    return county(world) | {"number": 0}


def seen(world: World) -> dict[str, Any]:
    version = Proposal.objects.get(pk=world["county"].pk).version
    return {"version": version, "idempotency_key": "once"}


def closing(world: World) -> dict[str, Any]:
    return {"version": 1, "kind": "close", "centre": "10-001"}


PROPOSERS = {"deputy": 200, "county_head": 200, "other_county_head": 200, "stranger": 200}
PAGES = [
    Page("desk:proposals", PROPOSERS),
    Page("desk:proposal_new", PROPOSERS),
    Page("desk:proposal_new", dict.fromkeys(PROPOSERS, 422), method="POST"),
    Page("desk:proposal", SEE, args=county),
    Page("desk:proposal", PROVINCE, args=province),
    Page("desk:proposal_map", SEE, args=county),
    Page("desk:proposal_map_data", SEE, args=county),
    Page("desk:proposal_map_data", PROVINCE, args=province),
    Page("desk:proposal_centres", SEE, args=county),
    Page("desk:proposal_centre_export", SEE, args=county),
    Page("desk:proposal_centre", SEE, args=centre),
    Page("desk:proposal_files", SEE, args=county),
    Page("desk:proposal_files", PROVINCE, args=province),
    Page("desk:proposal_file_export", SEE, args=county),
    Page("desk:proposal_file", SEE, args=file),
    Page("desk:proposal_adjustments", SEE, args=county),
    Page("desk:proposal_adjustments", {"deputy": 409, "county_head": 409}, method="POST", args=county, data=closing),
    Page(
        "desk:proposal_adjustment_removal", {"deputy": 422, "county_head": 422}, method="POST", args=number, data=seen
    ),
    Page("desk:proposal_run", {"deputy": 302, "county_head": 302}, method="POST", args=county, data=seen),
    Page("desk:proposal_approval", {"deputy": 200, "county_head": 403}, args=county),
    Page("desk:proposal_approval", PROVINCE, args=province),
    Page("desk:proposal_approval", {"deputy": 302, "county_head": 403}, method="POST", args=county, data=seen),
]
