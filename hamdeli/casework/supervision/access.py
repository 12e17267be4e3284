"""The doors to checks: for those who supervise the file, and for those who work on it and answer."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.casework.access import has_right
from hamdeli.casework.models import CaseFile, Check


def supervised(user: User) -> QuerySet[CaseFile]:
    """Return the files that `user` supervises now."""
    return CaseFile.objects.filter(scope(user, Right.SUPERVISE))


def through_file(user: User, right: Right) -> Q:
    """Return the condition on rows with a `case_file` on which `user` has `right`."""
    return scope(
        user,
        right,
        province="case_file__province",
        county="case_file__county",
        centre="case_file__centre__code",
        aide="case_file__aide",
    )


def visible_checks(user: User) -> QuerySet[Check]:
    """Return the checks that `user` may read: as a supervisor, or as one who works on the file."""
    return Check.objects.filter(through_file(user, Right.SUPERVISE) | through_file(user, Right.WORK))


def access_check(user: User, pk: int, right: Right | None = None) -> Check:
    """Return the check with its file; 404 for a stranger, 403 for a reader without `right` on it."""
    rows = visible_checks(user).select_related(
        "case_file__household", "case_file__worker", "case_file__centre", "supervisor", "answered_by"
    )
    check = get_object_or_404(rows, pk=pk)
    if right is not None and not has_right(user, check.case_file, right):
        raise PermissionDenied
    return check
