"""Giving a file to a volunteer of its centre, and taking it back."""

from django.db import transaction

from hamdeli.accounts.access import as_of_now
from hamdeli.accounts.models import User
from hamdeli.accounts.roles import OWN_FILES_ROLES, Right
from hamdeli.casework.access import has_right
from hamdeli.casework.helping.faults import HelpFault
from hamdeli.casework.helping.handing_on import can_take, hand_on
from hamdeli.casework.models import CaseFile, State, Visit
from hamdeli.casework.visiting.planning_visit import locked_files
from hamdeli.journal.changing import change
from hamdeli.volunteers.access import can_supervise
from hamdeli.volunteers.models import Volunteer
from hamdeli.volunteers.steps import locked

KIND = "case_file"


@transaction.atomic
def give_file(
    *, case_file: CaseFile, volunteer: Volunteer, by: User, seen_version: int, visit: Visit | None = None
) -> CaseFile:
    """Let the volunteer help with the family and, with `visit`, make it. Raises `HelpFault` or `Conflict`.

    Whoever helped before hands planned visits and open tasks on to the new one. The row of the volunteer is locked
    while places are counted, so that two who give at once do not pass the ceiling.
    """
    helper = locked(volunteer)
    (file,) = locked_files([case_file.code])
    require_by(by, file)
    user = require_helper(helper, file)
    require_known(helper, user, file)
    require_room(helper, user)
    before = file.aide
    changed = stored(file, user, by, seen_version, "gave_to_volunteer")
    if before is not None:
        hand_on([changed], before=before, to=user, by=by, supervisor=helper.supervisor)
    if visit is not None:
        give_visit(changed, visit, helper, user, by)
    return changed


def require_by(by: User, file: CaseFile) -> None:
    """Refuse unless `by` says who works on the file at this moment, and knows the volunteers there."""
    now = as_of_now(by)
    if not (has_right(now, file, Right.ASSIGN) and has_right(now, file, Right.SEE_VOLUNTEERS)):
        raise HelpFault("may_not", file=file.code)


def require_helper(helper: Volunteer, file: CaseFile) -> User:
    """Return the user of a volunteer who helps the centre of the file now, under a supervisor who works there now."""
    who = {"who": helper.name}
    if file.state != State.ACTIVE:
        raise HelpFault("file_not_active", file=file.code)
    if helper.user is None or helper.state != Volunteer.State.ACTIVE:
        raise HelpFault("not_active", state=str(helper.get_state_display()), **who)
    if file.centre_id != helper.centre_id:
        raise HelpFault("other_centre", file=file.code, **who)
    if not holds_post(as_of_now(helper.user), helper.centre.code):
        raise HelpFault("no_post", **who)
    if helper.supervisor is None or not can_supervise(helper.supervisor, helper.centre):
        raise HelpFault("supervisor_gone", **who)
    return helper.user


def holds_post(user: User, centre_code: str) -> bool:
    """Say whether `user`, as of now, is a volunteer at the centre."""
    return any(post.role in OWN_FILES_ROLES and post.centre_code == centre_code for post in user.posts_now)


def require_known(helper: Volunteer, user: User, file: CaseFile) -> None:
    """Refuse a discreet family for anybody but the person named for it, and a family helped already."""
    if file.aide_id == user.pk:
        raise HelpFault("already", who=helper.name)
    if file.discreet and file.keeper_id != user.pk:
        raise HelpFault("discreet", file=file.code, who=helper.name)


def require_room(helper: Volunteer, user: User) -> None:
    """Refuse one family more than the ceiling. Ask with a locked volunteer."""
    count = CaseFile.objects.open().filter(aide=user).count()
    if count >= helper.ceiling:
        raise HelpFault("ceiling", who=helper.name, count=count, ceiling=helper.ceiling)


def give_visit(file: CaseFile, visit: Visit, helper: Volunteer, user: User, by: User) -> None:
    """Let the volunteer make the planned visit, under the supervisor."""
    fresh = Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    if fresh.case_file_id != file.pk or fresh.state != Visit.State.PLANNED:
        raise HelpFault("visit_gone")
    if fresh.visitor_id == user.pk:
        return
    values = {"visitor": user, "supervisor": helper.supervisor, "order": None}
    change(
        fresh,
        seen_version=fresh.version,
        values=values,
        actor=by.actor,
        verb="visit_moved",
        kind="visit",
        subject=str(fresh.pk),
    )


@transaction.atomic
def take_file_back(*, case_file: CaseFile, by: User, seen_version: int) -> CaseFile:
    """Take the file from its volunteer; visits and tasks go to who can do them. Raises `HelpFault` or `Conflict`.

    The supervisor of the volunteer takes over, or the worker of the file, or whoever takes the file back.
    """
    (file,) = locked_files([case_file.code])
    require_by(by, file)
    before = file.aide
    if before is None:
        raise HelpFault("nobody")
    changed = stored(file, None, by, seen_version, "took_from_volunteer")
    helper = Volunteer.objects.active().filter(user=before).select_related("supervisor").first()
    people = [helper.supervisor if helper else None, changed.worker, by]
    taker = next((person for person in people if person is not None and can_take(person, changed)), None)
    if taker is None:
        raise HelpFault("taker_missing", file=changed.code)
    hand_on([changed], before=before, to=taker, by=by)
    return changed


def stored(file: CaseFile, aide: User | None, by: User, seen_version: int, verb: str) -> CaseFile:
    """Store who helps, if nobody changed the file since it was seen; return the file with its centre."""
    changed = change(
        file,
        seen_version=seen_version,
        values={"aide": aide},
        actor=by.actor,
        verb=verb,
        kind=KIND,
        subject=file.code,
    )
    changed.centre = file.centre
    return changed
