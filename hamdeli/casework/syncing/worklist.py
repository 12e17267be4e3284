"""What a phone takes along: the visits and tasks of the next days, with the least that a visitor must know."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from hamdeli.accounts.models import User
from hamdeli.casework.access import may_know
from hamdeli.casework.daily.names import names_of
from hamdeli.casework.models import Outcome, Task, Visit
from hamdeli.casework.syncing.asking import forms_for, members_of, screenings_for
from hamdeli.casework.syncing.doors import lists_at_door, told_list
from hamdeli.casework.visiting.access import planned_for, workable
from hamdeli.casework.visiting.dues import AGAIN, MONTHS
from hamdeli.casework.visiting.next_visit import months_of
from hamdeli.casework.visiting.outcomes import OUTCOMES, REASONS, VisitReason
from hamdeli.journal.sealing import unseal

DAYS = 3
HOURS = 72
"""After so long a phone must have taken a new list, or it forgets the old one."""
MOST = 60


def worklist(user: User, *, at: datetime, today: date) -> tuple[dict[str, Any], set[str]]:
    """Return what the phone of `user` takes along, as plain JSON values (`expires_at` in ISO), and the codes of the
    files whose families it names without telling which file it is.
    """
    visits = list(visits_of(user, today))
    lists = [told_list(user, delivery) for delivery in lists_at_door(user, today)]
    provinces = {visit.case_file.province_id for visit in visits}
    names = names_of([visit.case_file for visit in visits], user)
    months = months_of(visit.case_file_id for visit in visits)
    told = {
        "user": user.pk,
        "made_at": at.isoformat(),
        "expires_at": (at + timedelta(hours=HOURS)).isoformat(),
        "visits": [
            told_visit(visit, names, known=may_know(user, visit.case_file))
            | {"months": months.get(visit.case_file_id, MONTHS), "other_worker": has_other_worker(visit)}
            for visit in visits
        ],
        "again": AGAIN.days,
        "tasks": [told_task(task) for task in tasks_of(user, today)],
        "deliveries": [told for told, _named in lists],
        "forms": forms_for(provinces),
        "screenings": screenings_for(provinces),
        "members": members_of(user, [visit.case_file for visit in visits]),
        "outcomes": {purpose: list(outcomes) for purpose, outcomes in OUTCOMES.items()},
        "reasons": {outcome: list(reasons) for outcome, reasons in REASONS.items()},
        "words": {
            "outcomes": {word.value: str(word.label) for word in Outcome},
            "reasons": {word.value: str(word.label) for word in VisitReason},
            "purposes": {word.value: str(word.label) for word in Visit.Purpose},
        },
    }
    return told, {code for _told, named in lists for code in named}


def codes_in(told: dict[str, Any]) -> list[str]:
    """Return the codes of the files that a worklist tells of."""
    return sorted({each["file"] for each in [*told["visits"], *told["tasks"]]})


def visits_of(user: User, today: date) -> Any:
    """Return the visits that are planned for the next days, and those that should have been made."""
    rows = planned_for(user).filter(planned_on__lte=today + timedelta(days=DAYS))
    return rows.select_related("case_file__household", "case_file__centre").order_by("planned_on", "order", "pk")[:MOST]


def tasks_of(user: User, today: date) -> Any:
    """Return one's open tasks of the next days."""
    rows = Task.objects.filter(workable(user, "case_file__"), owner=user, done_at=None)
    rows = rows.filter(due_on__lte=today + timedelta(days=DAYS))
    return rows.select_related("case_file").order_by("due_on", "pk")[:MOST]


def told_visit(visit: Visit, names: Mapping[int, str], *, known: bool) -> dict[str, Any]:
    """Return what one must know to find a family and to visit it; who it is, where it is `known` to the visitor."""
    case_file = visit.case_file
    home = case_file.household
    return {
        "visit": visit.pk,
        "file": case_file.code,
        "planned_on": visit.planned_on.isoformat(),
        "purpose": visit.purpose,
        "name": names.get(case_file.pk, ""),
        "address": opened(home.address_sealed) if known else "",
        "phone": opened(home.phone_sealed) if known else "",
        "province": case_file.province_id,
    }


def has_other_worker(visit: Visit) -> bool:
    """Say whether somebody else than the visitor works on the file; who it is stays here."""
    return visit.case_file.worker_id not in (None, visit.visitor_id)


def opened(sealed: bytes | memoryview | None) -> str:
    """Return a sealed text, or nothing."""
    return unseal(sealed) if sealed else ""


def told_task(task: Task) -> dict[str, Any]:
    """Return one task."""
    return {
        "task": task.pk,
        "version": task.version,
        "file": task.case_file.code,
        "title": task.words,
        "due_on": task.due_on.isoformat(),
        "urgent": task.urgent,
    }
