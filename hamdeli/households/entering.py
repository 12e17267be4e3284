"""Somebody comes into a household: by birth, by marriage, or because nobody had written them down."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from hamdeli.households.faults import HouseholdFault
from hamdeli.households.models import Household, Kinship, Left, NameWord, Person, PersonQuerySet
from hamdeli.households.naming import name_words, namesakes
from hamdeli.households.registering import put_national_code
from hamdeli.journal.actors import Actor
from hamdeli.journal.sealing import blind_index
from hamdeli.journal.writing import write

LONGEST_LIFE = 125
UNSURE = frozenset({"known_elsewhere", "older_than_head", "younger_than_head", "head_young"})
"""Faults that may be no fault: namesakes born on one day, stepchildren older than the head, orphans who lead a home."""


@dataclass(frozen=True, slots=True)
class Told:
    """A person as somebody tells of them; income in rials a month. Empty where nothing was said."""

    kinship: str
    given_name: str
    family_name: str
    sex: str = ""
    birth_date: date | None = None
    national_code: str = ""
    education: str = ""
    health: str = ""
    work: str = ""
    income: int | None = None
    insurance: str = ""


PLAIN = (
    *("kinship", "given_name", "family_name", "sex", "birth_date"),
    *("education", "health", "work", "income", "insurance"),
)
"""What is stored as it was told; the national code is sealed."""


@transaction.atomic
def enter(household: Household, told: Told, *, today: date, actor: Actor, file: str, sure: bool = False) -> Person:
    """Store a new member of `household`, whose file has the code `file`. Raises `HouseholdFault`.

    What is improbable (`UNSURE`) is stored where somebody has looked again and is `sure`.
    """
    home = Household.objects.select_for_update().get(pk=household.pk)
    require_born(told.birth_date, today)
    if told.kinship == Kinship.HEAD and home.members.present().filter(kinship=Kinship.HEAD).exists():
        raise HouseholdFault("head_exists")
    require_free(told.national_code)
    require_other(home, told)
    if not sure:
        require_probable(home, told)
    person = store(home, told)
    home.members_count = max(home.members_count, home.members.present().count())
    home.version += 1
    home.save(update_fields=["members_count", "version"])
    write(
        actor=actor,
        verb="entered",
        kind="case_file",
        subject=file,
        details={"person": person.pk} | ({"sure": True} if sure else {}),
    )
    return person


def store(household: Household, told: Told) -> Person:
    """Write one person down, with the words by which they are found."""
    person = Person(household=household, **{name: getattr(told, name) for name in PLAIN})
    put_national_code(person, told.national_code)
    save(person)
    NameWord.objects.bulk_create(name_words(person))
    return person


def save(person: Person) -> None:
    """Save `person`; whoever entered the same national code at the same moment was first."""
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as clash:
        if person.national_code_index and holders(person.national_code_index).exclude(pk=person.pk).exists():
            raise HouseholdFault("code_refused") from clash
        raise


def require_born(birth_date: date | None, today: date) -> None:
    """Raise unless somebody living can be born on that day."""
    if birth_date and birth_date > today:
        raise HouseholdFault("birth_future")
    if birth_date and today.year - birth_date.year > LONGEST_LIFE:
        raise HouseholdFault("birth_long_ago")


def require_other(household: Household, told: Told, *, but: int = 0) -> None:
    """Raise when the same person is written down in the household already; `but` is the person meant."""
    if same_name(told).filter(household=household).exclude(pk=but).exists():
        raise HouseholdFault("here_already")


def require_probable(household: Household, told: Told, *, but: int = 0) -> None:
    """Raise for what somebody should look at again: one of `UNSURE`."""
    elsewhere = same_name(told).exclude(household=household).exclude(pk=but)
    if told.national_code:
        elsewhere = elsewhere.filter(national_code_index=None)
    if elsewhere.exists():
        raise HouseholdFault("known_elsewhere")
    head = household.members.present().filter(kinship=Kinship.HEAD).exclude(pk=but).first()
    if head is None or not head.birth_date or not told.birth_date:
        return
    if told.kinship == Kinship.CHILD and told.birth_date <= head.birth_date:
        raise HouseholdFault("older_than_head")
    if told.kinship == Kinship.PARENT and told.birth_date >= head.birth_date:
        raise HouseholdFault("younger_than_head")


def same_name(told: Told) -> PersonQuerySet:
    """Return who bears the name and was born on the day."""
    return namesakes(told.given_name, told.family_name, told.birth_date)


def require_free(national_code: str, *, but: int = 0) -> None:
    """Raise when somebody who lives in a household has the code, or had it and died; `but` is the person meant."""
    if national_code and holders(blind_index(national_code)).exclude(pk=but).exists():
        raise HouseholdFault("code_refused")


def holders(index: str) -> PersonQuerySet:
    """Return those who have the national code: members of a household now, and the dead."""
    known = Person.objects.filter(national_code_index=index)
    return known.present() | known.filter(left_why=Left.DEATH)
