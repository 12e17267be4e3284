"""Which existing centre to enlarge first: the prices of places in the last proposal.

A price is the way (in metres) that one more place at a centre would save all families together: the dual value of its
capacity at the proved optimum of the allocation.
"""

from django.db.models import QuerySet

from hamdeli.places.models import Place
from hamdeli.proposals.models import Proposal, ProposalCentre

SOLVED = (Proposal.State.READY, Proposal.State.APPROVED)


def last_proposal(province: Place, county: Place | None) -> Proposal | None:
    """Return the last solved proposal of the county; of the province, where there is none."""
    solved = Proposal.objects.filter(province=province, state__in=SOLVED).select_related("county", "province")
    if county:
        mine = solved.filter(county=county).order_by("-pk").first()
        return mine or solved.filter(county=None).order_by("-pk").first()
    return solved.filter(county=None).order_by("-pk").first() or solved.order_by("-pk").first()


def priced_centres(proposal: Proposal, county: Place | None) -> QuerySet[ProposalCentre]:
    """Return the centres where one more place would save some way, in the county where one is named."""
    rows = proposal.centres.filter(price__gt=0).select_related("centre__county")
    return rows.filter(centre__county=county) if county else rows
