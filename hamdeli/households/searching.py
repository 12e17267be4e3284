"""Finding families by the words of their members' names."""

from functools import reduce
from operator import and_

from django.db import connection
from django.db.models import Q

from hamdeli.households.models import NameWord
from hamdeli.persian.letters import words

LAST_LETTER = "\uffff"
# So many households are named one by one; more are common enough to be met soon on the way through a list.
FEW = 400


def prefix(field: str, text: str) -> Q:
    """Return the condition that `field` begins with `text`, in the form for which each database uses its index."""
    if connection.vendor == "sqlite":
        return Q(**{f"{field}__gte": text, f"{field}__lt": text + LAST_LETTER})
    return Q(**{f"{field}__startswith": text})


def named(text: str, *, household: str = "household") -> Q:
    """Return the condition that some member's name has every word of `text`, or a word that begins so.

    `household` is the path from the row to the household. A rare name is looked up here and now: a planner that wants
    one page of an ordered list goes through the list, and would read all of it for a family it meets at the end.
    """
    found = [NameWord.objects.filter(prefix("word", word)) for word in words(text)]
    if not found:
        return Q()
    first, *others = found
    having = [Q(household_id__in=other.values("household_id")) for other in others]
    few = list(first.filter(*having).values_list("household_id", flat=True)[: FEW + 1])
    if len(few) <= FEW:
        return Q(**{f"{household}_id__in": set(few)})
    everywhere = (Q(**{f"{household}_id__in": each.values("household_id")}) for each in found)
    return reduce(and_, everywhere)
