"""The names of heads of household for a list of files, in one query, for those who may know them."""

from collections.abc import Iterable

from hamdeli.accounts.models import User
from hamdeli.casework.access import may_know
from hamdeli.casework.models import CaseFile
from hamdeli.households.models import Kinship, Person


def names_of(files: Iterable[CaseFile], user: User) -> dict[int, str]:
    """Return the head's name for each file (by its primary key) whose family `user` may know."""
    households = {file.household_id: file.pk for file in files if may_know(user, file)}
    if not households:
        return {}
    heads = Person.objects.filter(household__in=households, kinship=Kinship.HEAD, left_on__isnull=True)
    return {households[head.household_id]: str(head) for head in heads}
