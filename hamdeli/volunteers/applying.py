"""Applying: somebody wants to help, and somebody of the centre writes it down at the desk."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from hamdeli.accounts.access import as_of_now
from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import reaches
from hamdeli.centres.models import Centre
from hamdeli.journal.changing import change
from hamdeli.journal.once import once
from hamdeli.journal.refusals import checked
from hamdeli.journal.sealing import blind_index, seal, unseal
from hamdeli.journal.writing import write
from hamdeli.persian import national_code, phones
from hamdeli.persian.letters import clean, fold
from hamdeli.places.languages import Language
from hamdeli.places.models import Place
from hamdeli.volunteers.choices import Skill, Time
from hamdeli.volunteers.faults import VolunteerFault
from hamdeli.volunteers.models import Volunteer
from hamdeli.volunteers.moves import ENDED, Act
from hamdeli.volunteers.steps import KIND, VERBS, keep, locked, require_leader

SOUTH, NORTH, WEST, EAST = 24, 40, 43, 64
"""The country lies between these degrees."""


@dataclass(frozen=True)
class Described:
    """What a volunteer can do, when, and where: this changes with the years."""

    skills: Sequence[str] = ()
    languages: Sequence[str] = (Language.PERSIAN,)
    times: Sequence[str] = ()
    degree: str = ""
    neighbourhood: Place | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class Applicant:
    """Who wants to help. The national code and the telephone are sealed."""

    name: str
    national_code: str
    phone: str
    described: Described


def apply(*, applicant: Applicant, centre: Centre, on: date, by: User, today: date, key: str) -> Volunteer:
    """Store an application once and return it. Raises `VolunteerFault`, or `KeyUsedOtherwise`."""
    if on > today:
        raise VolunteerFault("day_ahead")
    asked = [applicant.name, blind_index(applicant.national_code), centre.pk, on.isoformat()]
    act = lambda: stored(applicant, centre, on, by).pk  # noqa: E731
    return Volunteer.objects.get(pk=once(key=key, actor=by.actor, purpose="volunteer", body=asked, act=act))


def stored(applicant: Applicant, centre: Centre, on: date, by: User) -> Volunteer:
    """Store the application with its first step."""
    where = {"province_id": centre.province_id, "county_id": centre.county_id, "centre_code": centre.code}
    if not reaches(as_of_now(by), Right.RUN_VOLUNTEERS, **where):
        raise VolunteerFault("may_not")
    name = clean(applicant.name)[:120]
    if not name:
        raise VolunteerFault("name_missing")
    code = checked(national_code.check, applicant.national_code, VolunteerFault("code_unfit"))
    phone = checked(phones.check, applicant.phone, VolunteerFault("phone_unfit"))
    volunteer = Volunteer(
        centre=centre,
        county=centre.county,
        name=name,
        name_folded=fold(name)[:120],
        sealed=seal(json.dumps({"national_code": code, "phone": phone})),
        code_index=blind_index(code),
        applied_on=on,
    )
    for field, value in values_of(applicant.described, centre).items():
        setattr(volunteer, field, value)
    store_once(volunteer)
    keep(volunteer, Act.APPLY, by=by, on=on)
    details = {"centre": centre.code, "on": on.isoformat(), "version": volunteer.version}
    write(actor=by.actor, verb=VERBS[Act.APPLY], kind=KIND, subject=str(volunteer.pk), details=details)
    return volunteer


def store_once(volunteer: Volunteer) -> None:
    """Store the row; refuse a person who applied at the centre before and neither left nor was refused."""
    same = Volunteer.objects.filter(centre=volunteer.centre, code_index=volunteer.code_index)
    if same.exclude(state__in=ENDED).exists():
        raise VolunteerFault("applied_already")
    try:
        with transaction.atomic():
            volunteer.save()
    except IntegrityError as there:
        raise VolunteerFault("applied_already") from there


def values_of(described: Described, centre: Centre) -> dict[str, object]:
    """Return the columns of what is described, checked."""
    latitude, longitude = point_of(described, centre)
    return {
        "skills": known(described.skills, Skill.values),
        "languages": known(described.languages, Language.values),
        "times": known(described.times, Time.values),
        "degree": clean(described.degree)[:120],
        "neighbourhood": described.neighbourhood,
        "latitude": latitude,
        "longitude": longitude,
    }


def known(words: Sequence[str], choices: Sequence[str]) -> list[str]:
    """Return the words in the order of the choices; refuse one that is none of them."""
    if set(words) - set(choices):
        raise VolunteerFault("word_unknown")
    return [choice for choice in choices if choice in words]


def point_of(described: Described, centre: Centre) -> tuple[float | None, float | None]:
    """Return where the volunteer lives: the given point, else the middle of the neighbourhood, else nothing."""
    here = described.neighbourhood
    if here is not None and centre.county_id not in (
        here.pk,
        here.parent_id,
        here.parent.parent_id if here.parent else 0,
    ):
        raise VolunteerFault("place_unfit")
    north, east = described.latitude, described.longitude
    if north is None and east is None:
        return (here.latitude, here.longitude) if here else (None, None)
    if north is None or east is None or not (SOUTH <= north <= NORTH and WEST <= east <= EAST):
        raise VolunteerFault("point_unfit")
    return north, east


@transaction.atomic
def describe(*, volunteer: Volunteer, described: Described, by: User, seen_version: int) -> Volunteer:
    """Write anew what the volunteer can do, when and where. Raises `VolunteerFault` or `Conflict`."""
    fresh = locked(volunteer, seen_version)
    require_leader(by, fresh)
    if fresh.state in ENDED:
        raise VolunteerFault("not_now", state=fresh.get_state_display())
    values = values_of(described, fresh.centre)
    return change(
        fresh,
        seen_version=seen_version,
        values=values,
        actor=by.actor,
        verb="described",
        kind=KIND,
        subject=str(fresh.pk),
    )


def opened(volunteer: Volunteer) -> dict[str, str]:
    """Return what is sealed: `national_code` and `phone`; empty for a volunteer of whom neither is known."""
    told: dict[str, str] = json.loads(unseal(volunteer.sealed)) if volunteer.sealed else {}
    return {"national_code": told.get("national_code", ""), "phone": told.get("phone", "")}
