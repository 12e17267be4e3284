"""Approving a proposal: the deputy's word that all its files are to be handed over."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F

from hamdeli.accounts.models import User
from hamdeli.jobs.asking import ask
from hamdeli.jobs.models import Job
from hamdeli.journal.changing import change
from hamdeli.journal.once import once
from hamdeli.proposals.adjusting import require_ready
from hamdeli.proposals.changes import Changes, changes_between
from hamdeli.proposals.closing import require_closing
from hamdeli.proposals.faults import ProposalFault
from hamdeli.proposals.models import Proposal
from hamdeli.proposals.records import Records

APPROVE = "proposals.approve"


def approve(*, proposal: Proposal, seen_version: int, by: User, key: str) -> Job:
    """Begin the handover of a proposal as a job; the same key again returns the same job.

    Raises ProposalFault when it is not ready, not proved or adjusted since; Conflict when somebody changed it.
    """

    def act() -> int:
        require_approvable(Proposal.objects.select_related("approval_job").get(pk=proposal.pk))
        job = ask(kind=APPROVE, asked_by=by, arguments={"proposal": proposal.pk, "by": by.pk})
        change(
            proposal,
            seen_version=seen_version,
            values={"approval_job": job},
            actor=by.actor,
            verb="approved",
            kind="proposal",
            subject=proposal.code,
        )
        return job.pk

    body = {"proposal": proposal.code, "version": seen_version}
    return Job.objects.get(pk=once(key=key, actor=by.actor, purpose="approve", body=body, act=act))


def require_approvable(proposal: Proposal) -> None:
    """Raise ProposalFault unless the proposal is ready, proved, up to date with its draft, and gives away a file.

    Where the files of a centre that closes are moved, no appeal of the centre may wait for its decision.
    """
    require_ready(proposal)
    if not proposal.proved:
        raise ProposalFault("not_proved")
    if proposal.adjusted_since:
        raise ProposalFault("adjusted_since")
    if not lines_to_hand_over(proposal).exists():
        raise ProposalFault("nothing_to_hand_over")
    if proposal.centre:
        require_closing(proposal.centre)


def lines_to_hand_over(proposal: Proposal) -> Any:
    """Return the lines that give a file to a centre that does not carry it."""
    return proposal.lines.filter(centre__isnull=False).exclude(centre=F("today"))


def changed_since(proposal: Proposal, now: Records) -> Changes | None:
    """Return what changed in the records since the run, or None."""
    if now.digest == proposal.records_digest:
        return None
    return changes_between(Records.from_bytes(bytes(proposal.records.content)), now)


@dataclass(frozen=True)
class Summary:
    """What an approval would do: so many mandates to so many centres; so many stay."""

    mandates: int
    centres: int
    leaving: int
    stay_with_office: int
    stay_with_centre: int

    @property
    def stay(self) -> int:
        """Files that stay where they are."""
        return self.stay_with_office + self.stay_with_centre


def summary_of(proposal: Proposal) -> Summary:
    """Count what an approval would do."""
    given = lines_to_hand_over(proposal)
    return Summary(
        mandates=given.count(),
        centres=given.order_by().values("centre").distinct().count(),
        leaving=given.filter(today__isnull=False).count(),
        stay_with_office=proposal.lines.filter(centre=None, today=None).count(),
        stay_with_centre=proposal.lines.filter(centre=F("today")).count()
        + proposal.lines.filter(centre=None, today__isnull=False).count(),
    )
