"""Hours: written down by the volunteer or by staff, confirmed by the supervisor, taken back by another row."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, Sum
from django.utils import timezone

from hamdeli.accounts.access import as_of_now
from hamdeli.accounts.models import User
from hamdeli.journal.once import once
from hamdeli.journal.writing import write
from hamdeli.persian.letters import clean
from hamdeli.volunteers.access import can_supervise, leads
from hamdeli.volunteers.faults import VolunteerFault
from hamdeli.volunteers.models import Hours, Volunteer, VolunteerStep
from hamdeli.volunteers.moves import Act, State
from hamdeli.volunteers.steps import KIND, locked

LEAST, MOST_IN_A_DAY = 5, 16
HOUR = 60
STANDING = Q(takes_back__isnull=True, taken_back_by__isnull=True)
"""Rows that were not taken back, and that take nothing back."""


def record_hours(
    *,
    volunteer: Volunteer,
    minutes: int,
    what: str,
    on: date,
    by: User,
    today: date,
    key: str,
    at: datetime | None = None,
) -> Hours:
    """Write down time that was given, once. Raises `VolunteerFault`, or `KeyUsedOtherwise`."""
    asked = [volunteer.pk, minutes, clean(what), on.isoformat()]
    act = lambda: recorded(volunteer, minutes, what, on, by, today, at).pk  # noqa: E731
    return Hours.objects.get(pk=once(key=key, actor=by.actor, purpose="hours", body=asked, act=act))


def recorded(
    volunteer: Volunteer, minutes: int, what: str, on: date, by: User, today: date, at: datetime | None
) -> Hours:
    """Store the row."""
    fresh = locked(volunteer)
    require_teller(by, fresh)
    require_helped(fresh, on, today)
    words = clean(what)[:120]
    if not words:
        raise VolunteerFault("what_missing")
    if not LEAST <= minutes <= MOST_IN_A_DAY * HOUR:
        raise VolunteerFault("minutes_unfit", most=MOST_IN_A_DAY)
    if minutes + minutes_on(fresh, on) > MOST_IN_A_DAY * HOUR:
        raise VolunteerFault("day_full", most=MOST_IN_A_DAY)
    row = Hours.objects.create(
        volunteer=fresh, on=on, minutes=minutes, what=words, made_by=by, made_at=at or timezone.now()
    )
    tell(row, by, "gave_hours")
    return row


def minutes_on(volunteer: Volunteer, on: date) -> int:
    """Return how much time is written down for a day."""
    return Hours.objects.filter(volunteer=volunteer, on=on).aggregate(sum=Sum("minutes"))["sum"] or 0


def require_teller(by: User, volunteer: Volunteer) -> None:
    """Refuse unless `by` is the volunteer, supervises the volunteer, or leads the volunteers of the centre."""
    now = as_of_now(by)
    own = (
        volunteer.user_id == by.pk
        and volunteer.state == State.ACTIVE
        and any(post.centre_code == volunteer.centre.code for post in now.posts_now)
    )
    if not own and not may_confirm(now, volunteer):
        raise VolunteerFault("may_not")


def may_confirm(user: User, volunteer: Volunteer) -> bool:
    """Say whether `user`, as of now, answers for the hours: the supervisor, or who leads; never the volunteer."""
    if user.pk == volunteer.user_id:
        return False
    own = volunteer.supervisor_id == user.pk and can_supervise(user, volunteer.centre)
    return own or leads(user, volunteer)


def require_helped(volunteer: Volunteer, on: date, today: date) -> None:
    """Refuse a day that has not come, and one on which the volunteer did not help yet, or not any more."""
    if on > today:
        raise VolunteerFault("day_ahead")
    began = VolunteerStep.objects.filter(volunteer=volunteer, step=Act.ACTIVATE).order_by("pk").first()
    if began is None or on < began.on or (volunteer.left_on is not None and on > volunteer.left_on):
        raise VolunteerFault("not_active")


@transaction.atomic
def confirm_hours(*, volunteer: Volunteer, rows: Sequence[int], by: User, at: datetime | None = None) -> int:
    """Confirm the rows (primary keys) of one volunteer, all or none; return how many. Raises `VolunteerFault`."""
    fresh = locked(volunteer)
    if fresh.user_id == by.pk:
        raise VolunteerFault("hours_own")
    if not may_confirm(as_of_now(by), fresh):
        raise VolunteerFault("hours_not_yours")
    found = list(Hours.objects.filter(volunteer=fresh, pk__in=rows).select_for_update(no_key=True).order_by("pk"))
    taken = set(Hours.objects.filter(takes_back__in=found).values_list("takes_back_id", flat=True))
    for row in found:
        if row.confirmed_by_id is not None:
            raise VolunteerFault("hours_confirmed")
        if row.pk in taken or row.takes_back_id is not None:
            raise VolunteerFault("hours_taken_back")
    keys = [row.pk for row in found]
    Hours.objects.filter(pk__in=keys).update(confirmed_by=by, confirmed_at=at or timezone.now())
    details = {"rows": len(keys), "minutes": sum(row.minutes for row in found)}
    write(actor=by.actor, verb="confirmed_hours", kind=KIND, subject=str(fresh.pk), details=details)
    return len(keys)


@transaction.atomic
def take_back_hours(*, row: Hours, by: User, at: datetime | None = None) -> Hours:
    """Take a row back by another one. Raises `VolunteerFault`.

    What nobody confirmed yet may be taken back by whoever could have written it; what is confirmed, by who confirms.
    """
    volunteer = locked(row.volunteer)
    fresh = Hours.objects.select_for_update(no_key=True).get(pk=row.pk)
    require_teller(by, volunteer)
    if fresh.takes_back_id is not None or Hours.objects.filter(takes_back=fresh).exists():
        raise VolunteerFault("hours_taken_back")
    confirmed = fresh.confirmed_by_id is not None
    if confirmed and not may_confirm(as_of_now(by), volunteer):
        raise VolunteerFault("hours_theirs")
    now = at or timezone.now()
    made = Hours.objects.create(
        volunteer=volunteer,
        on=fresh.on,
        minutes=-fresh.minutes,
        what=fresh.what,
        takes_back=fresh,
        made_by=by,
        made_at=now,
        confirmed_by=by if confirmed else None,
        confirmed_at=now if confirmed else None,
    )
    tell(made, by, "took_hours_back")
    return made


def tell(row: Hours, by: User, verb: str) -> None:
    """Tell the journal of a row; what was done stays out of it."""
    details = {"hours": row.pk, "minutes": row.minutes, "on": row.on.isoformat()}
    write(actor=by.actor, verb=verb, kind=KIND, subject=str(row.volunteer_id), details=details)


def confirmed_minutes(volunteer: Volunteer, since: date | None = None, until: date | None = None) -> int:
    """Return the confirmed time, of all days or of those from `since` to `until`."""
    rows = Hours.objects.filter(volunteer=volunteer, confirmed_by__isnull=False)
    rows = rows.filter(on__gte=since) if since else rows
    rows = rows.filter(on__lte=until) if until else rows
    return rows.aggregate(sum=Sum("minutes"))["sum"] or 0
