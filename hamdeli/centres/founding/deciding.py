"""The way of an application to the county's approval: submitted, taken up, returned, endorsed, refused, withdrawn."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.centres.founding.checking import require_ticked
from hamdeli.centres.founding.checklist import load_checks
from hamdeli.centres.founding.completeness import lacks
from hamdeli.centres.founding.faults import FoundingFault
from hamdeli.centres.founding.moves import Act
from hamdeli.centres.founding.signing import require_outside, sign
from hamdeli.centres.founding.steps import locked, require_move, step
from hamdeli.centres.founding.trustees import is_elsewhere, require_no_approver
from hamdeli.centres.models import Founding, FoundingCheck, RefusedWhy
from hamdeli.persian.letters import clean

MOST_WORDS = 1_000


@transaction.atomic
def submit(*, founding: Founding, by: User, today: date, seen_version: int) -> Founding:
    """Bring the application before the county. Raises `FoundingFault` where something is missing, or `Conflict`."""
    fresh = taken(founding, Act.SUBMIT, by, seen_version)
    missing = lacks(fresh)
    if missing:
        raise FoundingFault("incomplete", what=gettext(", ").join(str(lack.what) for lack in missing))
    for trustee in fresh.trustees.select_related("user"):
        require_no_approver(fresh, trustee.code_index, trustee.user)
        if is_elsewhere(trustee.code_index, fresh):
            raise FoundingFault("known_elsewhere")
    if not FoundingCheck.objects.exists():
        load_checks()
    try:
        with transaction.atomic():
            return step(fresh, Act.SUBMIT, by=by, on=today, values={"submitted_on": today, "missing": ""})
    except IntegrityError as there:
        raise FoundingFault("known_elsewhere") from there


@transaction.atomic
def take_up(*, founding: Founding, by: User, today: date, seen_version: int) -> Founding:
    """Begin to check the application. Raises `FoundingFault` or `Conflict`."""
    return step(taken(founding, Act.TAKE_UP, by, seen_version), Act.TAKE_UP, by=by, on=today)


@transaction.atomic
def hand_back(*, founding: Founding, missing: str, by: User, today: date, seen_version: int) -> Founding:
    """Return the application with what is missing, in words. Raises `FoundingFault` or `Conflict`."""
    fresh = taken(founding, Act.HAND_BACK, by, seen_version)
    words = clean(missing, lines=True)[:MOST_WORDS]
    if not words:
        raise FoundingFault("words_missing")
    values = {"missing": words, "endorsed_by": None}
    return step(fresh, Act.HAND_BACK, by=by, on=today, values=values, note=words)


@transaction.atomic
def endorse(
    *, founding: Founding, by: User, today: date, seen_version: int, national_code: str = "", note: str = ""
) -> Founding:
    """Approve the application for the county. Raises `FoundingFault` or `Conflict`."""
    fresh = taken(founding, Act.ENDORSE, by, seen_version)
    require_ticked(fresh, Right.CHECK_FOUNDING)
    sign(by, fresh, national_code)
    words = clean(note, lines=True)[:MOST_WORDS]
    return step(fresh, Act.ENDORSE, by=by, on=today, values={"endorsed_by": by}, note=words)


@transaction.atomic
def refuse(*, founding: Founding, why: str, note: str, by: User, today: date, seen_version: int) -> Founding:
    """Refuse the application with a coded reason. Raises `FoundingFault` or `Conflict`."""
    fresh = taken(founding, Act.REFUSE, by, seen_version)
    words = clean(note, lines=True)[:MOST_WORDS]
    if why not in RefusedWhy.values or (why == RefusedWhy.OTHER and not words):
        raise FoundingFault("why_missing")
    values = {"refused_why": why}
    return step(fresh, Act.REFUSE, by=by, on=today, values=values, note=words, details={"why": why})


@transaction.atomic
def withdraw(*, founding: Founding, by: User, today: date, seen_version: int, note: str = "") -> Founding:
    """Withdraw the application. Raises `FoundingFault` or `Conflict`."""
    fresh = taken(founding, Act.WITHDRAW, by, seen_version)
    words = clean(note, lines=True)[:MOST_WORDS]
    return step(fresh, Act.WITHDRAW, by=by, on=today, note=words)


def taken(founding: Founding, act: Act, by: User, seen_version: int) -> Founding:
    """Lock the application for an act; the offices have no part in the centre."""
    fresh = locked(founding, seen_version)
    require_move(fresh, act, by)
    if act not in (Act.SUBMIT, Act.WITHDRAW):
        require_outside(by, fresh)
    return fresh
