"""Who the families of a page are, for those who may know it: one query for all."""

from collections.abc import Iterable

from hamdeli.accounts.models import User
from hamdeli.casework.access import may_know
from hamdeli.casework.models import CaseFile
from hamdeli.households.models import Kinship, Person


def heads_of(files: Iterable[CaseFile], user: User) -> dict[int, str]:
    """Return the name of each family's head by the file's key; nothing for a discreet one that `user` may not know."""
    known = {file.household_id: file.pk for file in files if may_know(user, file)}
    heads = Person.objects.filter(household__in=known, kinship=Kinship.HEAD, left_on__isnull=True)
    return {known[head.household_id]: str(head) for head in heads}
