"""Which places a reader is offered in forms and filters."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import Q
from django.forms.models import ModelChoiceIterator

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.places.models import Place, PlaceQuerySet, name_at


def counties_for(user: User, right: Right) -> PlaceQuerySet:
    """Return the counties in which `user` has `right`, by their names."""
    there = scope(user, right, province="parent", county="pk", centre="")
    own = Q(pk__in=[post.place_id for post in user.posts_now if post.gives(right)])
    return Place.objects.filter(there | own, kind=Place.Kind.COUNTY).by_name()


def provinces_for(user: User, right: Right) -> PlaceQuerySet:
    """Return the provinces in which `user` has `right` as a whole."""
    there = scope(user, right, province="pk", county="", centre="")
    return Place.objects.filter(there, kind=Place.Kind.PROVINCE).by_name()


class InOneReading(ModelChoiceIterator[Place]):
    """The codes and names of places, read at once: Django opens a cursor on the server and makes each place."""

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        yield from self.queryset.values_list("code", name_at())


class PlaceChoice(forms.ModelChoiceField[Place]):
    """A choice among some dozens of places, by their codes."""

    iterator = InOneReading

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Place.objects.none(), to_field_name="code", **kwargs)
