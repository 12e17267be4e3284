"""What the passing of days brings: licences expire, suspensions end, probations are over."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from hamdeli.centres.licensing.expiring import expire
from hamdeli.centres.licensing.faults import LicenceFault
from hamdeli.centres.licensing.measuring import lift
from hamdeli.centres.licensing.moves import MOVES
from hamdeli.centres.models import Centre, LicenceAct, LicenceTerm, Measure


@dataclass(frozen=True)
class Tended:
    """How many licences expired, how many suspensions and probations ended."""

    expired: int
    lifted: int
    confirmed: int

    @property
    def all(self) -> int:
        """All that was done."""
        return self.expired + self.lifted + self.confirmed


def pass_days(today: date) -> Tended:
    """Do what is due on `today`. A second call on the same day does nothing."""
    over = Measure.objects.filter(state=Measure.State.IN_FORCE, kind=Measure.Kind.SUSPENSION, until__lt=today)
    lifted = sum(lifted_now(measure, today) for measure in over.select_related("centre"))
    expired = sum(expire(centre=centre, today=today) for centre in ended_before(today))
    probation = Centre.objects.filter(probation_until__lt=today)
    confirmed = probation.update(probation_until=None, probation_places=None, version=F("version") + 1)
    return Tended(expired, lifted, confirmed)


def ended_before(today: date) -> QuerySet[Centre]:
    """Return the centres whose licence lives although the last day of every term has passed."""
    terms = LicenceTerm.objects.filter(centre=OuterRef("pk"), ended_at__isnull=True)
    rows = Centre.objects.filter(licence__in=MOVES[LicenceAct.EXPIRE].before)
    return rows.filter(Exists(terms)).exclude(Exists(terms.filter(ends__gte=today))).order_by("code")


def lifted_now(measure: Measure, today: date) -> bool:
    """End the suspension, unless somebody did this moment."""
    try:
        lift(measure=measure, by=None, today=today)
    except LicenceFault:
        return False
    return True


def tend_licences() -> int:
    """Do what is due today and return how much it was: once a day, by `./run serve`."""
    return pass_days(timezone.localdate()).all
