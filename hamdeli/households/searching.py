"""Finding families by the words of their members' names."""

from django.db import connection
from django.db.models import Q

from hamdeli.households.models import NameWord
from hamdeli.persian.letters import words

LAST_LETTER = "\uffff"


def prefix(field: str, text: str) -> Q:
    """Return the condition that `field` begins with `text`, in the form for which each database uses its index."""
    if connection.vendor == "sqlite":
        return Q(**{f"{field}__gte": text, f"{field}__lt": text + LAST_LETTER})
    return Q(**{f"{field}__startswith": text})


def named(text: str, *, household: str = "household") -> Q:
    """Return the condition that some member's name has every word of `text`, or a word that begins so.

    `household` is the path from the row to the household.
    """
    condition = Q()
    for word in words(text):
        found = NameWord.objects.filter(prefix("word", word)).values("household_id")
        condition &= Q(**{f"{household}_id__in": found})
    return condition
