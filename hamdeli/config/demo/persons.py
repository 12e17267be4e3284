"""The persons of a family: names, sex, age, kinship."""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from hamdeli.config.demo.circumstances import circumstances
from hamdeli.config.demo.families import Families
from hamdeli.config.demo.members import Member
from hamdeli.config.demo.names import FAMILIES, MEN_OLD, MEN_YOUNG, WOMEN_OLD, WOMEN_YOUNG
from hamdeli.config.demo.seeds import Chance
from hamdeli.households.models import Kinship, Person, Sex

DAYS_PER_YEAR = 365.2425
OLD_FROM = 45
MARRIED = 0.8
WITH_PARENT = 0.06
POOL = 4096


class Namer:
    """Draws names, the common ones more often; takes its chance in pools, for speed."""

    def __init__(self, chance: Chance) -> None:
        self.given = {
            (Sex.FEMALE, True): names_from(chance, WOMEN_OLD),
            (Sex.FEMALE, False): names_from(chance, WOMEN_YOUNG),
            (Sex.MALE, True): names_from(chance, MEN_OLD),
            (Sex.MALE, False): names_from(chance, MEN_YOUNG),
        }
        self.family = names_from(chance, FAMILIES)

    def given_name(self, sex: str, age: int) -> str:
        """A given name of that sex and generation."""
        return next(self.given[Sex(sex), age >= OLD_FROM])

    def family_name(self) -> str:
        """A family name."""
        return next(self.family)


def names_from(chance: Chance, names: list[str]) -> Iterator[str]:
    """Draw names for ever, the earlier in the list the more often."""
    weights = 1.0 / (np.arange(len(names)) + 6.0)
    while True:
        for number in chance.choice(len(names), POOL, p=weights / weights.sum()):
            yield names[number]


def numbers_from(chance: Chance) -> Iterator[float]:
    """Draw numbers between 0 and 1 for ever."""
    while True:
        yield from chance.random(POOL).tolist()


def members_of(families: Families, at: int, numbers: Iterator[float]) -> list[Member]:
    """The members of one family, its head first."""
    age, woman = int(families.head_age[at]), bool(families.woman_head[at])
    members = [Member(Kinship.HEAD, Sex.FEMALE if woman else Sex.MALE, age, True)]
    wanted = int(families.members[at])
    if wanted > 1 and not woman and next(numbers) < MARRIED:
        members.append(Member(Kinship.SPOUSE, Sex.FEMALE, max(18, age - int(next(numbers) * 9)), False))
    if len(members) < wanted and age < 60 and next(numbers) < WITH_PARENT:
        members.append(Member(Kinship.PARENT, Sex.FEMALE, min(97, age + 19 + int(next(numbers) * 16)), woman))
    while len(members) < wanted:
        members.append(descendant(age, woman, numbers))
    return members


def descendant(age: int, woman: bool, numbers: Iterator[float]) -> Member:
    """A child; beside the very old also a grandchild or a niece. A mother's children bear their father's name."""
    sex = Sex.FEMALE if next(numbers) < 0.5 else Sex.MALE
    if age >= 70 and next(numbers) < 0.35:
        return Member(Kinship.OTHER, sex, int(4 + next(numbers) * 24), False)
    youngest, oldest = max(0, age - 45), min(45, max(1, age - 19))
    return Member(Kinship.CHILD, sex, youngest + int(next(numbers) * max(1, oldest - youngest)), not woman)


def persons_of(
    families: Families, at: int, household_id: int, *, namer: Namer, numbers: Iterator[float], today: date
) -> list[Person]:
    """The persons of one family, unsaved and without national codes; no two of them bear one name."""
    own, other = namer.family_name(), namer.family_name()
    given: dict[str, Member] = {}
    for member in members_of(families, at, numbers):
        name = namer.given_name(member.sex, member.age)
        while name in given:
            name = namer.given_name(member.sex, member.age)
        given[name] = member
    return [
        Person(
            household_id=household_id,
            kinship=member.kinship,
            sex=member.sex,
            given_name=name,
            family_name=family_name(member, own, other, namer),
            birth_date=today - timedelta(days=int((member.age + next(numbers)) * DAYS_PER_YEAR)),
            **circumstances(member, families.cause[at], numbers),
        )
        for name, member in given.items()
    ]


def family_name(member: Member, own: str, other: str, namer: Namer) -> str:
    """Wives and mothers keep their own name; children bear their father's."""
    if member.same_name:
        return own
    return other if member.kinship == Kinship.CHILD else namer.family_name()
