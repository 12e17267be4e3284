"""Who the family are, and how they live. Nobody is meant by them."""

from datetime import date, timedelta
from typing import Any

from hamdeli.casework.models import CaseFile
from hamdeli.config.demo.families import Families
from hamdeli.desk.demo.following import HEAD_CODE
from hamdeli.households.models import Education, Health, Household, Insurance, Kinship, NameWord, Person, Sex, Work
from hamdeli.households.naming import name_words
from hamdeli.journal.sealing import blind_index, seal

MILLION = 1_000_000
DAYS_PER_YEAR = 365.2425
ADDRESS = "خیابان امام خمینی، کوچهٔ یاس، پلاک ۱۲، طبقهٔ همکف"
PHONE = "09130000012"
# The nine digits are beyond those that other persons of the demonstration have; see `national_codes`.
PEOPLE: tuple[tuple[str, str, str, str, str, float, dict[str, Any]], ...] = (
    (
        *(HEAD_CODE, Kinship.HEAD, Sex.FEMALE, "لیلا", "امینی", 38.4),
        {"education": Education.MIDDLE, "health": Health.WELL, "work": Work.CASUAL, "income": 48 * MILLION},
    ),
    (
        *("9990000026", Kinship.CHILD, Sex.FEMALE, "نگار", "رضایی", 15.3),
        {"education": Education.MIDDLE, "health": Health.WELL, "work": Work.PUPIL, "income": 0},
    ),
    (
        *("9990000034", Kinship.CHILD, Sex.MALE, "امیرحسین", "رضایی", 11.7),
        {"education": Education.PRIMARY, "health": Health.WELL, "work": Work.PUPIL, "income": 0},
    ),
    (
        *("9990000042", Kinship.PARENT, Sex.FEMALE, "کبری", "امینی", 72.1),
        {"education": Education.NONE, "health": Health.CHRONIC, "work": Work.UNABLE, "income": 0},
    ),
)
HOME = {
    "tenure": "rented",
    "rent": 45 * MILLION,
    "rooms": 2,
    "language": "lr",
    "assets": ["refrigerator", "stove", "television", "phone"],
    "members_count": len(PEOPLE),
}


def reserve(families: Families, at: int) -> None:
    """Let the family with the number `at` be of the kind that the story tells of."""
    families.members[at], families.woman_head[at], families.head_age[at] = len(PEOPLE), True, 38
    families.cause[at], families.need[at], families.priority[at] = "death", "employment", 4


def move_in(file: CaseFile, today: date) -> None:
    """Put the persons of the story into the household of `file`, instead of those who were drawn."""
    Person.objects.filter(household=file.household_id).delete()
    address, phone = seal(ADDRESS), seal(PHONE)
    Household.objects.filter(pk=file.household_id).update(**HOME, address_sealed=address, phone_sealed=phone)
    for code, kinship, sex, given, family, age, more in PEOPLE:
        person = Person.objects.create(
            household_id=file.household_id,
            kinship=kinship,
            sex=sex,
            given_name=given,
            family_name=family,
            birth_date=today - timedelta(days=int(age * DAYS_PER_YEAR)),
            insurance=Insurance.HEALTH,
            national_code_sealed=seal(code),
            national_code_index=blind_index(code),
            **more,
        )
        NameWord.objects.bulk_create(name_words(person))
