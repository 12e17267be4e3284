"""The doors to bulletins: released ones for all who see figures, drafts for who publishes there."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import reaches, scope
from hamdeli.insight.models.bulletins import Bulletin
from hamdeli.places.models import Place, PlaceQuerySet


def access_bulletin(user: User, code: str, *, to_publish: bool = False) -> Bulletin:
    """Return the bulletin; 404 for a stranger, 403 for a reader who does not publish there."""
    rows = Bulletin.objects.visible_to(user).select_related("place", "author", "released_by", "corrects")
    bulletin = get_object_or_404(rows, code=code)
    if to_publish and not publishes(user, bulletin.place):
        raise PermissionDenied
    return bulletin


def publishes(user: User, place: Place) -> bool:
    """Say whether `user` writes and releases bulletins about the place now."""
    inside = place.pk if place.kind == Place.Kind.PROVINCE else None
    return reaches(user, Right.PUBLISH, province_id=inside)


def places_of(user: User) -> PlaceQuerySet:
    """Return the provinces, and the country, about which `user` publishes."""
    there = scope(user, Right.PUBLISH, province="pk", county="", centre="")
    kinds = (Place.Kind.COUNTRY, Place.Kind.PROVINCE)
    return Place.objects.filter(there, kind__in=kinds).order_by("kind", "sort_key", "code")
