"""What somebody was to do for families goes to another: planned visits and open tasks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext

from hamdeli.accounts.access import as_of_now
from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.access import has_right, may_know
from hamdeli.casework.models import CaseFile, Task, Visit
from hamdeli.journal.writing import write


@dataclass
class Handed:
    """How much went to others."""

    files: int = 0
    visits: int = 0
    tasks: int = 0


def can_take(person: User, file: CaseFile) -> bool:
    """Say whether `person` may work on the file now, and may know the family."""
    now = as_of_now(person)
    return has_right(now, file, Right.WORK) and may_know(now, file)


def open_visits(user: User) -> Any:
    """Return the visits that `user` is still to make."""
    return Visit.objects.filter(visitor=user, state=Visit.State.PLANNED)


def open_tasks(user: User) -> Any:
    """Return the tasks that `user` has not finished."""
    return Task.objects.filter(owner=user, done_at__isnull=True)


def hand_on(files: Sequence[CaseFile], *, before: User, to: User, by: User, supervisor: User | None = None) -> Handed:
    """Give the planned visits and open tasks that `before` has for these locked files to `to`; tell the journal.

    A volunteer who takes over visits under `supervisor`.
    """
    visits = {"visitor": to, "supervisor": supervisor, "order": None}
    return passed(files, before, by, to.username, visits=visits, tasks={"owner": to})


def wind_down(files: Sequence[CaseFile], *, before: User, by: User) -> Handed:
    """Cancel the visits and end the tasks of files that went elsewhere: nobody here could do them."""
    word = gettext("the volunteer left")
    visits = {"state": Visit.State.CANCELLED, "cancelled_why": word}
    tasks = {"done_at": timezone.now(), "done_by": by, "result": word}
    return passed(files, before, by, "", visits=visits, tasks=tasks)


def passed(
    files: Sequence[CaseFile], before: User, by: User, to: str, *, visits: dict[str, Any], tasks: dict[str, Any]
) -> Handed:
    """Store these values with what `before` was to do for the files; tell the journal to whom it went, if anybody."""
    keys = [case_file.pk for case_file in files]
    more = {"version": F("version") + 1}
    done = Handed(
        visits=open_visits(before).filter(case_file__in=keys).update(**visits, **more),
        tasks=open_tasks(before).filter(case_file__in=keys).update(**tasks, **more),
    )
    if done.visits or done.tasks:
        tell(files, before, by, {"to": to, "visits": done.visits, "tasks": done.tasks})
    return done


def tell(files: Sequence[CaseFile], before: User, by: User, details: dict[str, Any]) -> None:
    """Tell the journal, in one entry for all files."""
    codes = sorted(case_file.code for case_file in files)
    told = {"before": before.username, **details} | ({"subjects": codes} if len(codes) > 1 else {})
    subject = codes[0] if len(codes) == 1 else str(len(codes))
    write(actor=by.actor, verb="handed_on", kind="case_file", subject=subject, details=told)
