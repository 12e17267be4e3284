"""What a level and its signs ask to be done: tasks with a date. Where a screening is restricted, the task is worded so
that nobody who meets it learns of it.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext_noop

from hamdeli.accounts.models import User
from hamdeli.casework.models import CaseFile, Screening, Task
from hamdeli.casework.models.wording import Titles, in_both
from hamdeli.casework.screening.owners import brings_to_authority, owner_for
from hamdeli.questionnaires.answering import Result
from hamdeli.questionnaires.content import Content, level_of, signs_of, text_in

QUIET = gettext_noop("See how the family is doing and settle the next step")
"""The words of a task that tells nothing of why it was made."""


@dataclass(frozen=True)
class Asked:
    """What is to be done: what stands in the questionnaire, until which day, how urgent."""

    title: dict[str, str]
    due_on: date
    urgent: bool


def asked_by(content: Content, result: Result, *, done_on: date, today: date) -> list[Asked]:
    """Return what level and signs ask for, the urgent first; nothing is asked for a day that has passed."""
    reached = level_of(content, result.level) if result.level else None
    signs = [sign for sign in signs_of(content) if sign["code"] in result.signs]
    rows = [task for source in ([reached] if reached else []) + signs for task in source.get("tasks", ())]
    asked: dict[str, Asked] = {}
    for row in sorted(rows, key=lambda row: int(row["days"])):
        due = max(done_on + timedelta(days=row["days"]), today)
        asked.setdefault(row["title"]["fa"], Asked(row["title"], due, bool(row.get("urgent"))))
    return sorted(asked.values(), key=lambda row: (row.due_on, not row.urgent))


def raise_tasks(screening: Screening, asked: list[Asked]) -> list[Task]:
    """Make the tasks of an open screening; what an earlier one asked for and is not done is not asked twice."""
    case_file, by, at = screening.case_file, screening.made_by, screening.made_at
    waiting = Task.objects.filter(case_file=case_file, source=Task.Source.SCREENING, done_at__isnull=True)
    known = set(waiting.values_list("title", flat=True))
    owner = owner_for(case_file, by, at)
    tasks = []
    for row in asked:
        titles: Titles = {"title": text_in(row.title, "fa"), "title_en": text_in(row.title, "en")}
        if titles["title"] not in known:
            tasks.append(task(case_file, titles, owner, row.due_on, row.urgent, by, at, source_id=screening.pk))
    return tasks


def raise_quietly(
    case_file: CaseFile, *, due_on: date, urgent: bool, to_authority: bool, by: User, at: datetime
) -> Task:
    """Make one task that tells nothing: for the head of the county office where the authority is to be told."""
    owner = brings_to_authority(case_file, by, at) if to_authority else by
    return task(case_file, in_both(QUIET), owner, due_on, urgent, by, at)


def task(
    case_file: CaseFile,
    titles: Titles,
    owner: User,
    due_on: date,
    urgent: bool,
    by: User,
    at: datetime,
    source_id: int | None = None,
) -> Task:
    """Store one task. One that tells nothing has no source either."""
    words: dict[str, Any] = {**titles, "due_on": due_on, "urgent": urgent, "made_by": by, "made_at": at}
    source = Task.Source.SCREENING if source_id else Task.Source.OWN
    return Task.objects.create(case_file=case_file, owner=owner, source=source, source_id=source_id, **words)
