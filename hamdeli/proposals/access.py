"""The doors to proposals: whoever proposes in a place sees its proposals; who may approve them is asked besides."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import reaches
from hamdeli.places.models import Place
from hamdeli.proposals.models import Proposal, ProposalCentre, ProposalLine

RELATED = ("province", "county", "job", "approval_job", "follows", "handover", "made_by")


def access_proposal(user: User, code: str, right: Right = Right.PROPOSE) -> Proposal:
    """Return the proposal; 404 for a stranger, 403 for a reader without `right` on it."""
    proposal = get_object_or_404(Proposal.objects.visible_to(user).select_related(*RELATED), code=code)
    if not has_right(user, proposal, right):
        raise PermissionDenied
    return proposal


def access_line(proposal: Proposal, file_code: str) -> ProposalLine:
    """Return what is proposed for one file of a proposal that the reader may see, or 404."""
    lines = proposal.lines.select_related("case_file__household", "case_file__county")
    return get_object_or_404(lines.select_related("centre", "today", "nearest", "next_best"), file_code=file_code)


def access_proposal_centre(proposal: Proposal, centre_code: str) -> ProposalCentre:
    """Return what is proposed for one centre of a proposal that the reader may see, or 404."""
    return get_object_or_404(proposal.centres.select_related("centre__county"), centre__code=centre_code)


def has_right(user: User, proposal: Proposal, right: Right) -> bool:
    """Say whether `user` has `right` on the place of `proposal` now."""
    return reaches(user, right, province_id=proposal.province_id, county_id=proposal.county_id)


def require_place(user: User, place: Place) -> tuple[Place, Place | None]:
    """Return the province and the county (or None) that `place` stands for; 404 where `user` proposes nothing."""
    whole = place.kind == Place.Kind.PROVINCE
    province, county = (place if whole else place.parent), (None if whole else place)
    if province is None or place.kind not in (Place.Kind.PROVINCE, Place.Kind.COUNTY):
        raise Http404
    if not reaches(user, Right.PROPOSE, province_id=province.pk, county_id=county.pk if county else None):
        raise Http404
    return province, county
