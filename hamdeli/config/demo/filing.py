"""Storing families and their files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from django.utils.translation import gettext_noop

from hamdeli.casework.models import CaseFile
from hamdeli.config.demo.bar import Tell
from hamdeli.config.demo.calendar_of_work import Calendar
from hamdeli.config.demo.circumstances import home
from hamdeli.config.demo.families import Families
from hamdeli.config.demo.ground import Ground, Spots
from hamdeli.config.demo.persons import Namer, numbers_from, persons_of
from hamdeli.config.demo.seeds import Chance
from hamdeli.households.models import Household, NameWord, Person
from hamdeli.households.naming import name_words
from hamdeli.journal.sealing import blind_index, seal

CHUNK = 1_500
ZAGROS = 49.0
"""The meridian between the two provinces, in degrees."""
FAMILIES_STAGE, FILES_STAGE = gettext_noop("Families"), gettext_noop("Case files")


@dataclass(frozen=True)
class Holding:
    """What is known of the files before they are stored, one entry for each: the carrier's key, and the day."""

    centre_ids: Sequence[int | None]
    opened_on: Sequence[date]
    workers: Sequence[int | None]
    aides: Sequence[int | None]
    due: Sequence[date | None]


def store_families(
    families: Families, spots: Spots, chance: Chance, national_codes: list[str], today: date, tell: Tell
) -> list[int]:
    """Store the households with their members; return the primary keys of the households."""
    namer, numbers = Namer(chance), numbers_from(chance)
    count = len(families.cause)
    codes = iter(national_codes)
    keys: list[int] = []
    tell(FAMILIES_STAGE, 0, count)
    for start in range(0, count, CHUNK):
        part = range(start, min(start + CHUNK, count))
        households = store_households(families, spots, part, numbers)
        persons = []
        for at, household in zip(part, households, strict=True):
            persons += persons_of(families, at, household.pk, namer=namer, numbers=numbers, today=today)
        for person in persons:
            give_code(person, next(codes))
        Person.objects.bulk_create(persons)
        NameWord.objects.bulk_create(word for person in persons for word in name_words(person))
        keys += [household.pk for household in households]
        tell(FAMILIES_STAGE, len(keys), count)
    return keys


def store_households(families: Families, spots: Spots, part: range, numbers: Iterator[float]) -> list[Household]:
    """Store the households of one part."""
    return Household.objects.bulk_create(
        Household(
            latitude=round(float(spots.latitude[at]), 5),
            longitude=round(float(spots.longitude[at]), 5),
            members_count=int(families.members[at]),
            **home(next(numbers), next(numbers), int(families.members[at]), west=spots.longitude[at] < ZAGROS),
        )
        for at in part
    )


def give_code(person: Person, code: str) -> None:
    """Seal the national code."""
    person.national_code_sealed, person.national_code_index = seal(code), blind_index(code)


def store_files(
    families: Families, spots: Spots, ground: Ground, holding: Holding, households: list[int], tell: Tell
) -> list[CaseFile]:
    """Store the case files, in the order in which they were opened, and return them in the order of the families."""
    count = len(households)
    order = np.lexsort((np.arange(count), np.array([day.toordinal() for day in holding.opened_on])))
    codes = {int(at): f"{ground.province.code}-{number:06}" for number, at in enumerate(order, 1)}
    stored: list[CaseFile] = []
    tell(FILES_STAGE, 0, count)
    for start in range(0, count, CHUNK):
        part = range(start, min(start + CHUNK, count))
        stored += CaseFile.objects.bulk_create(
            case_file(families, spots, ground, holding, at, codes[at], households[at]) for at in part
        )
        tell(FILES_STAGE, len(stored), count)
    return stored


def case_file(
    families: Families, spots: Spots, ground: Ground, holding: Holding, at: int, code: str, household: int
) -> CaseFile:
    """Return one file, unsaved."""
    return CaseFile(
        code=code,
        household_id=household,
        province=ground.province,
        county_id=int(ground.counties[spots.settlement[at]]),
        centre_id=holding.centre_ids[at],
        need=families.need[at],
        cause=families.cause[at],
        priority=int(families.priority[at]),
        opened_on=holding.opened_on[at],
        worker_id=holding.workers[at],
        aide_id=holding.aides[at],
        next_visit_on=holding.due[at],
    )


def opening_days(first_begun: dict[int, date], count: int, *, calendar: Calendar, chance: Chance) -> list[date]:
    """Draw the day on which each file was opened: before it was first handed over, or this year when it waits."""
    return [opening_day(first_begun.get(at), calendar, chance) for at in range(count)]


def opening_day(begun: date | None, calendar: Calendar, chance: Chance) -> date:
    """The day for a file that was first handed over on the day `begun`, if it ever was."""
    if begun and begun < calendar.first_day:
        return begun - timedelta(days=15 + int(chance.exponential(420)))
    past = ((begun or calendar.today) - calendar.first_day).days
    return calendar.first_day + timedelta(days=int(chance.integers(0, past + 1)))
