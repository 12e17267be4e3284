"""What a visitor writes down at the end of a visit: plain values, checked before anything is stored."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hamdeli.accounts.models import User
from hamdeli.casework.models import Visit
from hamdeli.casework.visiting.faults import VisitFault
from hamdeli.casework.visiting.outcomes import fault_of
from hamdeli.households.models import Household
from hamdeli.journal.chain import digest_of
from hamdeli.persian.letters import clean
from hamdeli.questionnaires.models import Edition

MOST_TASKS = 3
"""As the forms of the desk and of the phone have room for."""
LONGEST = {"facts": 8000, "opinion": 4000, "note": 2000}


@dataclass(frozen=True)
class TaskAsked:
    """Something to do after the visit: what, by whom, until when."""

    title: str
    owner: User
    due_on: date
    urgent: bool = False

    def plain(self) -> list[Any]:
        """Return it as plain values."""
        return [clean(self.title), self.owner.username, self.due_on.isoformat(), self.urgent]


@dataclass(frozen=True)
class Filled:
    """The form of a visit, filled in: what was seen, apart from what the visitor makes of it, and the decision."""

    facts: str
    done_on: date
    outcome: str
    reason: str
    opinion: str = ""
    note: str = ""
    edition: Edition | None = None
    answers: dict[str, Any] = field(default_factory=dict)
    tasks: Sequence[TaskAsked] = ()
    next_visit_on: date | None = None

    def plain(self) -> dict[str, Any]:
        """Return everything that was written as plain JSON values."""
        return {
            "facts": self.facts.strip(),
            "opinion": self.opinion.strip(),
            "note": self.note.strip(),
            "done_on": self.done_on.isoformat(),
            "outcome": str(self.outcome),
            "reason": str(self.reason),
            "edition": self.edition.pk if self.edition else None,
            "answers": self.answers,
            "tasks": [task.plain() for task in self.tasks],
            "next_visit_on": self.next_visit_on.isoformat() if self.next_visit_on else None,
        }

    @property
    def digest(self) -> str:
        """The digest by which two forms are the same."""
        return digest_of(self.plain())


def check(filled: Filled, visit: Visit, today: date) -> None:
    """Refuse a form that is not whole, or that cannot be true of this visit."""
    check_texts(filled)
    check_day(filled, visit, today)
    if wrong := fault_of(visit.purpose, filled.outcome, filled.reason):
        raise VisitFault(wrong)
    if len(filled.tasks) > MOST_TASKS:
        raise VisitFault("tasks_many", most=MOST_TASKS)
    if any(task.due_on < filled.done_on for task in filled.tasks):
        raise VisitFault("task_late")


def check_texts(filled: Filled) -> None:
    """Refuse a visit of which nothing is told, and texts that are too long."""
    if not filled.facts.strip():
        raise VisitFault("facts_missing")
    for name, most in LONGEST.items():
        if len(getattr(filled, name)) > most:
            raise VisitFault("text_long", most=most)


def check_day(filled: Filled, visit: Visit, today: date) -> None:
    """Refuse a day after today, before the file was opened, or before anybody of the family was born."""
    if filled.done_on > today:
        raise VisitFault("done_ahead")
    if filled.done_on < visit.case_file.opened_on:
        raise VisitFault("done_before_file")
    if nobody_born(visit.case_file.household, filled.done_on):
        raise VisitFault("done_before_birth")


def nobody_born(household: Household, day: date) -> bool:
    """Say whether every member's birth is known, and none of them was born by `day`."""
    births = list(household.members.values_list("birth_date", flat=True))
    return bool(births) and all(birth is not None and birth > day for birth in births)
