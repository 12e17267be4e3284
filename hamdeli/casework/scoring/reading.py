"""Reading families from the database into the plain values of a score."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

from hamdeli.casework.models import CaseFile, Hardship
from hamdeli.casework.scoring.families import Family, Member, Trouble
from hamdeli.households.models import Person
from hamdeli.persian.calendar import whole_years


def read_family(case_file: CaseFile, today: date) -> Family:
    """Return the family of `case_file` as it is known today."""
    return read_families([case_file], today)[0]


def read_families(case_files: Iterable[CaseFile], today: date) -> list[Family]:
    """Return the families of many files, in their order and in three queries."""
    files = list(case_files)
    prefetch_related_objects(
        files,
        Prefetch("household__members", present(today), to_attr="present"),
        Prefetch("hardships", Hardship.objects.filter(since__lte=today, until__gte=today), to_attr="current"),
    )
    return [family_of(case_file, today) for case_file in files]


def present(today: date) -> QuerySet[Person]:
    """Return the persons who have not left their household."""
    return Person.objects.filter(Q(left_on__isnull=True) | Q(left_on__gt=today)).order_by("id")


def family_of(case_file: CaseFile, today: date) -> Family:
    """Return the plain values of one file, whose members and hardships were read."""
    home = case_file.household
    current: list[Hardship] = case_file.current  # type: ignore[attr-defined]
    return Family(
        members=tuple(member_of(person, today) for person in home.present),  # type: ignore[attr-defined]
        tenure=home.tenure,
        rooms=home.rooms,
        rent=home.rent,
        assets=tuple(sorted(home.assets or [])),
        cause=case_file.cause,
        troubles=tuple(sorted((Trouble(row.kind, row.until.isoformat()) for row in current), key=str)),
    )


def member_of(person: Person, today: date) -> Member:
    """Return the plain values of one person."""
    return Member(
        kinship=person.kinship,
        age=max(whole_years(person.birth_date, today), 0) if person.birth_date else None,
        education=person.education,
        health=person.health,
        work=person.work,
        income=person.income,
        insurance=person.insurance,
    )
