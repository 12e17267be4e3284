"""The policy of a proposal: the default of the house, the presets of evenness, and what a form may ask for."""

from dataclasses import replace
from typing import Any

from hamdeli.allocation.faults import PolicyFault
from hamdeli.allocation.policy import Policy, Tier
from hamdeli.proposals.faults import ProposalFault

DEFAULT = Policy()
EVENNESS: dict[str, tuple[Tier, ...]] = {
    "none": ((1000, 0),),
    "default": DEFAULT.tiers,
    "even": ((800, 0), (900, 1500), (1000, 4000)),
    "strong": ((700, 0), (800, 3000), (900, 8000), (1000, 15000)),
}
OWN = "own"
RECALL = 1_000_000
"""Metres that sending a carried file back weighs in a rebalance: a recall takes a person and a checklist."""


def policy_of(values: dict[str, Any]) -> Policy:
    """Read a stored or given policy. Raises ProposalFault for what makes no sense."""
    try:
        return Policy.from_dict(values)
    except PolicyFault as fault:
        raise ProposalFault("policy", field=fault.field) from fault


def of_rebalance(policy: Policy) -> Policy:
    """Return the policy under which files find better centres, but none loses the one it has for nothing."""
    return replace(policy, recall=max(policy.recall, RECALL))


def evenness_of(policy: Policy) -> str:
    """Return the name of the preset that the tiers of `policy` are, or OWN."""
    return next((name for name, tiers in EVENNESS.items() if tiers == policy.tiers), OWN)
