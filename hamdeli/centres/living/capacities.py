"""How much each social worker of a centre can carry, and each of its specialities can help.

The registry's capacity of the centre stays what the allocation fills; these say whether there are hands for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from hamdeli.centres.living.faults import LivingFault
from hamdeli.centres.living.versions import locked
from hamdeli.centres.models import Centre, Speciality, SpecialityCapacity, WorkerCapacity
from hamdeli.journal.actors import Actor
from hamdeli.journal.writing import write


@dataclass(frozen=True)
class Loads:
    """What a centre carries now: in all, by social worker (key), and referred families by speciality."""

    carried: int
    by_worker: Mapping[int, int]
    referred: Mapping[str, int]


@dataclass(frozen=True)
class Capacities:
    """Files by social worker (key), and families by speciality; `names` of the workers, for a refusal."""

    workers: Mapping[int, int]
    specialities: Mapping[str, int]
    names: Mapping[int, str]


@transaction.atomic
def set_capacities(*, centre: Centre, wanted: Capacities, loads: Loads, seen_version: int, actor: Actor) -> Centre:
    """Save the capacities. Raises `LivingFault` where one is below what is carried, and `Conflict`."""
    fresh = locked(centre, seen_version)
    require_hands(wanted, loads)
    require_able(fresh, wanted, loads)
    fresh.worker_capacities.all().delete()
    fresh.speciality_capacities.all().delete()
    WorkerCapacity.objects.bulk_create(
        WorkerCapacity(centre=fresh, worker_id=worker, files=files) for worker, files in sorted(wanted.workers.items())
    )
    SpecialityCapacity.objects.bulk_create(
        SpecialityCapacity(centre=fresh, speciality=name, families=families)
        for name, families in sorted(wanted.specialities.items())
    )
    fresh.version += 1
    fresh.save(update_fields=["version"])
    told = {"files": sum(wanted.workers.values()), "specialities": dict(wanted.specialities)}
    details = {"version": fresh.version, "changes": {}, **told}
    write(actor=actor, verb="set_capacities", kind="centre", subject=fresh.code, details=details)
    return fresh


def require_hands(wanted: Capacities, loads: Loads) -> None:
    """Refuse less than each works on, and less in all than the centre carries."""
    for worker, files in wanted.workers.items():
        if worker not in wanted.names:
            raise LivingFault("not_worker", who=str(worker))
        if files < loads.by_worker.get(worker, 0):
            raise LivingFault("below_worker_load", who=wanted.names[worker], carried=loads.by_worker[worker])
    total = sum(wanted.workers.values())
    if wanted.workers and total < loads.carried:
        raise LivingFault("below_load", carried=loads.carried, sum=total)


def require_able(centre: Centre, wanted: Capacities, loads: Loads) -> None:
    """Refuse a speciality that the centre does not have, and less than it helps now."""
    able = set(centre.capabilities.values_list("speciality", flat=True))
    for name, families in wanted.specialities.items():
        label = str(Speciality(name).label) if name in Speciality.values else name
        if name not in able:
            raise LivingFault("not_able", speciality=label)
        if families < loads.referred.get(name, 0):
            raise LivingFault("below_referred", speciality=label, carried=loads.referred[name])
