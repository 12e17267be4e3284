"""Leaving closes everything at once: post, sessions, files, visits, tasks, drafts. All of it, or nothing."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from hamdeli.accounts.access import as_of_now
from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.access import has_right
from hamdeli.casework.helping.faults import HelpFault
from hamdeli.casework.helping.handing_on import Handed, can_take, hand_on, open_tasks, open_visits, tell, wind_down
from hamdeli.casework.models import CaseFile, Draft
from hamdeli.casework.visiting.planning_visit import locked_files
from hamdeli.volunteers.access import can_supervise
from hamdeli.volunteers.leaving import end_help
from hamdeli.volunteers.models import Volunteer
from hamdeli.volunteers.steps import locked, require_leader


@transaction.atomic
def leave(
    *,
    volunteer: Volunteer,
    why: str,
    by: User,
    today: date,
    seen_version: int,
    note: str = "",
    successor: User | None = None,
) -> Handed:
    """End the help of a volunteer, or the wish of an applicant, and return what went to others.

    `successor` takes over; without one, the supervisor. Raises `VolunteerFault`, `HelpFault` or `Conflict`.
    """
    fresh = locked(volunteer, seen_version)
    require_leader(by, fresh)
    user, taker = fresh.user, successor or fresh.supervisor
    if user is None:
        end_help(volunteer=fresh, why=why, note=note, by=by, today=today)
        return Handed()
    if taker is None or taker.pk == user.pk or not can_supervise(taker, fresh.centre):
        raise HelpFault("taker_unfit", who=taker.display_name if taker else "—")
    files = held_files(user)
    end_help(volunteer=fresh, why=why, note=note, by=by, today=today)
    handed = hand_back(files, fresh, user, taker, by)
    if not user.posts.held_at(timezone.now()).exists():
        Draft.objects.filter(user=user).delete()
    return handed


def held_files(user: User) -> list[CaseFile]:
    """Lock and return every file with which `user` has anything to do: as volunteer, visitor, owner, named person."""
    mine = Q(aide=user) | Q(keeper=user)
    codes = set(CaseFile.objects.filter(mine).values_list("code", flat=True))
    codes |= set(open_visits(user).values_list("case_file__code", flat=True))
    codes |= set(open_tasks(user).values_list("case_file__code", flat=True))
    return locked_files(sorted(codes))


def hand_back(files: Sequence[CaseFile], volunteer: Volunteer, user: User, successor: User, by: User) -> Handed:
    """Empty the hands of `user`: each file, with its visits and tasks, goes to somebody who may work on it."""
    gone = as_of_now(user)
    helped = [file for file in files if file.aide_id == user.pk]
    kept = {file.pk for file in files if file.keeper_id == user.pk}
    for file in files:
        file.aide = None if file.aide_id == user.pk else file.aide
        file.keeper = None if file.pk in kept else file.keeper
    mine = [file for file in files if file.pk in kept or not has_right(gone, file, Right.WORK)]
    taken: dict[User | None, list[CaseFile]] = {}
    for file in mine:
        taken.setdefault(taker_of(file, volunteer, successor), []).append(file)
    empty_hands(helped, user, by)
    done = Handed(files=len(helped))
    for taker, theirs in taken.items():
        if taker is not None:
            named = [file.pk for file in theirs if file.pk in kept]
            CaseFile.objects.filter(pk__in=named).update(keeper=taker, version=F("version") + 1)
        part = hand_on(theirs, before=user, to=taker, by=by) if taker else wind_down(theirs, before=user, by=by)
        done.visits, done.tasks = done.visits + part.visits, done.tasks + part.tasks
    return done


def taker_of(file: CaseFile, volunteer: Volunteer, successor: User) -> User | None:
    """Return who takes a file over: the successor, else its worker; None for a file that went to another centre."""
    taker = next((person for person in (successor, file.worker) if person and can_take(person, file)), None)
    if taker is None and file.centre_id == volunteer.centre_id:
        raise HelpFault("taker_missing", file=file.code)
    return taker


def empty_hands(files: Sequence[CaseFile], user: User, by: User) -> None:
    """Write that the volunteer helps with none of the files any more."""
    if not files:
        return
    keys = [file.pk for file in files]
    CaseFile.objects.filter(pk__in=keys).update(aide=None, version=F("version") + 1)
    tell(files, user, by, {"files": len(keys)})
