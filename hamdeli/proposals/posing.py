"""Putting records, policy and adjustments together into the problem that the allocation solves."""

from hamdeli.allocation.faults import AllocationFault
from hamdeli.allocation.problem import Problem
from hamdeli.proposals.adjusting import indexed
from hamdeli.proposals.faults import fault_of
from hamdeli.proposals.models import Proposal
from hamdeli.proposals.policies import policy_of
from hamdeli.proposals.records import Records


def pose(proposal: Proposal, records: Records) -> Problem:
    """Put the records, the policy and the adjustments of `proposal` together. Raises ProposalFault."""
    adjustments = indexed(proposal.adjustments, records)
    try:
        return Problem(records.files, records.centres, policy_of(proposal.policy), adjustments)
    except AllocationFault as fault:
        raise fault_of(fault, records.file_codes.tolist(), records.centre_codes.tolist()) from fault
