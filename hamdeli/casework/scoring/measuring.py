"""What is read of a family, and how: the numbers, choices and things on which the rules of a table rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hamdeli.casework.scoring.families import ABSENT, EARNING, HEAD, ILL, Family, Member
from hamdeli.casework.scoring.tables import Table

Value = int | str | tuple[str, ...]
WHOLE = 100


@dataclass(frozen=True)
class Reading:
    """What was read: the value, whether something of it was not known, and what it was made of."""

    value: Value
    missing: bool = False
    details: dict[str, Any] = field(default_factory=dict)


def measure(family: Family, table: Table, reads: str) -> Reading:
    """Return what `reads` means for this family."""
    return READERS[reads](family, table)


def is_child(member: Member, table: Table) -> bool:
    """Say whether the member counts as a child; of an unknown age, as an adult."""
    return member.age is not None and member.age < table.child_below


def equivalents(family: Family, table: Table) -> int:
    """Return the size of the family in percent of a single adult: who lives together needs less each.

    The first adult counts whole, each further one and each child for a share, after the scale that the OECD used first
    (1, 0.7, 0.5); the shares are data.
    """
    children = sum(is_child(member, table) for member in family.members)
    adults = len(family.members) - children
    if not adults:
        return WHOLE + max(children - 1, 0) * table.child
    return WHOLE + (adults - 1) * table.adult + children * table.child


def estimate(family: Family, table: Table) -> int:
    """Return what the family seems to live on, in rials a month for an equivalent member (proxy means test)."""
    total = table.proxy.base
    for weight in table.proxy.weights:
        value = measure(family, table, weight.reads).value
        if isinstance(value, tuple):
            total += weight.adds * (weight.value in value)
        elif isinstance(value, str):
            total += weight.adds * (weight.value == value)
        else:
            total += weight.adds * value
    return max(total, table.proxy.least)


def income_share(family: Family, table: Table) -> Reading:
    """Return the income that is counted, in percent of the line.

    What is stated counts; yet never less than a share of the estimate, and the whole estimate where an income that must
    be there is not known.
    """
    known = all(member.income is not None for member in family.members if expects_income(member, table))
    stated = sum(member.income or 0 for member in family.members)
    size, guess = equivalents(family, table), estimate(family, table)
    each = stated * WHOLE // size
    counted = max(each, guess * table.proxy.trust // WHOLE if known else guess)
    details = {"stated": stated, "equivalents": size, "each": each, "estimate": guess, "counted": counted}
    return Reading(counted * WHOLE // table.line, not known, details | {"line": table.line})


def expects_income(member: Member, table: Table) -> bool:
    """Say whether an income of the member must be known."""
    return member.work in EARNING and not is_child(member, table)


def rooms_per_person(family: Family, _table: Table) -> Reading:
    """Return the rooms for a hundred persons; none known count as one room each."""
    if family.rooms is None:
        return Reading(WHOLE, True)
    return Reading(family.rooms * WHOLE // max(len(family.members), 1), False, {"rooms": family.rooms})


def count(holds: Callable[[Member, Table], bool], unknown: Callable[[Member], bool]) -> Any:
    """Return a reader that counts the members for whom `holds`; `unknown` says of whom it cannot be known."""

    def read(family: Family, table: Table) -> Reading:
        found = sum(holds(member, table) for member in family.members)
        return Reading(found, any(unknown(member) for member in family.members))

    return read


def never(_member: Member) -> bool:
    """Nothing is missing."""
    return False


def no_age(member: Member) -> bool:
    """The age is not known."""
    return member.age is None


def no_health(member: Member) -> bool:
    """The health is not known."""
    return not member.health


def is_unschooled(member: Member) -> bool:
    """Say whether the member is of school age and not at school."""
    return member.age is not None and 6 <= member.age < 18 and member.work not in ("pupil", "child")


def head_of(family: Family) -> Member | None:
    """Return the head of the family."""
    return next((member for member in family.members if member.kinship == HEAD), None)


def head_absent(family: Family, _table: Table) -> Reading:
    """Return 1 where the head died, left or is in prison, or where nobody is named as head."""
    return Reading(int(family.cause in ABSENT or head_of(family) is None), not family.cause)


def of_head(name: str) -> Any:
    """Return a reader of one word about the head."""

    def read(family: Family, _table: Table) -> Reading:
        head = head_of(family)
        value = getattr(head, name) if head else ""
        return Reading(value, not value)

    return read


READERS: dict[str, Callable[[Family, Table], Reading]] = {
    "income_share": income_share,
    "rooms_per_person": rooms_per_person,
    "tenure": lambda family, _table: Reading(family.tenure, not family.tenure),
    "assets": lambda family, _table: Reading(tuple(sorted(set(family.assets)))),
    "troubles": lambda family, _table: Reading(tuple(sorted({trouble.kind for trouble in family.troubles}))),
    "members": lambda family, _table: Reading(len(family.members)),
    "children": count(is_child, no_age),
    "elderly": count(lambda member, table: (member.age or 0) >= table.elderly_from, no_age),
    "disabled": count(lambda member, _table: member.health == "disabled", no_health),
    "special": count(lambda member, _table: member.health == "special", no_health),
    "chronic": count(lambda member, _table: member.health in ILL - {"special"}, no_health),
    "unable": count(lambda member, _table: member.work == "unable", lambda member: not member.work),
    "uninsured": count(lambda member, _table: member.insurance == "none", lambda member: not member.insurance),
    "unschooled": count(
        lambda member, _table: (
            member.age is not None and 6 <= member.age < 18 and member.work not in ("pupil", "child")
        ),
        no_age,
    ),
    "head_absent": head_absent,
    "head_education": of_head("education"),
    "head_work": of_head("work"),
}
