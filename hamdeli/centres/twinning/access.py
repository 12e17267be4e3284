"""The doors to conversions and twins."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.centres.access import has_right
from hamdeli.centres.models import Centre, Conversion, Twin


def access_conversion(user: User, pk: int, right: Right | None = None) -> Conversion:
    """Return the conversion; 404 for a stranger, 403 for a reader without `right` on its centre."""
    rows = Conversion.objects.visible_to(user)
    conversion = get_object_or_404(
        rows.select_related("centre__county", "centre__province", "proposed_by", "decided_by"), pk=pk
    )
    if right is not None and not has_right(user, conversion.centre, right):
        raise PermissionDenied
    return conversion


def access_twin(user: User, pk: int, *, to_end: bool = False) -> Twin:
    """Return the pair; 404 for a stranger, 403 for a reader who may not end it."""
    rows = Twin.objects.visible_to(user).select_related(
        "supporting__county", "supporting__province", "supported__county", "supported__province", "made_by"
    )
    twin = get_object_or_404(rows, pk=pk)
    if to_end and not may_end(user, twin):
        raise PermissionDenied
    return twin


def may_end(user: User, twin: Twin) -> bool:
    """Say whether `user` licenses one of the two centres."""
    return any(has_right(user, centre, Right.LICENSE) for centre in (twin.supporting, twin.supported))


def centres_within(user: User, right: Right) -> QuerySet[Centre]:
    """Return the centres on which `user` has `right` now, by their codes."""
    return Centre.objects.filter(scope(user, right, centre="code")).order_by("code")


def within(user: User, right: Right, path: str) -> Q:
    """Return the condition on rows whose centre, at `path`, `user` has `right` on."""
    return scope(user, right, province=f"{path}__province", county=f"{path}__county", centre=f"{path}__code")
