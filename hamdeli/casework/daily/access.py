"""The door to tasks."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.casework.access import has_right
from hamdeli.casework.models import CaseFile, Task

PATHS = {name: f"case_file__{name}" for name in ("province", "county", "aide")}


def reached(user: User, right: Right) -> Q:
    """Return the condition that `user` has `right` on the file of a task."""
    return scope(user, right, centre="case_file__centre__code", **PATHS)


def visible_tasks(user: User) -> QuerySet[Task]:
    """Return the tasks of the files that `user` sees."""
    return Task.objects.filter(reached(user, Right.SEE_FILES)).select_related("case_file__centre", "owner")


def access_task(user: User, pk: int) -> Task:
    """Return the task; 404 for a stranger, 403 for a reader who may not act on it."""
    task = get_object_or_404(visible_tasks(user).select_related("made_by", "done_by"), pk=pk)
    if not may_set(user, task.case_file):
        raise PermissionDenied
    return task


def may_set(user: User, case_file: CaseFile) -> bool:
    """Say whether `user` sets and finishes tasks of the file: whoever works on it, or says who does."""
    return has_right(user, case_file, Right.WORK) or has_right(user, case_file, Right.ASSIGN)


def may_pass(user: User, task: Task) -> bool:
    """Say whether `user` gives the task to another: its owner, and whoever says who works on the file."""
    return task.owner_id == user.pk or has_right(user, task.case_file, Right.ASSIGN)
