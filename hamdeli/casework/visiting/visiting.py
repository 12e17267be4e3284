"""Writing a visit down: what was seen, the decision, its tasks and the next visit, all in one act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.access import as_of_now
from hamdeli.accounts.models import User
from hamdeli.casework.daily.tasks import set_task
from hamdeli.casework.daily.words import KINDS, index_words
from hamdeli.casework.models import OtherForm, Task, Visit
from hamdeli.casework.visiting.deciding import decide
from hamdeli.casework.visiting.faults import VisitFault
from hamdeli.casework.visiting.filled import Filled, TaskAsked, check
from hamdeli.casework.visiting.next_visit import note_next
from hamdeli.casework.visiting.observations import counted
from hamdeli.casework.visiting.other_forms import keep_beside, told_before
from hamdeli.casework.visiting.photos import PhotoGiven, Prepared, prepare, store_photos
from hamdeli.casework.visiting.planning_visit import locked_files, require_planned
from hamdeli.casework.visiting.visitors import require_visitor
from hamdeli.journal.chain import digest_of
from hamdeli.journal.once import KeyUsedOtherwise, once
from hamdeli.journal.writing import write
from hamdeli.questionnaires.models import Edition


@dataclass(frozen=True)
class HandedIn:
    """The visit as it is stored; and, where it was told differently before, the form that is kept beside it."""

    visit: Visit
    other: OtherForm | None = None


def finish_visit(
    *,
    visit: Visit,
    facts: str,
    done_on: date,
    outcome: str,
    reason: str,
    by: User,
    key: str,
    today: date,
    opinion: str = "",
    note: str = "",
    edition: Edition | None = None,
    answers: dict[str, Any] | None = None,
    tasks: Sequence[TaskAsked] = (),
    next_visit_on: date | None = None,
    photos: Sequence[PhotoGiven] = (),
) -> Visit:
    """Write the visit down with its decision, and return it; the same form again, under any key, changes nothing.

    Raises `VisitFault`, or `DailyFault` for a task. A second form of the same visitor that differs is kept beside the
    first (`hand_in` tells so).
    """
    filled = Filled(
        facts=facts,
        done_on=done_on,
        outcome=outcome,
        reason=reason,
        opinion=opinion,
        note=note,
        edition=edition,
        answers=answers or {},
        tasks=tasks,
        next_visit_on=next_visit_on,
    )
    return hand_in(visit=visit, filled=filled, by=by, key=key, today=today, photos=photos).visit


@transaction.atomic
def hand_in(
    *, visit: Visit, filled: Filled, by: User, key: str, today: date, photos: Sequence[PhotoGiven] = ()
) -> HandedIn:
    """Write the visit down; see `finish_visit`. A key that comes back with other words brings a second form."""
    prepared = prepare(photos)
    body = [visit.pk, filled.plain(), [photo.digest for photo in prepared]]

    def act() -> dict[str, int | None]:
        return write_down(visit, filled, by, today, prepared)

    common: dict[str, Any] = {"actor": by.actor, "purpose": "finish_visit", "body": body, "act": act}
    try:
        done = once(key=key, **common)
    except KeyUsedOtherwise:
        done = once(key=digest_of([key, body]), **common)
    other = OtherForm.objects.get(pk=done["other"]) if done["other"] else None
    return HandedIn(Visit.objects.select_related("case_file").get(pk=done["visit"]), other)


def write_down(
    visit: Visit, filled: Filled, by: User, today: date, photos: Sequence[Prepared]
) -> dict[str, int | None]:
    """Store the form of a locked visit, or keep it beside another one; return the primary keys of what there is."""
    fresh = locked(visit)
    require_visitor(as_of_now(by), fresh.case_file)
    if fresh.visitor_id != by.pk:
        require_planned(fresh)
        raise VisitFault("visitor_only", who=fresh.visitor.display_name)
    if fresh.state == Visit.State.DONE:
        same = told_before(fresh) == filled.digest
        return {"visit": fresh.pk, "other": None if same else keep_beside(fresh, filled, by).pk}
    require_planned(fresh)
    check(filled, fresh, today)
    answers = counted(filled.edition, filled.answers, fresh.case_file.province_id)
    store(fresh, filled, answers, by, photos)
    return {"visit": fresh.pk, "other": None}


def locked(visit: Visit) -> Visit:
    """Lock the file and its visit, and return the visit."""
    locked_files([visit.case_file.code])
    rows = Visit.objects.select_for_update(of=("self",))
    return rows.select_related("case_file__centre", "case_file__household", "visitor").get(pk=visit.pk)


def store(visit: Visit, filled: Filled, answers: dict[str, Any], by: User, photos: Sequence[Prepared]) -> None:
    """Store everything that a form says."""
    told = filled.plain()
    mark_done(visit, filled, answers)
    index_words(KINDS.VISIT, visit.pk, visit.case_file, f"{visit.facts} {visit.opinion}", on=filled.done_on)
    due = note_next(visit, outcome=filled.outcome, wished=filled.next_visit_on)
    details: dict[str, Any] = {"form": filled.digest, "next_visit_on": due.isoformat() if due else None}
    decision = decide(visit, by=by, details=details, outcome=told["outcome"], reason=told["reason"], note=told["note"])
    store_photos(visit, photos, by)
    for task in filled.tasks:
        ask(visit, task, by, filled.done_on)
    details |= {"visit": visit.pk, "decision": decision.pk, "outcome": decision.outcome, "digest": decision.digest}
    details |= {"done_on": told["done_on"], "tasks": len(filled.tasks), "photos": len(photos)}
    code = visit.case_file.code
    write(actor=by.actor, verb="visited", kind="case_file", subject=code, reason=decision.reason, details=details)


def mark_done(visit: Visit, filled: Filled, answers: dict[str, Any]) -> None:
    """Write what was seen into the visit; from then on the database refuses every change of it."""
    visit.facts, visit.opinion, visit.answers = filled.facts.strip(), filled.opinion.strip(), answers
    visit.edition, visit.done_on, visit.done_at = filled.edition, filled.done_on, timezone.now()
    visit.state, visit.version = Visit.State.DONE, visit.version + 1
    visit.save(update_fields=["facts", "opinion", "answers", "edition", "done_on", "done_at", "state", "version"])


def ask(visit: Visit, task: TaskAsked, by: User, done_on: date) -> None:
    """Set a task that the visit gave rise to."""
    set_task(
        case_file=visit.case_file,
        title=task.title,
        owner=task.owner,
        due_on=task.due_on,
        by=by,
        today=done_on,
        urgent=task.urgent,
        source=Task.Source.VISIT,
        source_id=visit.pk,
    )
