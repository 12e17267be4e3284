"""Somebody leaves a household or dies. A household is never without a head while anybody is left in it."""

from datetime import date

from django.db import transaction

from hamdeli.households.amending import unchanged
from hamdeli.households.faults import HouseholdFault
from hamdeli.households.models import Household, Kinship, Left, NameWord, Person
from hamdeli.journal.actors import Actor
from hamdeli.journal.writing import write
from hamdeli.persian.calendar import whole_years

KIN_OF_NEW_HEAD = {
    Kinship.SPOUSE: {Kinship.CHILD: Kinship.CHILD},
    Kinship.CHILD: {Kinship.SPOUSE: Kinship.PARENT},
}
"""What the others are to the new head, by what the new head was to the one before; who is not named is a relative."""
OF_AGE = 18
"""Years. Under eighteen nobody signs for money in Iran without a guardian: the single-article act of 1313 (1934)."""


@transaction.atomic
def leave(
    person: Person,
    *,
    why: str,
    on: date,
    today: date,
    seen_version: int,
    actor: Actor,
    file: str,
    new_head: Person | None = None,
    sure: bool = False,
) -> bool:
    """Write down that `person` left; a head who leaves names who follows. Return whether anybody is left.

    That a child follows is stored where somebody has looked again and is `sure`. Raises `Conflict` and
    `HouseholdFault`.
    """
    home = Household.objects.select_for_update().get(pk=person.household_id)
    fresh = unchanged(person, seen_version, file)
    require_possible(fresh, on, today)
    others = list(home.members.present().exclude(pk=fresh.pk).select_for_update())
    following = follower(fresh, others, new_head)
    if following and not sure:
        require_grown(following, on)
    announced = home.members_count > len(others) + 1
    fresh.left_on, fresh.left_why = on, why
    fresh.version += 1
    fresh.save(update_fields=["left_on", "left_why", "version"])
    NameWord.objects.filter(person=fresh).delete()
    if following:
        crown(following, others)
    recount(home, len(others), keeps=announced and why == Left.MISTAKE)
    told = {"person": fresh.pk, "new_head": following.pk if following else None} | ({"sure": True} if sure else {})
    write(actor=actor, verb="left", kind="case_file", subject=file, reason=why, details=told)
    return bool(others)


def require_possible(person: Person, on: date, today: date) -> None:
    """Raise unless `person` can have left on that day."""
    if person.left_on:
        raise HouseholdFault("left_already")
    if on > today:
        raise HouseholdFault("left_future")
    if person.birth_date and on < person.birth_date:
        raise HouseholdFault("left_before_birth")


def follower(person: Person, others: list[Person], new_head: Person | None) -> Person | None:
    """Return who becomes the head: nobody when another than the head leaves, or when nobody is left."""
    if person.kinship != Kinship.HEAD or not others:
        return None
    if new_head is None:
        raise HouseholdFault("head_needed")
    for other in others:
        if other.pk == new_head.pk:
            return other
    raise HouseholdFault("head_unknown")


def require_grown(head: Person, on: date) -> None:
    """Raise when the new head is not of age on that day."""
    if head.birth_date and whole_years(head.birth_date, on) < OF_AGE:
        raise HouseholdFault("head_young")


def crown(head: Person, others: list[Person]) -> None:
    """Make `head` the head, and say what the others are to them."""
    kin = KIN_OF_NEW_HEAD.get(Kinship(head.kinship), {})
    for person in others:
        person.kinship = Kinship.HEAD if person is head else kin.get(Kinship(person.kinship), Kinship.OTHER)
        person.version += 1
        person.save(update_fields=["kinship", "version"])


def recount(home: Household, present: int, *, keeps: bool) -> None:
    """Let the number of members follow: the announced number goes down by one, and is never below those known.

    It stays 1 when nobody is left: such a file waits for the commission.
    """
    home.members_count = max(present, home.members_count - (0 if keeps else 1), 1)
    home.version += 1
    home.save(update_fields=["members_count", "version"])
