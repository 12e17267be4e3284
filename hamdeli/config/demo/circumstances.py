"""How people live: schooling, health, work, income, insurance, housing. The shares are ours; see docs/sources.md."""

from collections.abc import Iterator
from typing import Any

from hamdeli.config.demo.members import Member
from hamdeli.households.models import Education, Health, Insurance, Kinship, Sex, Tenure, Work
from hamdeli.places.languages import Language

MILLION = 1_000_000
"""Rials."""
TENURES = (
    (0.38, Tenure.OWNED),
    (0.78, Tenure.RENTED),
    (0.93, Tenure.RELATIVES),
    (0.99, Tenure.LENT),
    (1.0, Tenure.NONE),
)
SPOKEN = {
    True: ((0.82, Language.KURDISH), (0.92, Language.LURI), (0.98, Language.PERSIAN), (1.0, Language.ARABIC)),
    False: ((0.88, Language.PERSIAN), (0.93, Language.LURI), (0.98, Language.AZERI), (1.0, Language.ARABIC)),
}
GOODS = ("refrigerator", "stove", "washing_machine", "television", "phone", "motorcycle", "car")
OWNED = (0.93, 0.95, 0.55, 0.85, 0.7, 0.18, 0.03)


def circumstances(member: Member, cause: str, numbers: Iterator[float]) -> dict[str, Any]:
    """Return what is known of one person, as fields."""
    health = health_of(member, cause, next(numbers))
    work = work_of(member, health, next(numbers))
    return {
        "education": education_of(member, next(numbers)),
        "health": health,
        "work": work,
        "income": income_of(work, next(numbers)),
        "insurance": insurance_of(work, next(numbers)),
    }


def health_of(member: Member, cause: str, chance: float) -> str:
    """The head of a family that came for illness or incapacity is not well."""
    if member.kinship == Kinship.HEAD and cause == "illness":
        return Health.SPECIAL if chance < 0.4 else Health.CHRONIC
    if member.kinship == Kinship.HEAD and cause == "incapacity":
        return Health.DISABLED if chance < 0.6 else Health.CHRONIC
    if member.age >= 60:
        return Health.CHRONIC if chance < 0.5 else Health.WELL
    return Health.DISABLED if chance < 0.03 else Health.CHRONIC if chance < 0.09 else Health.WELL


def work_of(member: Member, health: str, chance: float) -> str:
    """Children learn, the old rest, others work where they can."""
    if member.age < 7:
        return Work.CHILD
    if member.age < 19:
        return Work.PUPIL
    if member.age >= 62 or health == Health.DISABLED:
        return Work.PENSION if chance < 0.12 else Work.UNABLE
    if member.sex == Sex.FEMALE and chance < 0.5:
        return Work.HOME
    return Work.CASUAL if chance < 0.75 else Work.UNEMPLOYED if chance < 0.92 else Work.EMPLOYED


def education_of(member: Member, chance: float) -> str:
    """The old learnt little; the young go to school."""
    if member.age < 7:
        return ""
    if member.age < 13:
        return Education.PRIMARY
    if member.age < 16:
        return Education.MIDDLE
    if member.age >= 55:
        return Education.NONE if chance < 0.6 else Education.PRIMARY
    steps = ((0.08, Education.NONE), (0.35, Education.PRIMARY), (0.62, Education.MIDDLE), (0.92, Education.SECONDARY))
    return next((level for share, level in steps if chance < share), Education.UNIVERSITY)


def income_of(work: str, chance: float) -> int:
    """Rials a month, in whole millions."""
    spans = {Work.EMPLOYED: (70, 120), Work.CASUAL: (15, 60), Work.PENSION: (50, 95)}
    least, most = spans.get(Work(work), (0, 0))
    return round(least + chance * (most - least)) * MILLION


def insurance_of(work: str, chance: float) -> str:
    """Who works in a firm is insured there; the others mostly have health insurance."""
    if work in (Work.EMPLOYED, Work.PENSION):
        return Insurance.SOCIAL
    return Insurance.HEALTH if chance < 0.7 else Insurance.RURAL if chance < 0.88 else Insurance.NONE


def home(one: float, other: float, members: int, *, west: bool) -> dict[str, Any]:
    """Return how one family lives and what it speaks (`west` of the Zagros or not), as fields."""
    tenure = next(word for share, word in TENURES if one < share)
    return {
        "tenure": tenure,
        "language": next(word for share, word in SPOKEN[west] if (one * 11 + other * 5) % 1 < share),
        "rent": round(20 + 60 * other) * MILLION if tenure == Tenure.RENTED else None,
        "rooms": max(1, min(4, round(1 + members * 0.4 + other))),
        "assets": [
            name for name, share in zip(GOODS, OWNED, strict=True) if (one * 7 + other * 13 + share) % 1 < share
        ],
    }
