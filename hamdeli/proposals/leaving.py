"""The files of a centre that closes: those that it carries, and those that left it and have nobody yet."""

from dataclasses import dataclass

from django.db.models import Q

from hamdeli.casework.models import CaseFile, CaseFileQuerySet
from hamdeli.centres.models import Centre, Measure
from hamdeli.delegation.arriving import not_arrived
from hamdeli.delegation.vacancies import loads_of


@dataclass(frozen=True)
class Leaving:
    """Where the files of a centre that closes are: with it, offered to others, or with no centre at all."""

    carried: int
    offered: int
    nowhere: int

    @property
    def waiting(self) -> int:
        """Those that left the centre and have not arrived."""
        return self.offered + self.nowhere

    @property
    def to_place(self) -> int:
        """Those for which a proposal looks for a centre."""
        return self.carried + self.nowhere


def standing_revocation(centre: Centre) -> Measure | None:
    """Return the revocation of the centre that is decided and has not taken effect."""
    decided = Measure.objects.filter(kind=Measure.Kind.REVOCATION, state=Measure.State.IN_FORCE)
    return decided.filter(centre=centre).select_related("centre", "decided_by").first()


def carried_by(centre: Centre) -> int:
    """Return how many files the centre carries now."""
    return loads_of([centre.pk])[centre.pk]


def leaving(measure: Measure) -> Leaving:
    """Count where the files of the centre are since its revocation was decided; before that none has left for it."""
    if measure.decided_at is None:
        return Leaving(carried_by(measure.centre), 0, 0)
    missing = not_arrived(measure.centre, measure.decided_at)
    nowhere = missing.filter(centre=None).count()
    return Leaving(carried_by(measure.centre), missing.exclude(centre=None).count(), nowhere)


def files_to_place(centre: Centre) -> CaseFileQuerySet:
    """Return the active files of the centre; while it closes also those that left it and that nobody carries."""
    measure = standing_revocation(centre)
    mine = Q(centre=centre)
    if measure and measure.decided_at:
        mine |= Q(pk__in=not_arrived(centre, measure.decided_at).filter(centre=None).values("pk"))
    return CaseFile.objects.active().filter(mine)
