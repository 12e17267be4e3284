"""Entering families and the heads of their households, one or many at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hamdeli.households.models import Household, Kinship, NameWord, Person
from hamdeli.households.naming import name_words
from hamdeli.journal.sealing import blind_index, seal

HOUSEHOLD_FIELDS = ["latitude", "longitude", "members_count", "version"]
PERSON_FIELDS = [
    *("given_name", "family_name", "sex", "birth_date"),
    *("national_code_sealed", "national_code_index", "version"),
]


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a household as somebody tells of them."""

    given_name: str
    family_name: str
    sex: str = ""
    birth_date: date | None = None
    national_code: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """A family as somebody tells of it: where it lives (degrees), how many they are, and its head where known."""

    latitude: float
    longitude: float
    members_count: int = 1
    head: Head | None = None


def register(family: Family) -> Household:
    """Store one family with its head and the words by which they are found."""
    return register_many([family])[0]


def register_many(families: Sequence[Family]) -> list[Household]:
    """Store families with their heads, in the order given."""
    households = Household.objects.bulk_create(
        Household(latitude=each.latitude, longitude=each.longitude, members_count=each.members_count)
        for each in families
    )
    heads = [(home, each.head) for home, each in zip(households, families, strict=True) if each.head]
    enter_heads([person_of(home, head) for home, head in heads])
    return households


def person_of(household: Household, head: Head) -> Person:
    """Return the unsaved head of `household`, the national code sealed."""
    person = Person(
        household=household,
        kinship=Kinship.HEAD,
        given_name=head.given_name,
        family_name=head.family_name,
        sex=head.sex,
        birth_date=head.birth_date,
    )
    put_national_code(person, head.national_code)
    return person


def put_national_code(person: Person, national_code: str) -> None:
    """Put a national code into the unsaved `person`: sealed, and with its blind index; empty takes it away."""
    person.national_code_sealed = seal(national_code) if national_code else None
    person.national_code_index = blind_index(national_code) if national_code else None


def enter_heads(persons: Sequence[Person]) -> None:
    """Store new persons with the words by which they are found."""
    Person.objects.bulk_create(persons)
    NameWord.objects.bulk_create(word for person in persons for word in name_words(person))


def amend_households(households: Sequence[Household]) -> None:
    """Write changed households back, each one version further."""
    for household in households:
        household.version += 1
    if households:
        Household.objects.bulk_create(
            households, update_conflicts=True, unique_fields=["id"], update_fields=HOUSEHOLD_FIELDS
        )


def amend_heads(persons: Sequence[Person]) -> None:
    """Write changed persons back, each one version further, with the words by which they are found."""
    for person in persons:
        person.version += 1
    if not persons:
        return
    Person.objects.bulk_create(persons, update_conflicts=True, unique_fields=["id"], update_fields=PERSON_FIELDS)
    NameWord.objects.filter(person__in=[person.pk for person in persons]).delete()
    NameWord.objects.bulk_create(word for person in persons for word in name_words(person))
