"""Which places a reader is offered in forms and filters."""

from django.db.models import Q

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.places.models import Place, PlaceQuerySet


def counties_for(user: User, right: Right) -> PlaceQuerySet:
    """Return the counties in which `user` has `right`, in Persian alphabetical order."""
    there = scope(user, right, province="parent", county="pk", centre="")
    own = Q(pk__in=[post.place_id for post in user.posts_now if post.gives(right)])
    return Place.objects.filter(there | own, kind=Place.Kind.COUNTY).order_by("sort_key", "code")


def provinces_for(user: User, right: Right) -> PlaceQuerySet:
    """Return the provinces in which `user` has `right` as a whole."""
    there = scope(user, right, province="pk", county="", centre="")
    return Place.objects.filter(there, kind=Place.Kind.PROVINCE).order_by("sort_key", "code")
