"""Volunteers of the small world, brought to where a test needs them by the verbs themselves."""

import uuid
from datetime import date
from typing import Any

from hamdeli.accounts.models import User
from hamdeli.centres.models import Centre
from hamdeli.volunteers.activating import activate
from hamdeli.volunteers.applying import Applicant, Described, apply
from hamdeli.volunteers.models import Volunteer
from hamdeli.volunteers.training import qualify, train
from hamdeli.volunteers.vetting import vet
from tests.support.cast import Cast

APPLIED, TODAY = date(2024, 4, 1), date(2024, 7, 3)
DEGREE = "کارشناسی مددکاری اجتماعی"


def applicant(number: int = 0, **more: Any) -> Applicant:
    """Return somebody who wants to help."""
    named: dict[str, Any] = {"name": f"داوطلب {number}", "national_code": code(number), "phone": "09131234567"}
    described: dict[str, Any] = {
        "skills": ["teaching"],
        "languages": ["fa"],
        "times": ["mornings"],
        "latitude": 33.98,
        "longitude": 51.44,
    }
    named |= {name: more.pop(name) for name in tuple(named) if name in more}
    return Applicant(**named, described=Described(**(described | more)))


def code(number: int) -> str:
    """Return a national code with a right check digit."""
    nine = f"{700_000_100 + number}"
    remainder = sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
    return f"{nine}{remainder if remainder < 2 else 11 - remainder}"


def applied(
    cast: Cast, number: int = 0, *, centre: Centre | None = None, by: User | None = None, **more: Any
) -> Volunteer:
    """Return an applicant."""
    at, head = centre or cast.mehr, by or cast.centre_head
    told = applicant(number, **more)
    return apply(applicant=told, centre=at, on=APPLIED, by=head, today=TODAY, key=uuid.uuid4().hex)


def vetted(cast: Cast, number: int = 0, **more: Any) -> Volunteer:
    """Return an applicant who was checked."""
    made = applied(cast, number, **more)
    return vet(volunteer=made, checked=["identity", "interview"], **act(cast, made, more.get("by")))


def trained(cast: Cast, number: int = 0, **more: Any) -> Volunteer:
    """Return a trained applicant of whom it is said what he or she is."""
    made = vetted(cast, number, **more)
    made = train(volunteer=made, course="first", hours=6, **act(cast, made, more.get("by")))
    return qualify(volunteer=made, grade="aide", **act(cast, made, more.get("by")))


def active(cast: Cast, number: int = 0, *, ceiling: int = 3, supervisor: User | None = None, **more: Any) -> Volunteer:
    """Return a volunteer who helps at Mehr under Dara."""
    made = trained(cast, number, **more)
    with_user, _password = activate(
        volunteer=made,
        username=f"vol-{number}",
        supervisor=supervisor or cast.worker,
        ceiling=ceiling,
        by=more.get("by") or cast.centre_head,
        today=APPLIED,
        seen_version=made.version,
    )
    return with_user


def act(cast: Cast, volunteer: Volunteer, by: User | None = None) -> dict[str, Any]:
    """Return what every step brings along."""
    return {"by": by or cast.centre_head, "on": APPLIED, "today": TODAY, "seen_version": volunteer.version}
