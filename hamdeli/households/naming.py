"""The words by which a person is found."""

from hamdeli.households.models import NameWord, Person
from hamdeli.persian.letters import words

LONGEST = 80


def name_words(person: Person) -> list[NameWord]:
    """Return the folded words of a person's names, unsaved. The person must have its primary key."""
    found = dict.fromkeys(words(f"{person.given_name} {person.family_name}"))
    return [NameWord(word=word[:LONGEST], person=person, household_id=person.household_id) for word in found]
