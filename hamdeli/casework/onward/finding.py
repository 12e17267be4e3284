"""Which centre can help: the nearest with the speciality, those with free places first."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from hamdeli.casework.models import CaseFile, Onward
from hamdeli.casework.models.onward import OPEN
from hamdeli.centres.models import Centre
from hamdeli.places.distance import metres

OFFERED = 12


@dataclass(frozen=True)
class Found:
    """A centre that can help: its free places now, and its distance from the family in metres."""

    centre: Centre
    free: int
    distance: float


def able(case_file: CaseFile, speciality: str) -> QuerySet[Centre]:
    """Return the licensed centres of the file's province that have `speciality`, without its own."""
    centres = Centre.objects.licensed().filter(province=case_file.province_id, capabilities__speciality=speciality)
    return centres.exclude(pk=case_file.centre_id) if case_file.centre_id else centres


def nearest(case_file: CaseFile, speciality: str, most: int = OFFERED) -> list[Found]:
    """Return the nearest centres that can help, those with free places first."""
    home, centres = case_file.household, list(able(case_file, speciality).select_related("county"))
    loads = loads_of([centre.pk for centre in centres])
    found = [
        Found(
            centre,
            max(centre.ceiling - loads[centre.pk], 0),
            metres(home.latitude, home.longitude, centre.latitude, centre.longitude),
        )
        for centre in centres
    ]
    return sorted(found, key=lambda each: (each.free == 0, each.distance, each.centre.code))[:most]


def loads_of(centres: list[int]) -> Counter[int]:
    """Return how many families each centre carries, with those that were referred to it and not ended."""
    loads: Counter[int] = Counter()
    carried = CaseFile.objects.filter(centre__in=centres).values_list("centre")
    referred = Onward.objects.filter(receiver__in=centres, state__in=OPEN).values_list("receiver")
    for rows in (carried, referred):
        loads.update(dict(rows.annotate(many=Count("pk")).order_by()))
    return loads
