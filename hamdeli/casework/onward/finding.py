"""Which centre can help: those with free places first, among them the twins of the family's own, then the nearest."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils import timezone

from hamdeli.casework.models import CaseFile, Onward
from hamdeli.casework.models.onward import OPEN
from hamdeli.centres.models import Centre, Twin
from hamdeli.places.distance import metres

OFFERED = 12


@dataclass(frozen=True)
class Found:
    """A centre that can help: its free places now, its distance from the family in metres, whether it is a twin."""

    centre: Centre
    free: int
    distance: float
    twin: bool = False


def able(case_file: CaseFile, speciality: str) -> QuerySet[Centre]:
    """Return the licensed centres of the file's province that have `speciality`, without its own."""
    centres = Centre.objects.licensed().filter(province=case_file.province_id, capabilities__speciality=speciality)
    return centres.exclude(pk=case_file.centre_id) if case_file.centre_id else centres


def nearest(case_file: CaseFile, speciality: str, most: int = OFFERED) -> list[Found]:
    """Return the nearest centres that can help: those with free places first, among them the twins."""
    home, centres = case_file.household, list(able(case_file, speciality).select_related("county"))
    loads, twins = loads_of([centre.pk for centre in centres]), twins_of(case_file)
    found = [
        Found(
            centre,
            max(centre.ceiling - loads[centre.pk], 0),
            metres(home.latitude, home.longitude, centre.latitude, centre.longitude),
            centre.pk in twins,
        )
        for centre in centres
    ]
    return sorted(found, key=lambda each: (each.free == 0, not each.twin, each.distance, each.centre.code))[:most]


def twins_of(case_file: CaseFile) -> set[int]:
    """Return the primary keys of the twins of the centre that carries the file."""
    own = case_file.centre_id
    if own is None:
        return set()
    pairs = Twin.objects.standing(timezone.localdate()).of(own).values_list("supporting", "supported")
    return {key for pair in pairs for key in pair} - {own}


def loads_of(centres: list[int]) -> Counter[int]:
    """Return how many families each centre carries, with those that were referred to it and not ended."""
    loads: Counter[int] = Counter()
    carried = CaseFile.objects.filter(centre__in=centres).values_list("centre")
    referred = Onward.objects.filter(receiver__in=centres, state__in=OPEN).values_list("receiver")
    for rows in (carried, referred):
        loads.update(dict(rows.annotate(many=Count("pk")).order_by()))
    return loads
