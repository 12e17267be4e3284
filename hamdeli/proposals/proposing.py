"""Proposing: a new run over a place, or one that starts from an earlier one with its adjustments."""

from typing import Any

from django.db import transaction

from hamdeli.accounts.models import User
from hamdeli.allocation.policy import Policy
from hamdeli.jobs.asking import ask
from hamdeli.journal.changing import conflict
from hamdeli.journal.once import once
from hamdeli.journal.writing import write
from hamdeli.places.models import Place
from hamdeli.proposals.adjusting import require_ready
from hamdeli.proposals.faults import ProposalFault
from hamdeli.proposals.gathering import files_of
from hamdeli.proposals.models import Proposal
from hamdeli.proposals.policies import of_rebalance

SOLVE = "proposals.solve"
KEPT = ("province", "county", "which", "centre", "policy")
KIND = "proposal"


def propose(*, by: User, province: Place, county: Place | None, which: str, policy: Policy, key: str) -> Proposal:
    """Begin a run over the place as a job; the same key again returns the same proposal.

    Raises ProposalFault where there is no file to place.
    """
    if not files_of(province, county, which).exists():
        raise ProposalFault("no_files")
    if which == Proposal.Which.ALL:
        policy = of_rebalance(policy)
    place = county or province
    asked = {"place": place.code, "which": which, "policy": policy.to_dict()}

    def act() -> int:
        proposal = begin(by=by, province=province, county=county, which=which, policy=policy.to_dict())
        return proposal.pk

    made = once(key=key, actor=by.actor, purpose="propose", body=asked, act=act)
    return Proposal.objects.get(pk=made)


@transaction.atomic
def run_again(*, proposal: Proposal, seen_version: int, by: User, key: str) -> Proposal:
    """Begin the run that follows `proposal` with its draft of adjustments and starts from its plan.

    Raises ProposalFault when it is not ready, Conflict when somebody adjusted it since `seen_version`.
    """

    def act() -> int:
        fresh = Proposal.objects.select_for_update().get(pk=proposal.pk)
        require_ready(fresh)
        if fresh.version != seen_version:
            raise conflict(fresh, seen_version=seen_version, values={}, kind=KIND, subject=fresh.code)
        same: dict[str, Any] = {name: getattr(fresh, name) for name in KEPT}
        return begin(by=by, follows=fresh, adjustments=fresh.draft, draft=fresh.draft, **same).pk

    body = {"proposal": proposal.code, "version": seen_version}
    return Proposal.objects.get(pk=once(key=key, actor=by.actor, purpose="run_again", body=body, act=act))


def begin(*, by: User, **values: Any) -> Proposal:
    """Store the proposal and its job. Called under the lock of the journal, so numbers do not collide."""
    place = values["county"] or values["province"]
    number = Proposal.objects.filter(province=values["province"]).count() + 1
    proposal = Proposal.objects.create(code=f"P-{place.code}-{number}", made_by=by, **values)
    proposal.job = ask(kind=SOLVE, asked_by=by, arguments={"proposal": proposal.pk})
    proposal.save(update_fields=["job"])
    write(
        actor=by.actor,
        verb="proposed",
        kind=KIND,
        subject=proposal.code,
        details={
            "which": proposal.which,
            "policy": proposal.policy,
            "follows": proposal.follows.code if proposal.follows else "",
            "adjustments": len(proposal.adjustments),
        },
    )
    return proposal
