"""Saying who works on a file: the head of a centre gives its files to its social workers."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet

from hamdeli.accounts.access import as_of_now
from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.access import has_right
from hamdeli.casework.helping.handing_on import hand_on
from hamdeli.casework.models import CaseFile, Task, Visit
from hamdeli.casework.visiting.faults import VisitFault
from hamdeli.casework.visiting.planning_visit import locked_files
from hamdeli.casework.visiting.visitors import is_only_volunteer, require_by, require_visitor
from hamdeli.journal.writing import write
from hamdeli.persian.letters import clean

CHUNK = 500


@transaction.atomic
def assign(
    *,
    case_files: Sequence[CaseFile],
    worker: User | None,
    by: User,
    override_reason: str = "",
    ceiling: int | None = None,
) -> int:
    """Give the files to `worker` (None: take them from whoever has them), all or none; return how many changed.

    What somebody was to do who does not see a file any more, such as at the centre that carried it before, goes to the
    new worker. Beyond the ceiling (by default `settings.FILES_PER_WORKER`) only with a reason. Raises `VisitFault`.
    """
    codes = sorted({case_file.code for case_file in case_files})
    if not codes:
        raise VisitFault("nothing")
    if worker:
        User.objects.select_for_update(no_key=True).get(pk=worker.pk)
    files = [case_file for chunk in in_chunks(codes) for case_file in locked_files(chunk)]
    require_all(files, as_of_now(worker) if worker else None, as_of_now(by))
    others = [case_file for case_file in files if case_file.worker_id != (worker.pk if worker else None)]
    if not others:
        return 0
    reason = clean(override_reason)
    if worker:
        require_room(worker, len(others), reason, ceiling or settings.FILES_PER_WORKER)
    for chunk in in_chunks([case_file.pk for case_file in others]):
        CaseFile.objects.filter(pk__in=chunk).update(worker=worker, version=F("version") + 1)
    write_assignment(others, worker, by, reason)
    if worker:
        take_over(others, worker, by)
    return len(others)


def take_over(files: Sequence[CaseFile], worker: User, by: User) -> None:
    """Give `worker` the planned visits and open tasks of everybody who does not see these files any more."""
    for chunk in in_chunks(files):
        for person in people_busy_with(chunk):
            now = as_of_now(person)
            gone = [file for file in chunk if not has_right(now, file, Right.SEE_FILES)]
            if gone:
                hand_on(gone, before=person, to=worker, by=by)


def people_busy_with(files: Sequence[CaseFile]) -> QuerySet[User]:
    """Return who is to visit these families, or has a task for them."""
    keys = [file.pk for file in files]
    visitors = Visit.objects.filter(case_file__in=keys, state=Visit.State.PLANNED).values("visitor")
    owners = Task.objects.filter(case_file__in=keys, done_at__isnull=True).values("owner")
    return User.objects.filter(Q(pk__in=visitors) | Q(pk__in=owners)).order_by("pk")


def in_chunks(things: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Yield `things` in parts that a database takes in one statement."""
    for start in range(0, len(things), CHUNK):
        yield things[start : start + CHUNK]


def require_all(files: Sequence[CaseFile], worker: User | None, by: User) -> None:
    """Refuse unless `by` says who works on every file, and `worker` may work on it, and not only as a volunteer."""
    for case_file in files:
        require_by(by, case_file, Right.ASSIGN)
        if worker is None:
            continue
        require_visitor(worker, case_file)
        if is_only_volunteer(worker, case_file):
            raise VisitFault("no_post", who=worker.display_name, file=case_file.code)


def carried_by(worker: User) -> int:
    """Return on how many files `worker` works."""
    return CaseFile.objects.open().filter(worker=worker).count()


def require_room(worker: User, more: int, reason: str, ceiling: int) -> None:
    """Refuse more files than the ceiling, unless there is a reason."""
    count = carried_by(worker) + more
    if count > ceiling and not reason:
        raise VisitFault("ceiling", who=worker.display_name, count=count, ceiling=ceiling)


def write_assignment(files: Sequence[CaseFile], worker: User | None, by: User, reason: str) -> None:
    """Tell the journal: one entry for the whole act."""
    codes = [case_file.code for case_file in files]
    details: dict[str, Any] = {"worker": worker.username if worker else ""}
    details |= {"subjects": codes} if len(codes) > 1 else {}
    subject = codes[0] if len(codes) == 1 else str(len(codes))
    write(actor=by.actor, verb="assigned", kind="case_file", subject=subject, reason=reason, details=details)
