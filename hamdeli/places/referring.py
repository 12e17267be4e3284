"""Whether a record names a place: what must be known before the place is taken out."""

from typing import Any

from hamdeli.places.models import Place


def is_named(place: Place) -> bool:
    """Say whether any record names `place`: an application its area, a post its place, a town its parts."""
    return any(
        relation.related_model._base_manager.filter(**{name: place.pk}).exists() for relation, name in relations()
    )


def relations() -> list[tuple[Any, str]]:
    """Return every relation from another table to places, with the name of its field."""
    fields: list[Any] = Place._meta.get_fields(include_hidden=True)
    return [(field, field.field.name) for field in fields if field.auto_created and not field.concrete]
