"""The five to seven who found a centre: entered, corrected, taken out, while the application is open for changes."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from hamdeli.accounts.access import as_of_now
from hamdeli.accounts.models import User
from hamdeli.accounts.scopes import reaches
from hamdeli.centres.founding.access import OFFICES
from hamdeli.centres.founding.faults import FoundingFault
from hamdeli.centres.founding.moves import STANDING
from hamdeli.centres.founding.policy import ADULT_YEARS, MOST_TRUSTEES
from hamdeli.centres.founding.steps import KIND, locked, require_writer
from hamdeli.centres.models import BoardMember, Founding, FoundingTick, Signer, Trustee
from hamdeli.journal.changing import conflict
from hamdeli.journal.once import once
from hamdeli.journal.refusals import checked
from hamdeli.journal.sealing import blind_index, seal, unseal
from hamdeli.journal.writing import write
from hamdeli.persian import national_code, phones
from hamdeli.persian.calendar import whole_years
from hamdeli.persian.letters import clean

OLDEST_YEARS = 110


@dataclass(frozen=True)
class Person:
    """One trustee as told. National code, telephone and day of birth are sealed."""

    name: str
    national_code: str
    phone: str
    birth_date: date
    role: str
    local_record: str
    endorsements: str
    username: str = ""


@transaction.atomic
def add(*, founding: Founding, person: Person, by: User, today: date, key: str) -> Trustee:
    """Enter a trustee once. Raises `FoundingFault`, or `KeyUsedOtherwise`."""
    asked = [founding.pk, person.name, blind_index(person.national_code), person.role]
    act = lambda: added(founding, person, by, today).pk  # noqa: E731
    return Trustee.objects.get(pk=once(key=key, actor=by.actor, purpose="trustee", body=asked, act=act))


def added(founding: Founding, person: Person, by: User, today: date) -> Trustee:
    """Store the trustee of an application that is open for changes."""
    fresh = locked(founding)
    require_writer(by, fresh)
    if fresh.trustees.count() >= MOST_TRUSTEES:
        raise FoundingFault("too_many", most=MOST_TRUSTEES)
    return stored(fresh, Trustee(founding=fresh), person, by, today)


@transaction.atomic
def correct(*, trustee: Trustee, person: Person, by: User, today: date, seen_version: int) -> Trustee:
    """Write a trustee anew. Raises `FoundingFault` or `Conflict`."""
    fresh = locked(trustee.founding)
    require_writer(by, fresh)
    now = Trustee.objects.get(pk=trustee.pk)
    if now.version != seen_version:
        raise conflict(now, seen_version=seen_version, values={}, kind=KIND, subject=str(fresh.pk))
    now.version += 1
    return stored(fresh, now, person, by, today)


@transaction.atomic
def take_out(*, trustee: Trustee, by: User) -> None:
    """Take a trustee out of the application. Raises `FoundingFault`."""
    fresh = locked(trustee.founding)
    require_writer(by, fresh)
    for course in trustee.courses.all():
        course.trustees.remove(trustee)
    key = trustee.pk
    trustee.delete()
    FoundingTick.objects.filter(founding=fresh).delete()
    told(fresh, key, "trustee_left", by)


def stored(founding: Founding, trustee: Trustee, person: Person, by: User, today: date) -> Trustee:
    """Check and store; what was ticked about other people is ticked anew."""
    fill(founding, trustee, person, today)
    try:
        with transaction.atomic():
            trustee.save()
    except IntegrityError as there:
        raise FoundingFault("known_elsewhere") from there
    FoundingTick.objects.filter(founding=founding).delete()
    told(founding, trustee.pk, "trustee_named", by)
    return trustee


def told(founding: Founding, trustee: int, verb: str, by: User) -> None:
    """Raise the version of the application and tell the journal, without saying who the person is."""
    founding.version += 1
    founding.save(update_fields=["version"])
    details = {"trustee": trustee, "version": founding.version}
    write(actor=by.actor, verb=verb, kind=KIND, subject=str(founding.pk), details=details)


def fill(founding: Founding, trustee: Trustee, person: Person, today: date) -> None:
    """Put what was told into the row, checked."""
    code = checked(national_code.check, person.national_code, FoundingFault("code_unfit"))
    phone = checked(phones.check, person.phone, FoundingFault("phone_unfit"))
    require_adult(person.birth_date, today)
    index = blind_index(code)
    name, record, vouching = (clean(text) for text in (person.name, person.local_record, person.endorsements))
    if not name:
        raise FoundingFault("name_missing")
    if not record or not vouching:
        raise FoundingFault("words_missing")
    require_room(founding, trustee, person.role, index)
    user = user_of(person.username)
    require_no_approver(founding, index, user)
    secrets = {"national_code": code, "phone": phone, "birth_date": person.birth_date.isoformat()}
    trustee.name, trustee.role, trustee.user, trustee.code_index = name[:120], person.role, user, index
    trustee.local_record, trustee.endorsements = record[:500], vouching[:300]
    trustee.sealed, trustee.standing = seal(json.dumps(secrets)), founding.state in STANDING


def require_room(founding: Founding, trustee: Trustee, role: str, index: str) -> None:
    """Refuse an unknown or taken office, a person who is there already, and one who founds or leads another centre."""
    if role not in Trustee.Role.values:
        raise FoundingFault("word_unknown")
    others = founding.trustees.exclude(pk=trustee.pk)
    if others.filter(code_index=index).exists():
        raise FoundingFault("known_here")
    if role != Trustee.Role.MEMBER and others.filter(role=role).exists():
        raise FoundingFault("role_taken", role=Trustee.Role(role).label)
    if is_elsewhere(index, founding):
        raise FoundingFault("known_elsewhere")


def is_elsewhere(index: str, founding: Founding) -> bool:
    """Say whether the person with this blind index belongs to another centre, or to one that is being founded."""
    founders = Trustee.objects.filter(code_index=index, standing=True).exclude(founding=founding)
    sitting = BoardMember.objects.sitting().filter(code_index=index).exclude(centre__founding=founding)
    return founders.exists() or sitting.exists()


def require_no_approver(founding: Founding, index: str, user: User | None) -> None:
    """Refuse a founder who approves applications there, by the account or by the national code."""
    signers = Signer.objects.filter(code_index=index).select_related("user")
    people = [signer.user for signer in signers] + ([user] if user else [])
    where = {"province_id": founding.province_id, "county_id": founding.county_id}
    for each in people:
        now = as_of_now(each)
        if any(reaches(now, right, **where) for right in OFFICES):
            raise FoundingFault("approves")


def user_of(username: str) -> User | None:
    """Return the user with this sign-in name, None where none was told."""
    name = clean(username)
    if not name:
        return None
    found = User.objects.filter(username=name).first()
    if found is None:
        raise FoundingFault("user_unknown", user=name)
    return found


def require_adult(born: date, today: date) -> None:
    """Refuse a birth to come, one that nobody living has, and a trustee under age."""
    if born > today:
        raise FoundingFault("birth_ahead")
    years = whole_years(born, today)
    if years > OLDEST_YEARS:
        raise FoundingFault("birth_unfit")
    if years < ADULT_YEARS:
        raise FoundingFault("too_young", years=ADULT_YEARS)


def opened(trustee: Trustee) -> dict[str, Any]:
    """Return what is sealed: `national_code`, `phone` and `birth_date` (ISO)."""
    told: dict[str, Any] = json.loads(unseal(trustee.sealed))
    return told
