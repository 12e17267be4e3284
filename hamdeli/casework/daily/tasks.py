"""Tasks: set with an owner and a day, passed to another, and finished with what came of it."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.access import has_right
from hamdeli.casework.daily.faults import DailyFault
from hamdeli.casework.daily.words import KINDS, index_words
from hamdeli.casework.models import CaseFile, Task
from hamdeli.journal.changing import conflict
from hamdeli.journal.writing import write
from hamdeli.persian.letters import clean

LONGEST = 200
FARTHEST = timedelta(days=3 * 366)
KIND = "task"


@transaction.atomic
def set_task(
    *,
    case_file: CaseFile,
    title: str,
    owner: User,
    due_on: date,
    by: User,
    today: date,
    title_en: str = "",
    urgent: bool = False,
    source: str = Task.Source.OWN,
    source_id: int | None = None,
    at: datetime | None = None,
) -> Task:
    """Store a task of `owner`, who must hold a post over the file now. Raises `DailyFault`.

    `title_en` stands beside a title that the system wrote. A task written by hand lies in the future; one that came
    from a visit or a screening may be late by the time that the phone found a network.
    """
    title = checked_text(title, "title_missing")
    check_day(due_on, today, source)
    check_owner(owner, case_file)
    task = Task.objects.create(
        case_file=case_file,
        title=title,
        title_en=title_en,
        owner=owner,
        due_on=due_on,
        urgent=urgent,
        source=source,
        source_id=source_id,
        made_by=by,
        made_at=at or timezone.now(),
    )
    index_words(KINDS.TASK, task.pk, case_file, title, on=due_on)
    details = {"task": task.pk, "owner": owner.username, "due_on": due_on.isoformat(), "source": str(source)}
    write(actor=by.actor, verb="task_set", kind="case_file", subject=case_file.code, details=details)
    return task


@transaction.atomic
def finish_task(*, task: Task, result: str, by: User, seen_version: int, at: datetime | None = None) -> Task:
    """Finish the task with what came of it. Raises `DailyFault`, or `Conflict` when somebody was faster."""
    fresh = opened(task, seen_version, {"result": result})
    fresh.result = checked_text(result, "result_missing")
    fresh.done_at, fresh.done_by = at or timezone.now(), by
    return stored(fresh, by, "task_finished", "done_at", ["", fresh.done_at.isoformat()])


@transaction.atomic
def pass_task(*, task: Task, owner: User, by: User, seen_version: int) -> Task:
    """Give the task to another owner, who must hold a post over the file now. Raises `DailyFault` or `Conflict`."""
    fresh = opened(task, seen_version, {"owner": owner})
    if fresh.owner_id == owner.pk:
        raise DailyFault("same_owner", owner=owner.display_name)
    check_owner(owner, fresh.case_file)
    before, fresh.owner = fresh.owner.username, owner
    return stored(fresh, by, "task_passed", "owner", [before, owner.username])


def opened(task: Task, seen_version: int, values: dict[str, Any]) -> Task:
    """Return the task, locked, as it was seen; raises `DailyFault` where it is done and `Conflict` where it changed."""
    fresh = Task.objects.select_for_update(of=("self",)).select_related("case_file", "owner").get(pk=task.pk)
    if fresh.done_at is not None:
        raise DailyFault("task_done")
    if fresh.version != seen_version:
        raise conflict(fresh, seen_version=seen_version, values=values, kind=KIND, subject=str(task.pk))
    return fresh


def stored(task: Task, by: User, verb: str, field: str, change: list[str]) -> Task:
    """Save the task and tell the journal which field changed; what was written into it stays out of the journal."""
    task.version += 1
    task.save(update_fields=["owner", "result", "done_at", "done_by", "version"])
    details = {"version": task.version, "file": task.case_file.code, "changes": {field: change}}
    write(actor=by.actor, verb=verb, kind=KIND, subject=str(task.pk), details=details)
    return task


def checked_text(text: str, missing: str) -> str:
    """Return the cleaned text of one line; raises `DailyFault` where there is none or too much."""
    text = clean(text)
    if not text:
        raise DailyFault(missing)
    if len(text) > LONGEST:
        raise DailyFault("text_long", most=LONGEST)
    return text


def check_day(due_on: date, today: date, source: str) -> None:
    """Raise `DailyFault` for a day that is over (for a task written by hand) or out of sight."""
    if due_on < today and source == Task.Source.OWN:
        raise DailyFault("due_past")
    if due_on > today + FARTHEST:
        raise DailyFault("due_far")


def check_owner(owner: User, case_file: CaseFile) -> None:
    """Raise `DailyFault` unless `owner` may work on the file now."""
    if not has_right(owner, case_file, Right.WORK):
        raise DailyFault("owner_without_post", owner=owner.display_name)
