"""What would change the place of one family on the waiting list: one change at a time, by plain values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hamdeli.casework.scoring.families import Family, Member, Trouble
from hamdeli.casework.scoring.rules import score
from hamdeli.casework.scoring.tables import CHOICES, GOODS, Table

Place = tuple[int, str, int]
"""How the list is ordered: the score turned round, the day of the application (ISO), the file."""
HALF = 2


@dataclass(frozen=True)
class Change:
    """One single change: what (a code with plain values), the score after it, and how many places upward."""

    code: str
    params: dict[str, Any]
    total: int
    places: int


def single_changes(family: Family, table: Table, mine: Place, others: Sequence[Place]) -> list[Change]:
    """Return each single change that would move the family, the farthest first.

    `others` are the places of all other families of the list; `mine` that of this family, as it stands.
    """
    here = sum(other < mine for other in others)
    found = []
    for code, params, changed in variants(family):
        total = score(changed, table).total
        ahead = sum(other < (-total, *mine[1:]) for other in others)
        if ahead != here:
            found.append(Change(code, params, total, here - ahead))
    return sorted(found, key=lambda change: (-abs(change.places), change.code, str(change.params)))


def variants(family: Family) -> Iterator[tuple[str, dict[str, Any], Family]]:
    """Yield the families that differ from this one in a single thing."""
    yield from of_home(family)
    yield from of_troubles(family)
    for place, member in enumerate(family.members):
        for code, params, changed in of_member(member):
            members = (*family.members[:place], changed, *family.members[place + 1 :])
            yield code, {"member": place, "kinship": member.kinship, **params}, replace(family, members=members)


def of_home(family: Family) -> Iterator[tuple[str, dict[str, Any], Family]]:
    """Yield other housing, a room more or fewer, each thing lost or gained."""
    for tenure in sorted(CHOICES["tenure"] - {family.tenure}):
        yield "tenure", {"to": tenure}, replace(family, tenure=tenure)
    rooms = family.rooms or 1
    for other in (rooms - 1, rooms + 1) if family.rooms is not None else (rooms,):
        if other > 0:
            yield "rooms", {"to": other}, replace(family, rooms=other)
    for thing in sorted(GOODS["assets"]):
        lost = tuple(each for each in family.assets if each != thing)
        if lost != family.assets:
            yield "asset_lost", {"thing": thing}, replace(family, assets=lost)
        else:
            yield "asset_gained", {"thing": thing}, replace(family, assets=(*family.assets, thing))


def of_troubles(family: Family) -> Iterator[tuple[str, dict[str, Any], Family]]:
    """Yield each hardship that ends or befalls the family."""
    for kind in sorted(GOODS["troubles"]):
        left = tuple(trouble for trouble in family.troubles if trouble.kind != kind)
        if left != family.troubles:
            yield "trouble_ends", {"trouble": kind}, replace(family, troubles=left)
        else:
            yield "trouble_comes", {"trouble": kind}, replace(family, troubles=(*left, Trouble(kind, "")))


def of_member(member: Member) -> Iterator[tuple[str, dict[str, Any], Member]]:
    """Yield another income, health or insurance of one member."""
    if member.income is None:
        yield "income_none", {}, replace(member, income=0)
    elif member.income:
        yield "income_lost", {}, replace(member, income=0)
        yield "income_half_more", {}, replace(member, income=member.income + member.income // HALF)
    for health in ("well", "chronic", "special", "disabled"):
        if health != member.health:
            yield "health", {"to": health}, replace(member, health=health)
    if member.insurance == "none":
        yield "insured", {}, replace(member, insurance="health")
