"""The doors to aid, to proposals of aid and to delivery lists."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import reaches, scope
from hamdeli.casework.access import has_right
from hamdeli.casework.models import Aid, AidProposal, Delivery
from hamdeli.centres.models import Centre


def visible_aid(user: User) -> QuerySet[Aid]:
    """Return the aid that `user` may read in lists: what one's own centre gave, or anybody in one's county."""
    return Aid.objects.filter(scope(user, Right.SEE_FILES))


def visible_proposals(user: User) -> QuerySet[AidProposal]:
    """Return the proposals of files that `user` sees now, or of one's own centre."""
    of_file = scope(user, Right.SEE_FILES, **of("case_file"), aide="case_file__aide")
    return AidProposal.objects.filter(of_file | scope(user, Right.GIVE, province="", county=""))


def visible_deliveries(user: User) -> QuerySet[Delivery]:
    """Return the delivery lists of the centres where `user` sees files."""
    return Delivery.objects.filter(scope(user, Right.SEE_FILES, province="centre__province", county="centre__county"))


def of(path: str) -> dict[str, str]:
    """Return the paths of a scope through `path`."""
    return {"province": f"{path}__province", "county": f"{path}__county", "centre": f"{path}__centre__code"}


def access_aid(user: User, pk: int, right: Right = Right.SEE_FILES) -> Aid:
    """Return the aid; 404 for a stranger, 403 for a reader without `right` where it was given."""
    aid = get_object_or_404(visible_aid(user).select_related("case_file", "kind", "centre", "giver"), pk=pk)
    code = aid.centre.code if aid.centre else None
    if not reaches(user, right, province_id=aid.province_id, county_id=aid.county_id, centre_code=code):
        raise PermissionDenied
    return aid


def access_proposal(user: User, pk: int, right: Right) -> AidProposal:
    """Return the proposal; 404 for a stranger, 403 for a reader without `right` on its file."""
    rows = visible_proposals(user).select_related("case_file__centre", "kind", "centre", "author", "approver")
    proposal = get_object_or_404(rows, pk=pk)
    if not may_move(user, proposal, right):
        raise PermissionDenied
    return proposal


def may_move(user: User, proposal: AidProposal, right: Right) -> bool:
    """Say whether `user` has `right` on the file of the proposal, or at the centre that gives."""
    if has_right(user, proposal.case_file, right):
        return True
    return proposal.centre is not None and reaches(user, right, centre_code=proposal.centre.code)


def access_delivery(user: User, pk: int, right: Right = Right.SEE_FILES) -> Delivery:
    """Return the delivery list; 404 for a stranger, 403 for a reader without `right` at its centre."""
    rows = visible_deliveries(user).select_related("centre", "kind", "author", "approver")
    delivery = get_object_or_404(rows, pk=pk)
    if not may(user, delivery.centre, right):
        raise PermissionDenied
    return delivery


def may(user: User, centre: Centre, right: Right) -> bool:
    """Say whether `user` has `right` at `centre`."""
    return reaches(user, right, province_id=centre.province_id, county_id=centre.county_id, centre_code=centre.code)


def giving_centres(user: User) -> QuerySet[Centre]:
    """Return the centres for which `user` gives: those of one's posts, or all of one's county."""
    return Centre.objects.filter(scope(user, Right.GIVE, centre="code")).order_by("code")
