"""Changing what the registry says of a centre."""

from typing import Any

from django.db import transaction

from hamdeli.centres.licensing.policy import probation_places
from hamdeli.centres.models import Capability, Centre
from hamdeli.journal.actors import Actor
from hamdeli.journal.changing import change
from hamdeli.journal.writing import write
from hamdeli.persian.letters import clean, fold


class CapacityBelowLoad(ValueError):
    """The capacity would be lower than the files that the centre carries: transfer some first."""

    def __init__(self, carried: int) -> None:
        super().__init__(carried)
        self.carried = carried


@transaction.atomic
def describe(
    *, centre: Centre, seen_version: int, values: dict[str, Any], specialities: list[str], carried: int, actor: Actor
) -> Centre:
    """Save `values` and the specialities of a centre.

    During its probation a centre may carry its share of the new capacity. Raises `Conflict` when somebody was faster
    and `CapacityBelowLoad` when it carries more than the new capacity.
    """
    if values["capacity"] < carried:
        raise CapacityBelowLoad(carried)
    if centre.probation_until:
        values = values | {"probation_places": probation_places(values["capacity"])}
    name = clean(values["name"])
    changed = change(
        centre,
        seen_version=seen_version,
        values={**values, "name": name, "name_folded": fold(name)},
        actor=actor,
        verb="described",
        kind="centre",
        subject=centre.code,
    )
    set_specialities(centre=changed, specialities=specialities, actor=actor)
    return changed


def set_specialities(*, centre: Centre, specialities: list[str], actor: Actor) -> None:
    """Make `specialities` those of the centre."""
    before = set(centre.capabilities.values_list("speciality", flat=True))
    after = set(specialities)
    if before == after:
        return
    centre.capabilities.filter(speciality__in=before - after).delete()
    Capability.objects.bulk_create(Capability(centre=centre, speciality=name) for name in sorted(after - before))
    details = {"changes": {"specialities": [", ".join(sorted(before)), ", ".join(sorted(after))]}}
    write(actor=actor, verb="described", kind="centre", subject=centre.code, details=details)
