"""Who may be meant: persons known already, by national code, or by folded name and birth date. Only within scope."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, QuerySet

from hamdeli.accounts.models import User
from hamdeli.casework.access import may_know
from hamdeli.casework.models import CaseFile
from hamdeli.casework.referral.words import Word
from hamdeli.households.models import Person
from hamdeli.households.naming import namesakes
from hamdeli.journal.sealing import blind_index

MOST = 20


@dataclass(frozen=True)
class Candidate:
    """A person who may be the one meant, the file, and whether the national code says so (else name and birth)."""

    case_file: CaseFile
    person: Person
    by_code: bool
    known: bool
    """Whether the reader may learn the name."""


def candidates(word: Word, user: User) -> list[Candidate]:
    """Return whom `word` may mean among the files that `user` sees, the surest first, each file once."""
    found: dict[int, tuple[Person, bool]] = {}
    for person, by_code in [*((each, True) for each in of_code(word)), *((each, False) for each in of_name(word))]:
        found.setdefault(person.household_id, (person, by_code))
    files = CaseFile.objects.visible_to(user).filter(household__in=found).select_related("county", "centre")
    rows = {file.household_id: file for file in files}
    return list(shown(found, rows, user))[:MOST]


def shown(found: dict[int, tuple[Person, bool]], files: dict[int, CaseFile], user: User) -> Iterator[Candidate]:
    """Yield the candidates; a discreet family is not found by a name by those who may not know it."""
    for household, (person, by_code) in found.items():
        file = files.get(household)
        if file is None:
            continue
        known = may_know(user, file)
        if known or by_code:
            yield Candidate(file, person, by_code, known)


def of_code(word: Word) -> QuerySet[Person]:
    """Return those who have, or had, the national code."""
    if not word.national_code:
        return Person.objects.none()
    known = Person.objects.filter(national_code_index=blind_index(word.national_code))
    return known.order_by(F("left_on").desc(nulls_first=True), "id")


def of_name(word: Word) -> QuerySet[Person]:
    """Return the members who bear the name, however it is typed, and were born on the day."""
    return namesakes(word.given_name, word.family_name, word.birth_date).order_by("id")[:MOST]
