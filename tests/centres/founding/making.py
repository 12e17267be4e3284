"""Applications of the small world, brought to where a test needs them by the verbs themselves."""

import uuid
from datetime import date
from typing import Any

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.centres.founding.approving import approve, open_centre
from hamdeli.centres.founding.checking import teach, tick, unticked
from hamdeli.centres.founding.deciding import endorse, submit, take_up
from hamdeli.centres.founding.describing import Named, Premises, begin, house, raise_funds, rule, serve
from hamdeli.centres.founding.trustees import Person, add
from hamdeli.centres.models import Founding
from tests.support.cast import Cast, place

TODAY = date(2026, 5, 20)
ROLES = ("chair", "executive", "treasurer", "member", "member", "member", "member")
COUNTY_CODE, PROVINCE_CODE = 900, 901
"""Numbers of the national codes of the two who approve."""


def code(number: int) -> str:
    """Return a national code with a right check digit."""
    nine = f"{710_000_100 + number}"
    remainder = sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
    return f"{nine}{remainder if remainder < 2 else 11 - remainder}"


def person(number: int, **more: Any) -> Person:
    """Return somebody whom the neighbourhood knows."""
    told: dict[str, Any] = {
        "name": f"معتمد {number}",
        "national_code": code(number),
        "phone": "09131234567",
        "birth_date": date(1970, 3, 21),
        "role": ROLES[min(number % 10, len(ROLES) - 1)],
        "local_record": "بیست سال خادم مسجد",
        "endorsements": "امام جماعت",
    }
    return Person(**(told | more))


def town(cast: Cast, number: int = 1, **fields: Any) -> Any:
    """Return a town of Kashan."""
    where = {"latitude": 33.98 + number / 100, "longitude": 51.44, "population": 10_000 * number} | fields
    return place(f"G{number}", "city", f"شهر {number}", where.pop("parent", cast.kashan), **where)


def draft(cast: Cast, *, by: User | None = None, name: str = "مرکز امید", **more: Any) -> Founding:
    """Return a draft of the founder's."""
    named = Named(name=name, capacity=30, social_workers=2, **more)
    return begin(named=named, county=cast.kashan, by=by or cast.founder, today=TODAY, key=uuid.uuid4().hex)


def whole(cast: Cast, *, start: int = 0, trustees: int = 5, by: User | None = None, **more: Any) -> Founding:
    """Return a draft from which nothing is missing; its trustees are numbered from `start`."""
    writer = by or cast.founder
    made = draft(cast, by=writer, **more)
    premises = Premises("کاشان، خیابان اول", 33.98, 51.44, "rented", 90, "۱۶ تا ۲۰")
    made = house(founding=made, premises=premises, by=writer, seen_version=made.version)
    made = serve(founding=made, places=[town(cast)], corners=[], by=writer, seen_version=made.version)
    made = raise_funds(founding=made, places=[], note="بازار", by=writer, seen_version=made.version)
    made = rule(founding=made, text="ماده ۱", by=writer, seen_version=made.version)
    for number in range(trustees):
        add(founding=made, person=person(start + number), by=writer, today=TODAY, key=uuid.uuid4().hex)
    return fresh(made)


def fresh(founding: Founding) -> Founding:
    """Return the application as it is now."""
    return Founding.objects.get(pk=founding.pk)


def who(founding: Founding, by: User) -> dict[str, Any]:
    """Return what every step brings along."""
    return {"founding": founding, "by": by, "today": TODAY, "seen_version": fresh(founding).version}


def submitted(cast: Cast, **more: Any) -> Founding:
    """Return a submitted application."""
    made = whole(cast, **more)
    return submit(**who(made, more.get("by") or cast.founder))


def checking(cast: Cast, **more: Any) -> Founding:
    """Return an application that the county has taken up."""
    return take_up(**who(submitted(cast, **more), cast.county_head))


def tick_all(founding: Founding, by: User, right: Right) -> None:
    """Tick everything that the office ticks."""
    for check in unticked(founding, right):
        tick(founding=founding, check=check, on=TODAY, note="دیده شد", by=by, today=TODAY)


def ticked(cast: Cast, **more: Any) -> Founding:
    """Return an application whose county checks are all ticked."""
    made = checking(cast, **more)
    board = list(made.trustees.all())
    told: dict[str, Any] = {"title": "مددکاری", "hours": 8, "trustees": board, "on": TODAY, "today": TODAY}
    teach(founding=made, by=cast.county_head, key=uuid.uuid4().hex, **told)
    tick_all(made, cast.county_head, Right.CHECK_FOUNDING)
    return made


def endorsed(cast: Cast, **more: Any) -> Founding:
    """Return an application approved for the county."""
    return endorse(**who(ticked(cast, **more), cast.county_head), national_code=code(COUNTY_CODE))


def provisional(cast: Cast, **more: Any) -> Founding:
    """Return an application approved in principle."""
    made = endorsed(cast, **more)
    tick_all(made, cast.participation, Right.LICENSE)
    return approve(**who(made, cast.participation), national_code=code(PROVINCE_CODE))


def opened(cast: Cast, **more: Any) -> Founding:
    """Return an application whose centre has opened."""
    return open_centre(**who(provisional(cast, **more), cast.participation), on=TODAY)
