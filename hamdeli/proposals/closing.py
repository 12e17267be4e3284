"""A centre that closes: a proposal for exactly its files, and its end when every family has landed elsewhere."""

from datetime import date

from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.allocation.policy import Policy
from hamdeli.centres.licensing.faults import LicenceFault
from hamdeli.centres.licensing.revoking import appeal_open, revoke
from hamdeli.centres.models import Centre, Measure
from hamdeli.journal.once import once
from hamdeli.proposals.faults import ProposalFault
from hamdeli.proposals.leaving import files_to_place, leaving, standing_revocation
from hamdeli.proposals.models import Proposal
from hamdeli.proposals.policies import DEFAULT, of_rebalance
from hamdeli.proposals.proposing import begin


def propose_closing(*, centre: Centre, by: User, key: str, policy: Policy = DEFAULT) -> Proposal:
    """Begin a run over every file that a centre whose revocation is decided leaves; it receives none itself.

    Raises ProposalFault where the centre does not close, or leaves nothing.
    """
    if standing_revocation(centre) is None:
        raise ProposalFault("centre_stays", centre=centre.code)
    if not files_to_place(centre).exists():
        raise ProposalFault("no_files")
    asked = of_rebalance(policy).to_dict()

    def act() -> int:
        which = Proposal.Which.CENTRE
        return begin(by=by, province=centre.province, county=None, which=which, centre=centre, policy=asked).pk

    made = once(key=key, actor=by.actor, purpose="propose a closing", body={"centre": centre.code}, act=act)
    return Proposal.objects.get(pk=made)


def require_closing(centre: Centre) -> None:
    """Refuse to move the files of a centre that does not close, or whose appeal is not decided."""
    measure = standing_revocation(centre)
    if measure is None:
        raise ProposalFault("centre_stays", centre=centre.code)
    if appeal_open(measure):
        raise ProposalFault("appeal_open", centre=centre.code)


def take_effect(*, measure: Measure, by: User | None, today: date, seen_version: int | None = None) -> Measure:
    """Let the decided revocation take effect. Raises `LicenceFault` while a family waits or an appeal may come.

    The centre receives nothing meanwhile, so that what is counted here can only be less when it is stored.
    """
    now = leaving(measure)
    return revoke(
        measure=measure, carried=now.carried, waiting=now.waiting, by=by, today=today, seen_version=seen_version
    )


def close_due(today: date) -> int:
    """Let every decided revocation that nothing holds any more take effect, and return how many did."""
    decided = Measure.objects.filter(kind=Measure.Kind.REVOCATION, state=Measure.State.IN_FORCE)
    return sum(closed_now(measure, today) for measure in decided.select_related("centre").order_by("pk"))


def closed_now(measure: Measure, today: date) -> bool:
    """Say whether the revocation took effect; something may hold it still."""
    try:
        take_effect(measure=measure, by=None, today=today)
    except LicenceFault:
        return False
    return True


def tend_closings() -> int:
    """Let the revocations that are due take effect: once a day, by `./run serve`."""
    return close_due(timezone.localdate())
