"""The doors to exits: for the office of the county, and for the centre that carried the file until its exit."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import reaches, scope
from hamdeli.casework.models import Exit, FollowUp


def visible_exits(user: User) -> QuerySet[Exit]:
    """Return the exits that `user` may see now."""
    return Exit.objects.filter(seen_by(user))


def visible_looks(user: User) -> QuerySet[FollowUp]:
    """Return the looks after exits that `user` may see now; those of a file that was opened again have ended."""
    return FollowUp.objects.filter(seen_by(user, "exit__")).filter(Q(exit__reopened_on=None) | Q(done_on__isnull=False))


def seen_by(user: User, path: str = "") -> Q:
    """Return the condition on exits (at the end of `path`) that `user` may see."""
    where = {"province": f"{path}case_file__province", "county": f"{path}case_file__county"}
    return scope(user, Right.SEE_FILES, **where, centre=f"{path}centre__code")


def access_exit(user: User, pk: int, right: Right = Right.SEE_FILES) -> Exit:
    """Return the exit; 404 for a stranger, 403 for a reader without `right` on it."""
    exits = visible_exits(user).select_related("case_file__household", "case_file__county", "centre", "visit")
    made = get_object_or_404(exits, pk=pk)
    if not has_right(user, made, right):
        raise PermissionDenied
    return made


def access_look(user: User, pk: int, right: Right = Right.SEE_FILES) -> FollowUp:
    """Return the look; 404 for a stranger, 403 for a reader without `right` on its exit."""
    rows = visible_looks(user).select_related("exit__case_file__county", "exit__centre", "done_by")
    look = get_object_or_404(rows, pk=pk)
    if not has_right(user, look.exit, right):
        raise PermissionDenied
    return look


def has_right(user: User, made: Exit, right: Right) -> bool:
    """Say whether `user` has `right` on the exit now."""
    return reaches(
        user,
        right,
        province_id=made.case_file.province_id,
        county_id=made.case_file.county_id,
        centre_code=made.centre.code if made.centre else None,
    )
