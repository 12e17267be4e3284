"""What the records say of a centre's casework, for its grade: each figure with its numerator and denominator."""

from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q

from hamdeli.casework.models import CaseFile, Plan
from hamdeli.centres.inspecting.weights import Measure
from hamdeli.centres.models import Centre
from hamdeli.delegation.models import Mandate, MandateState
from hamdeli.insight.warnings import THRESHOLDS, before

YEAR = 365


def casework_measures(centre: Centre, today: date) -> dict[str, Measure]:
    """Return visits in time, files with a plan, and handovers answered in time.

    Visits and plans are counted over the active files whose mandate the centre has accepted for longer than a plan may
    take to make; answers over the mandates of the last year that had fourteen days to be answered.
    """
    taken = Mandate.objects.filter(
        case_file=OuterRef("pk"), state=MandateState.ACCEPTED, begun_at__lt=before(today, THRESHOLDS.plan_days)
    )
    files = CaseFile.objects.active().filter(Exists(taken), centre=centre)
    carried = files.count()
    plans = Plan.objects.filter(case_file=OuterRef("pk"), state=Plan.State.OPEN)
    in_time = files.filter(next_visit_on__gte=today - timedelta(days=THRESHOLDS.late_days))
    return {
        "visits": Measure(in_time.count(), carried),
        "plans": Measure(files.filter(Exists(plans)).count(), carried),
        "answers": answers(centre, today),
    }


def answers(centre: Centre, today: date) -> Measure:
    """Return how many mandates of the last year were accepted or declined within fourteen days."""
    asked = Mandate.objects.filter(
        centre=centre, begun_at__gte=before(today, YEAR), begun_at__lt=before(today, THRESHOLDS.answer_days)
    ).exclude(state=MandateState.UNDONE)
    until = F("begun_at") + timedelta(days=THRESHOLDS.answer_days)
    soon = Q(answered_at__lte=until) | Q(answered_at__isnull=True, state=MandateState.DECLINED, ended_at__lte=until)
    return Measure(asked.filter(soon).count(), asked.count())
