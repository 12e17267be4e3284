"""Which files that left a centre have not arrived elsewhere: a family that changes centres is never nobody's."""

from datetime import datetime

from django.db.models import Exists, OuterRef

from hamdeli.casework.models import CaseFile, CaseFileQuerySet
from hamdeli.centres.models import Centre
from hamdeli.delegation.models import Mandate, MandateState


def not_arrived(centre: Centre, since: datetime) -> CaseFileQuerySet:
    """Return the active files that left `centre` since then, in whatever way, and that no centre has accepted now."""
    here = Mandate.objects.filter(case_file=OuterRef("pk"))
    left = here.filter(centre=centre, ended_at__gte=since)
    return CaseFile.objects.active().filter(Exists(left), ~Exists(here.filter(state=MandateState.ACCEPTED)))
