"""Grading a centre: what was measured, counted under the table of the day, and both kept."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.centres.inspecting.faults import InspectionFault
from hamdeli.centres.inspecting.tables import table_in_force, weights_of
from hamdeli.centres.inspecting.weights import Measure, grade, size_of
from hamdeli.centres.models import Centre, Finding, Grade, Inspection
from hamdeli.centres.models.inspections import ANSWERED, VALID
from hamdeli.journal.writing import write

YEAR = timedelta(days=365)


def latest_inspection(centre: Centre, today: date) -> Inspection | None:
    """Return the last inspection of a centre within a year to which it has answered."""
    return recent(today).filter(centre=centre).order_by("-done_on", "-id").first()


def recent(today: date) -> QuerySet[Inspection]:
    """Return the inspections within a year before `today` that stand: signed, or with a refusal that was noted."""
    return Inspection.objects.filter(state__in=ANSWERED, done_on__gt=today - YEAR, done_on__lte=today)


def own_measures(centre: Centre, inspection: Inspection | None, today: date) -> dict[str, Measure]:
    """Return what the room itself measures: the points of the inspection, and findings that are not overdue.

    Findings count that are open, or were written down within the last year.
    """
    rows = Finding.objects.filter(centre=centre)
    late = rows.filter(state=Finding.State.OPEN, due_on__lt=today).count()
    counted = rows.exclude(state=Finding.State.CLOSED, closed_on__lte=today - YEAR).count()
    points = Measure(inspection.points, inspection.most) if inspection else Measure(0, 0)
    return {"inspection": points, "findings": Measure(counted - late, counted)}


def ungraded(centres: QuerySet[Centre], today: date) -> QuerySet[Centre]:
    """Return those of `centres` that work and whose last inspection within a year no grade has used yet."""
    last = recent(today).filter(centre=OuterRef("pk")).order_by("-done_on", "-id").values("pk")[:1]
    used = Grade.objects.filter(inspection=OuterRef("last_inspection"))
    graded_today = Grade.objects.filter(centre=OuterRef("pk"), on=today)
    rows = centres.filter(licence__in=VALID).annotate(last_inspection=Subquery(last))
    return rows.filter(~Exists(used), ~Exists(graded_today), last_inspection__isnull=False)


@transaction.atomic
def give_grades(
    *, centres: Iterable[Centre], measures: Mapping[int, Mapping[str, Measure]], by: User, today: date
) -> list[Grade]:
    """Grade many centres, all or none; `measures` are the figures of their casework by primary key."""
    return [give_grade(centre=centre, measures=measures[centre.pk], by=by, today=today) for centre in centres]


@transaction.atomic
def give_grade(*, centre: Centre, measures: Mapping[str, Measure], by: User, today: date) -> Grade:
    """Store the grade of a centre under the table in force today.

    `measures` are the figures of its casework (visits, plans, answers). Raises `InspectionFault` without an
    inspection within a year, and for a second grade on one day.
    """
    locked = Centre.objects.select_for_update(of=("self",)).get(pk=centre.pk)
    inspection = latest_inspection(locked, today)
    if inspection is None:
        raise InspectionFault("no_inspection")
    if Grade.objects.filter(centre=locked, on=today).exists():
        raise InspectionFault("graded_today")
    table = table_in_force(locked.province_id, today)
    weights = weights_of(table)
    result = grade({**measures, **own_measures(locked, inspection, today)}, weights)
    made = Grade.objects.create(
        centre=locked,
        table=table,
        inspection=inspection,
        on=today,
        kind=locked.kind,
        size=size_of(locked.capacity, weights),
        lines=result.plain(),
        total=result.total,
        letter=result.letter,
        made_by=by,
        made_at=timezone.now(),
    )
    details = {"grade": made.letter, "total": made.total, "table": table.number}
    write(actor=by.actor, verb="graded", kind="centre", subject=locked.code, details=details)
    return made
