"""The doors to inspections and findings: of those who inspect, who run the centre, and who are over both."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import NOTHING, scope
from hamdeli.centres.access import has_right
from hamdeli.centres.inspecting.moves import FINDING_MOVES, MOVES
from hamdeli.centres.models import Centre, Finding, Inspection

READERS = (Right.INSPECT, Right.RUN_CENTRE, Right.APPROVE, Right.HEAR_APPEALS)
"""Inspectors and deputies, the head of the centre, the deputy for family support, the director general."""


def overseen(user: User, path: str = "") -> Q:
    """Return the condition on rows of a centre whose inspections `user` reads; `path` as in `centre__`."""
    where = {"province": f"{path}province", "county": f"{path}county", "centre": f"{path}code"}
    reach = NOTHING
    for right in READERS:
        reach |= scope(user, right, **where)
    return reach


def require_reader(user: User) -> None:
    """Raise 404 for who has nothing to do with inspections: strangers do not learn that the page exists."""
    if not any(user.has(right) for right in READERS):
        raise Http404


def access_overseen(user: User, code: str, right: Right | None = None) -> Centre:
    """Return a centre whose inspections `user` reads; 404 for a stranger, 403 for a reader without `right`."""
    centre = get_object_or_404(Centre.objects.filter(overseen(user)).select_related("province", "county"), code=code)
    if right and not has_right(user, centre, right):
        raise PermissionDenied
    return centre


def access_inspection(user: User, code: str, right: Right | None = None) -> Inspection:
    """Return the inspection; 404 for a stranger, 403 for a reader without `right` on the centre."""
    rows = Inspection.objects.filter(overseen(user, "centre__")).select_related(
        "centre__county", "centre__province", "inspector", "edition", "signer", "made_by"
    )
    inspection = get_object_or_404(rows, code=code)
    if right and not has_right(user, inspection.centre, right):
        raise PermissionDenied
    return inspection


def access_finding(user: User, pk: int, right: Right | None = None) -> Finding:
    """Return the finding; 404 for a stranger, 403 for a reader without `right` on the centre."""
    rows = Finding.objects.filter(overseen(user, "centre__")).select_related(
        "centre__county", "centre__province", "inspection", "made_by"
    )
    finding = get_object_or_404(rows, pk=pk)
    if right and not has_right(user, finding.centre, right):
        raise PermissionDenied
    return finding


def acts_open_to(user: User, inspection: Inspection) -> list[str]:
    """Return the acts that the table and the user's posts allow on `inspection` now."""
    return [
        act
        for act, (before, _after, right) in MOVES.items()
        if inspection.state in before and has_right(user, inspection.centre, right)
    ]


def finding_acts_open_to(user: User, finding: Finding) -> list[str]:
    """Return the acts that the table and the user's posts allow on `finding` now."""
    return [
        act
        for act, (before, _after, right) in FINDING_MOVES.items()
        if finding.state in before and has_right(user, finding.centre, right)
    ]
