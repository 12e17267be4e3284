"""Which families were under support on a day, and which centre carried them: conditions that every source shares."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from hamdeli.casework.models import CaseFile, Exit, State
from hamdeli.delegation.models import Mandate
from hamdeli.insight.periods import Period


def supported(day: date) -> QuerySet[CaseFile]:
    """Return the files of families that were under support at the end of `day`.

    Opened by then; active now or ended by an exit; and no exit stood on that day. A file that a commission refused has
    no exit and never counts; the days between an exit and the opening anew do not count either.
    """
    exits = Exit.objects.filter(case_file=OuterRef("pk"))
    away = exits.filter(Q(reopened_on=None) | Q(reopened_on__gt=day), on__lte=day)
    return CaseFile.objects.filter(
        Q(state=State.ACTIVE) | Q(Exists(exits), state=State.CLOSED), ~Exists(away), opened_on__lte=day
    )


def carrier(period: Period, path: str = "pk") -> Subquery:
    """Return the code of the centre whose mandate was open at the end of the period; `path` leads to the file."""
    return Subquery(
        Mandate.objects.filter(open_at(period), case_file=OuterRef(path))
        .order_by("-begun_at", "-pk")
        .values("centre__code")[:1]
    )


def open_at(period: Period) -> Q:
    """Return the condition that a mandate was open when the last day of the period ended."""
    return Q(begun_at__lt=period.midnight) & (Q(ended_at=None) | Q(ended_at__gte=period.midnight))


def of_files(rows: QuerySet[Any], period: Period, path: str = "case_file") -> QuerySet[Any]:
    """Return `rows` with `carrier`; `path` leads from a row to its file."""
    told: QuerySet[Any] = rows.annotate(carrier=carrier(period, path))
    return told


def during(period: Period, field: str) -> Q:
    """Return the condition that the day in `field` lies in the period."""
    return Q(**{f"{field}__range": (period.since, period.until)})


THROUGH_FILE = {"province": "case_file__province__code", "county": "case_file__county__code", "centre": "carrier"}
OWN_CENTRE = {"centre": "centre__code"}
IN_FILE = {"centre": "carrier"}
