"""A neighbourhood that was brought by mistake is taken out, unless a record names it."""

from django.db import transaction

from hamdeli.accounts.access import as_of_now
from hamdeli.accounts.models import User
from hamdeli.centres.neighbourhoods.access import neighbourhoods_of
from hamdeli.centres.neighbourhoods.faults import NeighbourhoodFault
from hamdeli.journal.writing import write
from hamdeli.places.models import Place
from hamdeli.places.referring import is_named


@transaction.atomic
def remove(*, place: Place, by: User) -> None:
    """Take the neighbourhood out. Raises `NeighbourhoodFault` where a record names it; twice is once."""
    found = neighbourhoods_of(as_of_now(by)).select_for_update(of=("self",)).filter(pk=place.pk).first()
    if found is None:
        return
    if is_named(found):
        raise NeighbourhoodFault("named", place=found.name)
    details = {"name": found.name_fa, "town": found.parent.code if found.parent else "", "population": found.population}
    found.delete()
    write(actor=by.actor, verb="removed", kind="neighbourhood", subject=found.code, details=details)
