"""What the records say of a centre's casework, for its grade: each figure with its numerator and denominator."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q

from hamdeli.casework.models import CaseFile, Plan
from hamdeli.centres.inspecting.weights import Measure
from hamdeli.centres.models import Centre
from hamdeli.delegation.models import Mandate, MandateState
from hamdeli.insight.warnings import THRESHOLDS, before

YEAR = 365


def casework_measures(centre: Centre, today: date) -> dict[str, Measure]:
    """Return visits in time, files with a plan, and handovers answered in time, of one centre."""
    return measures_of([centre.pk], today)[centre.pk]


def measures_of(centres: Iterable[int], today: date) -> dict[int, dict[str, Measure]]:
    """Return the measures of each of `centres` (primary keys), in two queries.

    Visits and plans are counted over the active files whose mandate the centre has accepted for longer than a plan may
    take to make; answers over the mandates of the last year that had fourteen days to be answered.
    """
    keys = list(centres)
    files, asked = files_of(keys, today), answers_of(keys, today)
    return {
        key: {
            "visits": Measure(files.get(key, {}).get("soon", 0), files.get(key, {}).get("carried", 0)),
            "plans": Measure(files.get(key, {}).get("planned", 0), files.get(key, {}).get("carried", 0)),
            "answers": Measure(asked.get(key, {}).get("good", 0), asked.get(key, {}).get("asked", 0)),
        }
        for key in keys
    }


def files_of(keys: list[int], today: date) -> dict[int, dict[str, Any]]:
    """Return by centre: its files, those whose next visit is not overdue, and those with an open plan."""
    taken = Mandate.objects.filter(
        case_file=OuterRef("pk"), state=MandateState.ACCEPTED, begun_at__lt=before(today, THRESHOLDS.plan_days)
    )
    plans = Plan.objects.filter(case_file=OuterRef("pk"), state=Plan.State.OPEN)
    soon = Q(next_visit_on__gte=today - timedelta(days=THRESHOLDS.late_days))
    rows = CaseFile.objects.active().filter(Exists(taken), centre__in=keys).annotate(has_plan=Exists(plans))
    counted = rows.order_by().values("centre")
    counted = counted.annotate(
        carried=Count("pk"), soon=Count("pk", filter=soon), planned=Count("pk", filter=Q(has_plan=True))
    )
    return {row["centre"]: dict(row) for row in counted}


def answers_of(keys: list[int], today: date) -> dict[int, dict[str, Any]]:
    """Return by centre: the mandates of the last year, and those accepted or declined within fourteen days."""
    until = F("begun_at") + timedelta(days=THRESHOLDS.answer_days)
    soon = Q(answered_at__lte=until) | Q(answered_at__isnull=True, state=MandateState.DECLINED, ended_at__lte=until)
    rows = Mandate.objects.filter(
        centre__in=keys, begun_at__gte=before(today, YEAR), begun_at__lt=before(today, THRESHOLDS.answer_days)
    )
    counted = rows.exclude(state=MandateState.UNDONE).order_by().values("centre")
    counted = counted.annotate(asked=Count("pk"), good=Count("pk", filter=soon))
    return {row["centre"]: dict(row) for row in counted}
