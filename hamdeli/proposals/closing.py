"""A centre that closes: a proposal for exactly its files, and its end when the last of them is handed over."""

from hamdeli.accounts.models import User
from hamdeli.allocation.policy import Policy
from hamdeli.centres.licensing.measuring import revoke
from hamdeli.centres.models import Centre, Measure
from hamdeli.delegation.vacancies import loads_of
from hamdeli.journal.once import once
from hamdeli.proposals.faults import ProposalFault
from hamdeli.proposals.gathering import files_of
from hamdeli.proposals.models import Proposal
from hamdeli.proposals.policies import DEFAULT, of_rebalance
from hamdeli.proposals.proposing import begin


def standing_revocation(centre: Centre) -> Measure | None:
    """Return the revocation of the centre that is decided and has not taken effect."""
    decided = Measure.objects.filter(kind=Measure.Kind.REVOCATION, state=Measure.State.IN_FORCE)
    return decided.filter(centre=centre).select_related("centre").first()


def propose_closing(*, centre: Centre, by: User, key: str, policy: Policy = DEFAULT) -> Proposal:
    """Begin a run over every file of a centre whose revocation is decided; the centre itself receives none.

    Raises ProposalFault where the centre does not close, or carries nothing.
    """
    if standing_revocation(centre) is None:
        raise ProposalFault("centre_stays", centre=centre.code)
    which = Proposal.Which.CENTRE
    if not files_of(centre.province, None, which, centre).exists():
        raise ProposalFault("no_files")
    asked = of_rebalance(policy).to_dict()

    def act() -> int:
        return begin(by=by, province=centre.province, county=None, which=which, centre=centre, policy=asked).pk

    made = once(key=key, actor=by.actor, purpose="propose a closing", body={"centre": centre.code}, act=act)
    return Proposal.objects.get(pk=made)


def carried_by(centre: Centre) -> int:
    """Return how many files the centre carries now."""
    return loads_of([centre.pk])[centre.pk]


def end_empty(centre: Centre) -> bool:
    """Let the decided revocation take effect if the centre carries nothing any more; say whether it did."""
    measure = standing_revocation(centre)
    carried = carried_by(centre)
    if measure is None or carried:
        return False
    revoke(measure=measure, carried=carried, by=None)
    return True
