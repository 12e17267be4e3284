"""What every page of a proposal shows around its own part: title, tabs, and what may be done."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hamdeli.accounts.roles import Right
from hamdeli.desk.requests import Request
from hamdeli.desk.templatetags.formats import digits
from hamdeli.proposals.access import has_right
from hamdeli.proposals.approving import require_approvable
from hamdeli.proposals.faults import ProposalFault
from hamdeli.proposals.models import Proposal
from hamdeli.proposals.sentences import sentence

TABS = ("proposal", "proposal_map", "proposal_centres", "proposal_files", "proposal_adjustments")


@dataclass(frozen=True)
class Tab:
    """One part of a proposal's page."""

    label: str
    url: str
    active: bool
    count: int | None = None


def frame(request: Request, proposal: Proposal, active: str) -> dict[str, Any]:
    """Return the context that the pages of a proposal share."""
    labels = (_("Overview"), _("Map"), _("Centres"), _("Files"), _("Adjustments"))
    counts = {"proposal_adjustments": len(proposal.draft) or None}
    tabs = [
        Tab(label, reverse(f"desk:{name}", args=[proposal.code]), name == active, counts.get(name))
        for name, label in zip(TABS, labels, strict=True)
    ]
    ready, may_approve = proposal.state == Proposal.State.READY, has_right(request.user, proposal, Right.APPROVE)
    return {
        "proposal": proposal,
        "tabs": tabs,
        "title": _("Proposal %(code)s") % {"code": digits(proposal.code)},
        "breadcrumb": crumbs(proposal),
        "ready": ready,
        "may_approve": may_approve,
        "obstacle": obstacle(proposal) if ready and may_approve else "",
        "fault": fault_of_job(proposal),
    }


def crumbs(proposal: Proposal, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way to a page of a proposal."""
    here = reverse("desk:proposal", args=[proposal.code]) if more else ""
    return [(_("Proposals"), reverse("desk:proposals")), (digits(proposal.code), here), *more]


def fault_of_job(proposal: Proposal) -> str:
    """Return why the run, or the last approval, came to nothing; empty where all is well."""
    job = proposal.approval_job if proposal.state == Proposal.State.READY else proposal.job
    if job is None or not job.fault:
        return ""
    return sentence(job.fault, job.result)


def obstacle(proposal: Proposal) -> str:
    """Return why the proposal cannot be approved, or nothing."""
    try:
        require_approvable(proposal)
    except ProposalFault as fault:
        return sentence(fault.code, fault.params)
    return ""
