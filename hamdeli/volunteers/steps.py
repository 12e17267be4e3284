"""Taking a step on the way of a volunteer: locked, looked at, moved, kept as a step, told to the journal."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import timezone

from hamdeli.accounts.access import as_of_now
from hamdeli.accounts.models import User
from hamdeli.journal.changing import conflict
from hamdeli.journal.writing import write
from hamdeli.volunteers.access import leads
from hamdeli.volunteers.faults import VolunteerFault
from hamdeli.volunteers.models import Volunteer, VolunteerStep
from hamdeli.volunteers.moves import MOVES, Act, State, after

KIND = "volunteer"
VERBS = {
    Act.APPLY: "applied_to_help",
    Act.VET: "vetted",
    Act.REFUSE: "refused_volunteer",
    Act.TRAIN: "trained",
    Act.QUALIFY: "qualified",
    Act.ACTIVATE: "activated",
    Act.SUPERVISE: "supervised_anew",
    Act.CERTIFY: "certified",
    Act.LEAVE: "volunteer_left",
}
Check = Callable[[Volunteer], None]


def locked(volunteer: Volunteer, seen_version: int | None = None) -> Volunteer:
    """Lock the volunteer's row and return it; raises `Conflict` where it is not as it was seen."""
    rows = Volunteer.objects.select_for_update(of=("self",)).select_related("centre", "county", "supervisor", "user")
    fresh = rows.get(pk=volunteer.pk)
    if seen_version is not None and fresh.version != seen_version:
        raise conflict(fresh, seen_version=seen_version, values={}, kind=KIND, subject=str(fresh.pk))
    return fresh


def taken_up(volunteer: Volunteer, *, by: User, on: date, today: date, seen_version: int) -> Volunteer:
    """Lock and return the volunteer for a deed of who leads the volunteers there, on a day that can be.

    Raises `VolunteerFault` or `Conflict`.
    """
    fresh = locked(volunteer, seen_version)
    require_leader(by, fresh)
    require_day(fresh, on, today)
    return fresh


def require_leader(by: User, volunteer: Volunteer) -> None:
    """Refuse unless `by` leads the volunteers of the centre at this moment."""
    if not leads(as_of_now(by), volunteer):
        raise VolunteerFault("may_not")


def require_move(volunteer: Volunteer, act: Act) -> None:
    """Refuse an act that the table does not allow from where the volunteer stands."""
    if State(volunteer.state) not in MOVES[act].before:
        raise VolunteerFault("not_now", state=State(volunteer.state).label)


def require_day(volunteer: Volunteer, on: date, today: date) -> None:
    """Refuse a day that has not come, or on which nobody knew the volunteer yet."""
    if on > today:
        raise VolunteerFault("day_ahead")
    if on < volunteer.applied_on:
        raise VolunteerFault("day_early")


def step(
    volunteer: Volunteer,
    act: Act,
    *,
    by: User,
    on: date,
    values: dict[str, Any] | None = None,
    details: dict[str, Any] | None = None,
    reason: str = "",
) -> Volunteer:
    """Take the step with a locked volunteer: store what changes, keep the step, tell the journal. No look at rights.

    `details` stay in the step and in the journal: plain values that name nobody but by sign-in name.
    """
    require_move(volunteer, act)
    values = {"state": after(act, State(volunteer.state)), **(values or {})}
    changed = {name: value for name, value in values.items() if getattr(volunteer, name) != value}
    changes = {name: [str(getattr(volunteer, name) or ""), str(value)] for name, value in changed.items()}
    for name, value in changed.items():
        setattr(volunteer, name, value)
    if changed:
        volunteer.version += 1
        volunteer.save(update_fields=[*changed, "version"])
    keep(volunteer, act, by=by, on=on, details=details)
    told = {"on": on.isoformat(), "version": volunteer.version, "changes": changes} | told_of(details)
    write(actor=by.actor, verb=VERBS[act], kind=KIND, subject=str(volunteer.pk), reason=reason, details=told)
    return volunteer


def keep(volunteer: Volunteer, act: Act, *, by: User, on: date, details: dict[str, Any] | None = None) -> VolunteerStep:
    """Store the step."""
    return VolunteerStep.objects.create(
        volunteer=volunteer, step=act, details=details or {}, on=on, made_by=by, made_at=timezone.now()
    )


def told_of(details: dict[str, Any] | None) -> dict[str, Any]:
    """Return what the journal tells of a step: its codes, not what was written by hand."""
    return {name: value for name, value in (details or {}).items() if name not in ("note", "degree")}
