"""The door to centres."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import reaches
from hamdeli.centres.models import Centre


def access_centre(user: User, code: str, right: Right = Right.SEE_CENTRES) -> Centre:
    """Return the centre; 404 for a stranger, 403 for a reader without `right` on it."""
    centre = get_object_or_404(Centre.objects.visible_to(user).select_related("province", "county"), code=code)
    if not has_right(user, centre, right):
        raise PermissionDenied
    return centre


def has_right(user: User, centre: Centre, right: Right) -> bool:
    """Say whether `user` has `right` on `centre` now."""
    return reaches(user, right, province_id=centre.province_id, county_id=centre.county_id, centre_code=centre.code)
