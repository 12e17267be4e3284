"""Adjusting a proposal: pin, forbid, close, lower a capacity; take it back. Each with who and when."""

from typing import Any

from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.allocation.problem import Adjustments
from hamdeli.journal.changing import change
from hamdeli.proposals.faults import ProposalFault
from hamdeli.proposals.models import Proposal
from hamdeli.proposals.records import Records

PIN, FORBID, CLOSE, CAPACITY = "pin", "forbid", "close", "capacity"
KINDS = (PIN, FORBID, CLOSE, CAPACITY)
MOST = 500
MOST_CAPACITY = 100_000
Adjustment = dict[str, Any]


def adjust(
    *,
    proposal: Proposal,
    seen_version: int,
    kind: str,
    by: User,
    centre: str,
    file: str = "",
    value: int | None = None,
) -> Proposal:
    """Put an adjustment into the draft for the next run; it replaces one about the same file and centre.

    Raises ProposalFault when it cannot hold beside the others, Conflict when somebody adjusted meanwhile.
    """
    require_ready(proposal)
    wished = {"kind": kind, "file": file, "centre": centre, "value": value}
    _check(proposal, wished)
    told = {**wished, "by": by.username, "name": by.display_name, "at": timezone.now().isoformat(timespec="seconds")}
    draft = [each for each in proposal.draft if not _same_subject(each, wished)]
    if len(draft) >= MOST:
        raise ProposalFault("too_many_adjustments", most=MOST)
    return _store(proposal, seen_version, [*draft, told], by)


def take_back(*, proposal: Proposal, seen_version: int, number: int, by: User) -> Proposal:
    """Take the adjustment at `number` (from 0) out of the draft."""
    require_ready(proposal)
    if not 0 <= number < len(proposal.draft):
        raise ProposalFault("no_such_adjustment")
    return _store(proposal, seen_version, proposal.draft[:number] + proposal.draft[number + 1 :], by)


def require_ready(proposal: Proposal) -> None:
    """Raise ProposalFault unless the proposal can still be adjusted, run again or approved."""
    if proposal.state != Proposal.State.READY:
        raise ProposalFault("not_ready")
    if proposal.being_approved:
        raise ProposalFault("being_approved")


def indexed(adjustments: list[Adjustment], records: Records) -> Adjustments:
    """Turn codes into indexes. Raises ProposalFault where a code is not in this run, or a capacity is too high now."""

    def file(each: Adjustment) -> int:
        if each["file"] not in records.file_index:
            raise ProposalFault("file_not_in_run", file=each["file"])
        return records.file_index[each["file"]]

    def centre(each: Adjustment) -> int:
        if each["centre"] not in records.centre_index:
            raise ProposalFault("centre_not_in_run", centre=each["centre"])
        return records.centre_index[each["centre"]]

    def capacity(each: Adjustment) -> int:
        _check_capacity(each, int(records.centres.capacity[centre(each)]))
        return int(each["value"])

    return Adjustments(
        pins={file(each): centre(each) for each in adjustments if each["kind"] == PIN},
        forbidden=tuple((file(each), centre(each)) for each in adjustments if each["kind"] == FORBID),
        closed=tuple(centre(each) for each in adjustments if each["kind"] == CLOSE),
        capacities={centre(each): capacity(each) for each in adjustments if each["kind"] == CAPACITY},
    )


def _same_subject(one: Adjustment, other: Adjustment) -> bool:
    if one["kind"] != other["kind"]:
        return False
    if one["kind"] == PIN:
        return bool(one["file"] == other["file"])
    return bool(one["file"] == other["file"] and one["centre"] == other["centre"])


def _check(proposal: Proposal, wished: Adjustment) -> None:
    """Say at once what the run would refuse later."""
    centre = proposal.centres.select_related("centre").filter(centre__code=wished["centre"]).first()
    if wished["kind"] not in KINDS or centre is None:
        raise ProposalFault("centre_not_in_run", centre=wished["centre"])
    about_file = wished["kind"] in (PIN, FORBID)
    if about_file and not proposal.lines.filter(file_code=wished["file"]).exists():
        raise ProposalFault("file_not_in_run", file=wished["file"])
    if wished["kind"] == CAPACITY:
        _check_capacity(wished, centre.centre.capacity)
    _check_beside(proposal.draft, wished, open_today=centre.open)


def _check_capacity(wished: Adjustment, registered: int) -> None:
    """Refuse what is no capacity, and what the registry would refuse when the plan is approved."""
    value = wished["value"]
    if value is None or not 0 <= value <= MOST_CAPACITY:
        raise ProposalFault("capacity", centre=wished["centre"])
    if value > registered:
        raise ProposalFault("capacity_above", centre=wished["centre"], capacity=registered)


def _check_beside(draft: list[Adjustment], wished: Adjustment, *, open_today: bool) -> None:
    others = [each for each in draft if not _same_subject(each, wished)]
    told = {"file": wished["file"], "centre": wished["centre"]}
    here = {
        each["kind"] for each in others if each["centre"] == wished["centre"] and each["file"] in ("", wished["file"])
    }
    if wished["kind"] == PIN:
        if CLOSE in here or not open_today:
            raise ProposalFault("pin_to_closed", **told)
        if FORBID in here:
            raise ProposalFault("pin_of_forbidden", **told)
    if wished["kind"] == FORBID and PIN in here:
        raise ProposalFault("pin_of_forbidden", **told)
    pinned = next((each for each in others if each["kind"] == PIN and each["centre"] == wished["centre"]), None)
    if wished["kind"] == CLOSE and pinned is not None:
        raise ProposalFault("pin_to_closed", file=pinned["file"], centre=wished["centre"])


def _store(proposal: Proposal, seen_version: int, draft: list[Adjustment], by: User) -> Proposal:
    return change(
        proposal,
        seen_version=seen_version,
        values={"draft": draft},
        actor=by.actor,
        verb="adjusted",
        kind="proposal",
        subject=proposal.code,
    )
