"""Ranking: a centre is compared with those of its province, kind and size class, and with no others."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, Subquery

from hamdeli.centres.inspecting.grading import YEAR, recent
from hamdeli.centres.models import Centre, Grade, Licence

Class = tuple[int, str, str]


@dataclass(frozen=True)
class Place:
    """Where a centre stands among its likes: `rank` of `among`; without a rank `why` says the reason as a code."""

    centre: Centre
    grade: Grade | None
    rank: int | None = None
    among: int = 0
    why: str = ""


def ranks(totals: Iterable[tuple[int, Class, int]]) -> dict[int, tuple[int, int]]:
    """Return (rank, among) by key of rows (key, class, total): within a class, ties share the better rank."""
    classes: dict[Class, list[tuple[int, int]]] = defaultdict(list)
    for key, among, total in totals:
        classes[among].append((total, key))
    found: dict[int, tuple[int, int]] = {}
    for rows in classes.values():
        best = sorted((total for total, _key in rows), reverse=True)
        for total, key in rows:
            found[key] = (1 + best.index(total), len(rows))
    return found


def ranking(provinces: Iterable[int], seen: Q, today: date) -> list[Place]:
    """Return the centres for which `seen` holds, ranked among all of their provinces: the best of each class first."""
    last = Grade.objects.filter(centre=OuterRef("pk"), on__gt=today - YEAR, on__lte=today).order_by("-on", "-id")
    inspected = recent(today).filter(centre=OuterRef("pk")).order_by("-done_on")
    centres = list(
        Centre.objects.filter(province__in=list(provinces))
        .annotate(last_grade=Subquery(last.values("pk")[:1]), inspected_on=Subquery(inspected.values("done_on")[:1]))
        .select_related("county", "province")
    )
    visible = set(Centre.objects.filter(seen).values_list("pk", flat=True))
    keys = [centre.last_grade for centre in centres if centre.last_grade]  # type: ignore[attr-defined]
    grades = {grade.centre_id: grade for grade in Grade.objects.filter(pk__in=keys)}
    places = placed(centres, grades)
    return sorted((place for place in places if place.centre.pk in visible), key=order)


def placed(centres: list[Centre], grades: dict[int, Grade]) -> list[Place]:
    """Return the place of each centre (with `inspected_on`), with the rank or the reason why it has none."""
    why = {centre.pk: unranked(centre, grades.get(centre.pk)) for centre in centres}
    totals = [
        (centre.pk, (centre.province_id, grade.kind, grade.size), grade.total)
        for centre in centres
        if not why[centre.pk] and (grade := grades[centre.pk])
    ]
    found = ranks(totals)
    return [
        Place(centre, grades.get(centre.pk), rank, among, why[centre.pk])
        for centre in centres
        for rank, among in [found.get(centre.pk, (None, 0))]
    ]


def unranked(centre: Centre, grade: Grade | None) -> str:
    """Return the code of why a centre is not ranked, or nothing."""
    if centre.licence not in (Licence.ACTIVE, Licence.PROVISIONAL):
        return "licence"
    if not centre.inspected_on:  # type: ignore[attr-defined]
        return "no_inspection"
    return "" if grade else "not_graded"


SIZES = {"small": 0, "middle": 1, "large": 2}


def order(place: Place) -> tuple[object, ...]:
    """Return the key by which places are listed: province, kind, size, the best first; those without a rank last."""
    grade, centre = place.grade, place.centre
    if place.rank is None or grade is None:
        return (1, centre.province_id, "", 0, 0, centre.code)
    return (0, centre.province_id, grade.kind, SIZES.get(grade.size, 9), place.rank, centre.code)
