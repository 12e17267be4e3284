"""Checking an applicant: taken on with what was checked, or refused with a reason."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from hamdeli.accounts.models import User
from hamdeli.persian.letters import clean
from hamdeli.volunteers.choices import MUST_BE_CHECKED, Checked, Refusal
from hamdeli.volunteers.faults import VolunteerFault
from hamdeli.volunteers.models import Volunteer
from hamdeli.volunteers.moves import Act
from hamdeli.volunteers.steps import step, taken_up

MOST_WORDS = 200


@transaction.atomic
def vet(
    *, volunteer: Volunteer, checked: Sequence[str], on: date, by: User, today: date, seen_version: int, note: str = ""
) -> Volunteer:
    """Write down what was checked. Raises `VolunteerFault` or `Conflict`."""
    fresh = taken_up(volunteer, by=by, on=on, today=today, seen_version=seen_version)
    if set(checked) - set(Checked.values):
        raise VolunteerFault("word_unknown")
    if MUST_BE_CHECKED - set(checked):
        raise VolunteerFault("check_missing")
    details = {"checked": [each for each in Checked.values if each in checked], "note": clean(note)[:MOST_WORDS]}
    return step(fresh, Act.VET, by=by, on=on, details=details)


@transaction.atomic
def refuse(
    *, volunteer: Volunteer, why: str, on: date, by: User, today: date, seen_version: int, note: str = ""
) -> Volunteer:
    """Refuse an applicant. Raises `VolunteerFault` or `Conflict`."""
    fresh = taken_up(volunteer, by=by, on=on, today=today, seen_version=seen_version)
    words = checked_reason(why, note, Refusal.values, Refusal.OTHER)
    return step(fresh, Act.REFUSE, by=by, on=on, details={"why": why, "note": words}, reason=why)


def checked_reason(why: str, note: str, choices: Sequence[str], other: str) -> str:
    """Return the cleaned note; refuse an unknown reason, and another reason without words."""
    words = clean(note)[:MOST_WORDS]
    if why not in choices or (why == other and not words):
        raise VolunteerFault("why_missing")
    return words
