"""Carrying an approval out: the job that hands all files of a proposal over in one act, or none."""

from typing import Any

import numpy as np
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_noop

from hamdeli.accounts.models import User
from hamdeli.allocation.certifying import certify
from hamdeli.allocation.problem import NOBODY
from hamdeli.centres.licensing.recording import locked
from hamdeli.delegation.faults import HandoverFault
from hamdeli.delegation.handing_over import hand_over
from hamdeli.delegation.models import Reason
from hamdeli.jobs.models import Job
from hamdeli.jobs.progress import Progress
from hamdeli.jobs.running import JobFault
from hamdeli.proposals.approving import changed_since, lines_to_hand_over
from hamdeli.proposals.closing import require_closing
from hamdeli.proposals.faults import ProposalFault
from hamdeli.proposals.gathering import gather_for
from hamdeli.proposals.models import Proposal
from hamdeli.proposals.posing import pose
from hamdeli.proposals.records import Records

CHECKING = gettext_noop("Checking that nothing changed")
PROVING = gettext_noop("Proving the plan again")
HANDING_OVER = gettext_noop("Handing the files over")


def run(job: Job, progress: Progress) -> dict[str, Any]:
    """Hand over what the proposal says, in one transaction: all mandates or none."""
    try:
        with transaction.atomic():
            return _hand_over(job, progress)
    except (ProposalFault, HandoverFault) as fault:
        raise JobFault(fault.code, **fault.params) from fault


def _hand_over(job: Job, progress: Progress) -> dict[str, Any]:
    proposals = Proposal.objects.select_for_update(of=("self",)).select_related("province", "county", "centre")
    proposal = proposals.get(pk=job.arguments["proposal"])
    if proposal.state == Proposal.State.APPROVED:
        return {"handover": proposal.handover.code if proposal.handover else ""}
    if proposal.state != Proposal.State.READY:
        raise ProposalFault("not_ready")
    progress.step(CHECKING)
    if proposal.centre:
        require_closing(locked(proposal.centre))
    records = gather_for(proposal)
    changes = changed_since(proposal, records)
    if changes is not None:
        raise ProposalFault("records_changed", **changes.to_dict())
    progress.step(PROVING)
    require_proof(proposal, records)
    by = User.objects.get(pk=job.arguments["by"])
    handover = hand_over(
        lines=list(lines_to_hand_over(proposal).order_by("file_code").values_list("case_file_id", "centre_id")),
        actor=by.actor,
        made_by=by,
        province=proposal.province,
        county=proposal.county,
        proposal_code=proposal.code,
        leaving=Reason.CENTRE_CLOSES if proposal.centre else Reason.BETTER_CENTRE,
        progress=lambda done, total: progress.step(HANDING_OVER, done, total),
    )
    Proposal.objects.filter(pk=proposal.pk).update(
        state=Proposal.State.APPROVED, handover=handover, version=F("version") + 1
    )
    return {"handover": handover.code, "files": handover.files_count}


def require_proof(proposal: Proposal, records: Records) -> None:
    """Check the stored plan against its stored prices, over all centres. Raises ProposalFault unless it is optimal."""
    plan = plan_of(proposal, records)
    prices = dict(proposal.centres.values_list("centre_id", "price"))
    price = np.array([prices.get(key, -1) for key in records.centre_keys.tolist()], np.int64)
    if plan is None or not certify(pose(proposal, records), plan, price).optimal:
        raise ProposalFault("not_proved")


def plan_of(proposal: Proposal, records: Records) -> Any:
    """(N,) the stored plan as indexes, or None where a line is missing or names a centre that is not in the run."""
    stored = dict(proposal.lines.values_list("case_file_id", "centre_id"))
    index: dict[int | None, int] = {key: at for at, key in enumerate(records.centre_keys.tolist())}
    index[None] = NOBODY
    keys = records.file_keys.tolist()
    if set(stored) != set(keys) or not set(stored.values()) <= set(index):
        return None
    return np.array([index[stored[key]] for key in keys], np.int32)
