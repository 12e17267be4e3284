"""Which existing centre to enlarge first: the prices of places in the last approved proposal.

A price is the way (in metres) that one more place at a centre would save all families together: the dual value of its
capacity at the proved optimum of the allocation.
"""

from django.db.models import QuerySet

from hamdeli.places.models import Place
from hamdeli.proposals.models import Proposal, ProposalCentre

ORDINARY = (Proposal.Which.WAITING, Proposal.Which.ALL)
"""What is proposed for a centre that closes says nothing of places: its files go wherever there are any."""


def last_proposal(province: Place, county: Place | None) -> Proposal | None:
    """Return the last approved proposal of the county, or of the province, where there is none; or the last ready one.

    Only those for files that wait and for all files count.
    """
    ordinary = Proposal.objects.filter(province=province, which__in=ORDINARY).select_related("county", "province")
    approved = of_place(ordinary.filter(state=Proposal.State.APPROVED), county)
    return approved or of_place(ordinary.filter(state=Proposal.State.READY), county)


def of_place(rows: QuerySet[Proposal], county: Place | None) -> Proposal | None:
    """Return the last of the county, or else of the whole province; without a county, of the province or else any."""
    latest = rows.order_by("-pk")
    whole = latest.filter(county=None)
    return latest.filter(county=county).first() or whole.first() if county else whole.first() or latest.first()


def priced_centres(proposal: Proposal, county: Place | None) -> QuerySet[ProposalCentre]:
    """Return the centres where one more place would save some way, in the county where one is named."""
    rows = proposal.centres.filter(price__gt=0).select_related("centre__county")
    return rows.filter(centre__county=county) if county else rows
