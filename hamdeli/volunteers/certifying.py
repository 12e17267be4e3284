"""A certificate of the hours that were confirmed, from a day to a day. What it says is kept in the step."""

from datetime import date

from django.db import transaction

from hamdeli.accounts.models import User
from hamdeli.volunteers.faults import VolunteerFault
from hamdeli.volunteers.giving_time import confirmed_minutes
from hamdeli.volunteers.models import Volunteer, VolunteerStep
from hamdeli.volunteers.moves import Act
from hamdeli.volunteers.steps import locked, require_leader, step


@transaction.atomic
def certify(*, volunteer: Volunteer, since: date, until: date, by: User, today: date) -> VolunteerStep:
    """Certify the confirmed hours and return the step that keeps them. Raises `VolunteerFault`.

    Details of the step: `number`, `since`, `until` (ISO), `minutes`.
    """
    fresh = locked(volunteer)
    require_leader(by, fresh)
    if until > today:
        raise VolunteerFault("day_ahead")
    if since > until:
        raise VolunteerFault("span_unfit")
    minutes = confirmed_minutes(fresh, since, until)
    if minutes <= 0:
        raise VolunteerFault("no_hours")
    earlier = VolunteerStep.objects.filter(volunteer=fresh, step=Act.CERTIFY).count()
    number = f"{fresh.centre.code}-{fresh.pk}-{earlier + 1}"
    details = {"number": number, "since": since.isoformat(), "until": until.isoformat(), "minutes": minutes}
    step(fresh, Act.CERTIFY, by=by, on=today, details=details)
    return VolunteerStep.objects.filter(volunteer=fresh, step=Act.CERTIFY).latest("pk")
