"""Which centres may receive how many files."""

from collections import Counter
from collections.abc import Collection

from django.db.models import Count

from hamdeli.centres.models import Centre
from hamdeli.delegation.faults import HandoverFault
from hamdeli.delegation.models import Mandate
from hamdeli.delegation.moving import in_chunks
from hamdeli.places.models import Place


def lock_centres(centres: Collection[int]) -> dict[int, Centre]:
    """Lock the centres with these primary keys in the order of their codes, and return them by key."""
    found = Centre.objects.filter(pk__in=centres).order_by("code").select_for_update()
    by_key = {centre.pk: centre for centre in found}
    if len(by_key) < len(set(centres)):
        raise HandoverFault("centre_unknown", count=len(set(centres)) - len(by_key))
    return by_key


def loads_of(centres: Collection[int]) -> Counter[int]:
    """Return how many open mandates each centre has."""
    loads: Counter[int] = Counter()
    for chunk in in_chunks(sorted(centres)):
        rows = Mandate.objects.open().filter(centre__in=chunk).values("centre").annotate(load=Count("pk"))
        loads.update({row["centre"]: row["load"] for row in rows.order_by("centre")})
    return loads


def require_may_receive(centres: dict[int, Centre], province: Place) -> None:
    """Refuse a centre of another province, and one without an active licence."""
    for centre in centres.values():
        if centre.province_id != province.pk:
            raise HandoverFault("centre_elsewhere", centre=centre.code)
        if not centre.may_receive:
            raise HandoverFault("centre_unlicensed", centre=centre.code)


def require_places(
    centres: dict[int, Centre], arriving: Counter[int], leaving: Counter[int], *, signed: bool = False
) -> None:
    """Refuse more files than a centre has places, counting those that leave it in the same act.

    A capacity may be exceeded where somebody has signed for it; what a centre on probation may carry may not.
    """
    loads = loads_of(centres.keys())
    for key, centre in centres.items():
        free = centre.ceiling - loads[key] + leaving[key]
        if arriving[key] > free and not (signed and centre.ceiling == centre.capacity):
            raise full(centre, free=max(free, 0), files=arriving[key])


def full(centre: Centre, **counts: int) -> HandoverFault:
    """Return the refusal; where its probation is why there is no place, it says so."""
    if centre.ceiling < centre.capacity:
        return HandoverFault("centre_on_probation", centre=centre.code, most=centre.ceiling, **counts)
    return HandoverFault("centre_full", centre=centre.code, **counts)
