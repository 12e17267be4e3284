"""The words by which a person is found."""

from collections.abc import Iterator
from datetime import date

from hamdeli.households.models import NameWord, Person, PersonQuerySet
from hamdeli.persian.letters import squeeze, words

LONGEST = 80
HALF_SPACE = "\u200c"


def name_words(person: Person) -> list[NameWord]:
    """Return the folded words of a person's names, unsaved. The person must have its primary key."""
    found = dict.fromkeys(spellings(person.given_name, person.family_name))
    return [NameWord(word=word[:LONGEST], person=person, household_id=person.household_id) for word in found]


def spellings(*names: str) -> Iterator[str]:
    """Yield the words of `names` as people write them: joined, with half-spaces, and apart."""
    for name in names:
        yield from words(name)
        yield from words(name.replace(HALF_SPACE, " "))
        if name.strip():
            yield squeeze(name)


def namesakes(given_name: str, family_name: str, birth_date: date | None) -> PersonQuerySet:
    """Return who lives in a household under this name, however it is typed, and was born on the day."""
    given, family = squeeze(given_name)[:LONGEST], squeeze(family_name)[:LONGEST]
    if not (given and family and birth_date):
        return Person.objects.none()
    born = Person.objects.present().filter(birth_date=birth_date)
    return born.filter(name_words__word=given).filter(name_words__word=family).distinct()
