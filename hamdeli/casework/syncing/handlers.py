"""What becomes of each kind of form: the verb that the desk would call, with the phone's values."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.dateparse import parse_date

from hamdeli.accounts.access import as_of_now
from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.access import has_right
from hamdeli.casework.aiding.faults import AidFault
from hamdeli.casework.daily.notes import write_note
from hamdeli.casework.daily.tasks import finish_task
from hamdeli.casework.models import CaseFile, Task, Visit
from hamdeli.casework.screening.faults import ScreeningFault
from hamdeli.casework.screening.screening import screen
from hamdeli.casework.syncing.check_ins import checked_in
from hamdeli.casework.syncing.faults import SyncFault
from hamdeli.casework.syncing.pictures import KIND, photographed
from hamdeli.casework.syncing.receiving import Form, Handler
from hamdeli.casework.visiting.faults import VisitFault
from hamdeli.casework.visiting.filled import MOST_TASKS, Filled, TaskAsked
from hamdeli.casework.visiting.visiting import hand_in
from hamdeli.households.models import Person
from hamdeli.journal.changing import Conflict
from hamdeli.journal.refusals import Refusal
from hamdeli.questionnaires.models import Edition

# Rooms whose codes are told apart from those of visits, tasks and notes.
ROOMS: Mapping[type[Refusal], str] = {ScreeningFault: "screening.", AidFault: "aid."}


def handlers(today: date) -> Mapping[str, Handler]:
    """Return the handlers of all kinds of forms, as of `today`."""
    return {kind: dated(make, today) for kind, make in MAKERS.items()}


def dated(make: Callable[[Form, User, date], dict[str, Any]], today: date) -> Handler:
    """Return `make` with today's date, and with refusals as faults of a form."""

    def handler(form: Form, by: User) -> dict[str, Any]:
        try:
            return make(form, by, today)
        except SyncFault:
            raise
        except Refusal as refused:
            raise SyncFault(f"{ROOMS.get(type(refused), '')}{refused.code}", **plain(refused.params)) from refused
        except (PermissionDenied, Http404) as denied:
            raise SyncFault("no_post") from denied
        except Conflict as changed:
            raise SyncFault("changed_meanwhile", by=changed.actor) from changed
        except (KeyError, TypeError, ValueError) as broken:
            raise SyncFault("not_a_form") from broken

    return handler


def plain(params: dict[str, Any]) -> dict[str, Any]:
    """Return parameters of a sentence as JSON can hold them."""
    return {name: value if isinstance(value, int | str) else str(value) for name, value in params.items()}


def visit(form: Form, by: User, today: date) -> dict[str, Any]:
    """Write a visit down. A form that tells a visit otherwise than it was told before is kept beside it."""
    body = form.body
    meant = (
        Visit.objects.select_related("case_file").filter(pk=int(body["visit"]), case_file__code=form.subject).first()
    )
    if meant is None:
        raise SyncFault("no_such_visit")
    filled = Filled(
        facts=text(body, "facts"),
        opinion=text(body, "opinion"),
        note=text(body, "note"),
        done_on=day(body["done_on"]),
        outcome=text(body, "outcome"),
        reason=text(body, "reason"),
        edition=Edition.objects.get(pk=int(body["edition"])) if body.get("edition") else None,
        answers=dict(body.get("answers") or {}),
        tasks=tasks_in(form, by),
        next_visit_on=day(body["next_visit_on"]) if body.get("next_visit_on") else None,
    )
    done = hand_in(visit=meant, filled=filled, by=by, key=form.key, today=today)
    if done.other:
        return {"fault": "told_otherwise", "visit": done.visit.pk, "other": done.other.pk}
    return {"visit": done.visit.pk}


def tasks_in(form: Form, by: User) -> list[TaskAsked]:
    """Return the tasks that a visit gave rise to. Raises `SyncFault`, `VisitFault` or `DailyFault`."""
    told = list(form.body.get("tasks") or [])
    if len(told) > MOST_TASKS:
        raise VisitFault("tasks_many", most=MOST_TASKS)
    return [asked(dict(each), form, by) for each in told]


def asked(task: dict[str, Any], form: Form, by: User) -> TaskAsked:
    """Return a task for the author of the form or, where it says so, for the worker of the file."""
    if not task.get("due_on"):
        raise SyncFault("task_undated")
    owner = OWNERS[text(task, "owner")](form, by)
    return TaskAsked(text(task, "title"), owner, day(task["due_on"]), urgent=bool(task.get("urgent")))


def author_of(_form: Form, by: User) -> User:
    """Return who sent the form; so it is where an older form does not say whose the task is."""
    return by


def worker_of(form: Form, by: User) -> User:
    """Return who works on the file now; a phone knows no names of others, so it cannot say who that is."""
    case_file = file_of(form, by)
    if case_file.worker is None:
        raise SyncFault("no_worker")
    return as_of_now(case_file.worker)


OWNERS: Mapping[str, Callable[[Form, User], User]] = {"": author_of, "me": author_of, "worker": worker_of}


def note(form: Form, by: User, today: date) -> dict[str, Any]:
    """Write a note into the file."""
    case_file = file_of(form, by)
    about_on = day(form.body["about_on"])
    return {
        "note": write_note(case_file=case_file, text=text(form.body, "text"), about_on=about_on, by=by, today=today).pk
    }


def task(form: Form, by: User, today: date) -> dict[str, Any]:
    """Write down that a task is done. A task that changed since the phone saw it is left to a person."""
    case_file = file_of(form, by)
    meant = Task.objects.filter(pk=int(form.body["task"]), case_file=case_file, owner=by).first()
    if meant is None:
        raise SyncFault("no_such_task")
    seen = int(form.body["version"])
    return {"task": finish_task(task=meant, result=text(form.body, "result"), by=by, seen_version=seen).pk}


def screening(form: Form, by: User, today: date) -> dict[str, Any]:
    """Screen a family or one of its members. What came of it is not told here: it may be restricted."""
    case_file, body = file_of(form, by), form.body
    edition = Edition.objects.select_related("questionnaire").filter(pk=int(body["edition"])).first()
    if edition is None:
        raise SyncFault("screening.other_questionnaire")
    screen(
        case_file=case_file,
        person=member(case_file, body.get("person")),
        edition=edition,
        answers=dict(body.get("answers") or {}),
        done_on=day(body["done_on"]),
        by=by,
        key=form.key,
        today=today,
    )
    return {}


def at_door(form: Form, by: User, today: date) -> dict[str, Any]:
    """Check a family in at a delivery; the subject of the form is the list."""
    body = form.body
    if form.subject != str(int(body["delivery"])):
        raise SyncFault("not_a_form")
    return checked_in(int(body["delivery"]), text(body, "code"), day(body["given_on"]), by, today)


def photo(form: Form, by: User, today: date) -> dict[str, Any]:
    """Add a photograph to the visit whose form came before it; `today` does not matter."""
    return photographed(form.subject, form.body, by)


def member(case_file: CaseFile, number: Any) -> Person | None:
    """Return the member of the family with that primary key; None for the whole family."""
    if not number:
        return None
    found = Person.objects.filter(pk=int(number), household=case_file.household_id).first()
    if found is None:
        raise SyncFault("screening.other_family")
    return found


def file_of(form: Form, by: User) -> CaseFile:
    """Return the file that a form is about, if its author may work on it now."""
    rows = CaseFile.objects.visible_to(by).select_related("centre", "household")
    found = rows.filter(code=form.subject).first()
    if found is None or not has_right(by, found, Right.WORK):
        raise SyncFault("no_post")
    return found


def text(body: dict[str, Any], name: str) -> str:
    """Return a text of the form; raises TypeError for anything else."""
    value = body.get(name, "")
    if not isinstance(value, str):
        raise TypeError(name)
    return value


def day(value: Any) -> date:
    """Return an ISO date; raises ValueError."""
    found = parse_date(str(value))
    if found is None:
        raise ValueError(value)
    return found


MAKERS: dict[str, Callable[[Form, User, date], dict[str, Any]]] = {
    "visit": visit,
    "note": note,
    "task": task,
    "screening": screening,
    "check_in": at_door,
    KIND: photo,
}
