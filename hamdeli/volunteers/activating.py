"""Beginning to help: an account, a post at the centre, a supervisor, a ceiling; and changing the last two."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from hamdeli.accounts.appointing import appoint
from hamdeli.accounts.joining import join
from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Role
from hamdeli.persian.digits import to_ascii
from hamdeli.volunteers.access import can_supervise
from hamdeli.volunteers.faults import VolunteerFault
from hamdeli.volunteers.models import MOST_FILES, Volunteer
from hamdeli.volunteers.moves import ENDED, Act
from hamdeli.volunteers.steps import locked, require_leader, require_move, step


@transaction.atomic
def activate(
    *,
    volunteer: Volunteer,
    username: str,
    supervisor: User,
    ceiling: int,
    by: User,
    today: date,
    seen_version: int,
) -> tuple[Volunteer, str]:
    """Give the volunteer an account and a post; return the volunteer and, for a new account, its first password.

    Somebody who helped before keeps the account. Raises `VolunteerFault` or `Conflict`.
    """
    fresh = locked(volunteer, seen_version)
    require_leader(by, fresh)
    require_move(fresh, Act.ACTIVATE)
    if not fresh.grade:
        raise VolunteerFault("grade_missing")
    user, password = account(fresh, username, by)
    require_terms(fresh, supervisor, ceiling, user)
    appoint(user=user, role=Role.VOLUNTEER, place=fresh.county, centre_code=fresh.centre.code, actor=by.actor)
    values = {"user": user, "supervisor": supervisor, "ceiling": ceiling}
    details = {"user": user.username, "supervisor": supervisor.username, "ceiling": ceiling}
    return step(fresh, Act.ACTIVATE, by=by, on=today, values=values, details=details), password


def account(volunteer: Volunteer, username: str, by: User) -> tuple[User, str]:
    """Return the account of the volunteer and, when it was made now, its first password."""
    known = Volunteer.objects.filter(code_index=volunteer.code_index, user__isnull=False).exclude(code_index="")
    before = known.select_related("user").order_by("-pk").first()
    if before is not None and before.user is not None:
        if known.exclude(state__in=ENDED).exists():
            raise VolunteerFault("helps_already", user=before.user.username)
        return before.user, ""
    name = to_ascii(username).strip()
    if not name:
        raise VolunteerFault("user_missing")
    if User.objects.filter(username=name).exists():
        raise VolunteerFault("user_taken", user=name)
    try:
        run_validators: Any = getattr(User._meta.get_field("username"), "run_validators")  # noqa: B009
        run_validators(name)
    except ValidationError as unfit:
        raise VolunteerFault("user_missing") from unfit
    return join(username=name, name_fa=volunteer.name, by=by)


def require_terms(volunteer: Volunteer, supervisor: User, ceiling: int, user: User | None) -> None:
    """Refuse a supervisor who works elsewhere or is the volunteer, and a ceiling out of its bounds."""
    if user is not None and supervisor.pk == user.pk:
        raise VolunteerFault("supervisor_self")
    if not can_supervise(supervisor, volunteer.centre):
        raise VolunteerFault("supervisor_unfit", who=supervisor.display_name)
    if not 1 <= ceiling <= MOST_FILES:
        raise VolunteerFault("ceiling_unfit", most=MOST_FILES)


@transaction.atomic
def change_terms(
    *, volunteer: Volunteer, supervisor: User, ceiling: int, by: User, today: date, seen_version: int
) -> Volunteer:
    """Put the volunteer under another supervisor, or change the ceiling. Raises `VolunteerFault` or `Conflict`."""
    fresh = locked(volunteer, seen_version)
    require_leader(by, fresh)
    require_move(fresh, Act.SUPERVISE)
    require_terms(fresh, supervisor, ceiling, fresh.user)
    if (supervisor.pk, ceiling) == (fresh.supervisor_id, fresh.ceiling):
        raise VolunteerFault("nothing_new")
    details = {"supervisor": supervisor.username, "ceiling": ceiling}
    values = {"supervisor": supervisor, "ceiling": ceiling}
    return step(fresh, Act.SUPERVISE, by=by, on=today, values=values, details=details)
