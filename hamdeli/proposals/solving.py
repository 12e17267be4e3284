"""The job that computes a proposal: read the records, solve, prove, keep."""

from dataclasses import asdict
from typing import Any

import numpy as np
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_noop

from hamdeli.allocation.explaining import explain_all
from hamdeli.allocation.faults import Cancelled as SolverCancelled
from hamdeli.allocation.problem import NOBODY
from hamdeli.allocation.solution import Certificate, Solution
from hamdeli.allocation.solving import solve
from hamdeli.jobs.models import Job
from hamdeli.jobs.progress import Cancelled, Progress
from hamdeli.jobs.running import JobFault
from hamdeli.proposals.faults import ProposalFault
from hamdeli.proposals.figuring import all_figures
from hamdeli.proposals.gathering import gather_for
from hamdeli.proposals.models import Proposal
from hamdeli.proposals.posing import pose
from hamdeli.proposals.records import Keys, Records
from hamdeli.proposals.storing import Answer, store

READING = gettext_noop("Reading files and centres")
STORING = gettext_noop("Keeping the proposal")
COMPARING = gettext_noop("Comparing with other plans")
STAGES = {
    "prepare": gettext_noop("Laying out the places"),
    "candidates": gettext_noop("Looking for the centres around each family"),
    "raise": gettext_noop("Finding what places are worth"),
    "chains": gettext_noop("Moving files until nobody can do better"),
    "lower": gettext_noop("Settling what places are worth"),
    "certify": gettext_noop("Proving that no plan costs less"),
    "done": COMPARING,
}


def run(job: Job, progress: Progress) -> dict[str, Any]:
    """Compute the proposal named in the job's arguments. Nothing is kept unless all is."""
    proposal = Proposal.objects.select_related("province", "county", "centre", "follows").get(
        pk=job.arguments["proposal"]
    )
    if proposal.state != Proposal.State.RUNNING:
        return {}
    try:
        answer = answer_for(proposal, progress)
        return keep(proposal, answer, progress)
    except ProposalFault as fault:
        give_up(proposal)
        raise JobFault(fault.code, **fault.params) from fault
    except Exception:
        give_up(proposal)
        raise


def answer_for(proposal: Proposal, progress: Progress) -> Answer:
    """Read and solve. Raises ProposalFault for what its user can mend, Cancelled when asked to stop."""
    progress.step(READING)
    records = gather_for(proposal)
    problem = pose(proposal, records)
    before = plan_before(proposal.follows, records)

    def tell(stage: str, share: float) -> None:
        progress.fraction(STAGES.get(stage, stage), share)

    try:
        start = start_from(proposal.follows, records, before)
        solution = solve(problem, start=start, progress=tell, cancelled=lambda: progress.cancelled)
    except SolverCancelled as stopped:
        raise Cancelled from stopped
    return Answer(records, problem, solution, explain_all(problem, solution), before)


def plan_before(earlier: Proposal | None, records: Records) -> Keys:
    """(N,) where the earlier run had each file: primary key of a centre, 0 for none, -1 where it did not have it."""
    had = dict(earlier.lines.values_list("case_file_id", "centre_id")) if earlier else {}
    return np.array([(had[key] or 0) if key in had else -1 for key in records.file_keys.tolist()], np.int64)


def start_from(earlier: Proposal | None, records: Records, before: Keys) -> Solution | None:
    """Return the earlier run as a start, where it knew the same files and centres."""
    if earlier is None or bool((before < 0).any()) or earlier.lines.count() != len(before):
        return None
    prices = dict(earlier.centres.values_list("centre_id", "price"))
    if set(prices) != set(records.centre_keys.tolist()):
        return None
    index = {key: at for at, key in enumerate(records.centre_keys.tolist())} | {0: NOBODY}
    assignment = np.array([index[key] for key in before.tolist()], np.int32)
    unproved = Certificate(0, 0, 0, optimal=False, feasible=False)
    price = np.array([prices[key] for key in records.centre_keys.tolist()], np.int64)
    return Solution(assignment, 0, price, unproved)


@transaction.atomic
def keep(proposal: Proposal, answer: Answer, progress: Progress) -> dict[str, Any]:
    """Store what was found; the earlier run is replaced by this one."""
    progress.step(COMPARING)
    figures = all_figures(answer)
    store(proposal, answer, lambda done, total: progress.step(STORING, done, total))
    Proposal.objects.filter(pk=proposal.pk).update(
        state=Proposal.State.READY,
        figures=figures,
        certificate=asdict(answer.solution.certificate),
        records_digest=answer.records.digest,
        version=F("version") + 1,
    )
    Proposal.objects.filter(later=proposal, state=Proposal.State.READY).update(
        state=Proposal.State.SUPERSEDED, version=F("version") + 1
    )
    return {"files": len(answer.records.files), "moved": figures["moved"]}


def give_up(proposal: Proposal) -> None:
    """Write down that the run came to nothing."""
    Proposal.objects.filter(pk=proposal.pk, state=Proposal.State.RUNNING).update(state=Proposal.State.FAILED)
