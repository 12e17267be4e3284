"""The door to the neighbourhoods that a province brought."""

from django.shortcuts import get_object_or_404

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.places.models import Place, PlaceQuerySet


def neighbourhoods_of(user: User) -> PlaceQuerySet:
    """Return the neighbourhoods where `user` brings the lists."""
    there = scope(user, Right.CHANGE_CENTRES, province="parent__parent__parent", county="parent__parent", centre="")
    return Place.objects.filter(there, kind=Place.Kind.NEIGHBOURHOOD)


def access_neighbourhood(user: User, code: str) -> Place:
    """Return the neighbourhood; 404 for who does not bring the list there."""
    return get_object_or_404(neighbourhoods_of(user).select_related("parent__parent"), code=code)
