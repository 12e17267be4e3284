"""Ending the support of a family.

A file that a centre carries is closed by `hamdeli.delegation.closing.close`, which ends the mandate in the same act.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.casework.exits.faults import ExitFault
from hamdeli.casework.exits.reasons import RULES, Rule
from hamdeli.casework.exits.winding_up import wind_up
from hamdeli.casework.models import CaseFile, Exit, FollowUp, Outcome, State, Visit
from hamdeli.centres.models import Centre
from hamdeli.journal.once import once
from hamdeli.journal.writing import write
from hamdeli.persian.calendar import months_after
from hamdeli.persian.letters import clean

MOST_WORDS = 2000
PURPOSE = "close_file"


@dataclass(frozen=True)
class Closing:
    """What is asked for: why and when the support ends, and the exit visit on which that rests."""

    case_file: CaseFile
    reason: str
    on: date
    visit: Visit | None = None
    note: str = ""

    def plain(self) -> list[Any]:
        """Return it as plain values: the same ones asked for again are the same act."""
        return [self.case_file.pk, self.reason, self.on.isoformat(), self.visit.pk if self.visit else None, self.note]


@transaction.atomic
def close_file(
    *,
    case_file: CaseFile,
    reason: str,
    on: date,
    by: User,
    today: date,
    key: str,
    visit: Visit | None = None,
    note: str = "",
    at: datetime | None = None,
) -> Exit:
    """End the support of a family whose file no centre carries. Raises `ExitFault`."""
    asked = Closing(case_file, reason, on, visit, note)

    def act() -> int:
        return end_support(asked, by=by, today=today, at=at or timezone.now()).pk

    return Exit.objects.get(pk=once(key=key, actor=by.actor, purpose=PURPOSE, body=asked.plain(), act=act))


def end_support(asked: Closing, *, by: User, today: date, at: datetime, centre: Centre | None = None) -> Exit:
    """Store the exit and its looks, and end all that is open, inside the transaction of a verb.

    The file is carried by no centre any more; `centre` is the one that carried it until now.
    """
    rule, words = checked(asked.reason, asked.note)
    file = locked_file(asked.case_file, asked.on, today)
    require_visit(file, rule, asked.visit, asked.on)
    made = Exit.objects.create(
        case_file=file,
        kind=rule.kind,
        reason=asked.reason,
        note=words,
        on=asked.on,
        visit=asked.visit,
        centre=centre,
        author=by,
        made_at=at,
    )
    wind_up(file, made, by=by, at=at)
    plan_looks(made, rule)
    details = {"kind": str(rule.kind), "on": made.on.isoformat(), "centre": centre.code if centre else ""}
    write(actor=by.actor, verb="closed_file", kind="case_file", subject=file.code, reason=made.reason, details=details)
    return made


def checked(reason: str, note: str) -> tuple[Rule, str]:
    """Return the rule of the reason and the cleaned note."""
    if reason not in RULES:
        raise ExitFault("reason_unknown")
    words = clean(note, lines=True).strip()
    if len(words) > MOST_WORDS:
        raise ExitFault("text_long", most=MOST_WORDS)
    return RULES[reason], words


def locked_file(case_file: CaseFile, on: date, today: date) -> CaseFile:
    """Lock the file; refuse one that is not active, one that a centre carries, and a day that cannot be."""
    file = CaseFile.objects.select_for_update().get(pk=case_file.pk)
    if file.state != State.ACTIVE:
        raise ExitFault("file_not_active")
    if file.centre_id is not None:
        raise ExitFault("file_carried")
    if on > today:
        raise ExitFault("day_ahead")
    if on < file.opened_on:
        raise ExitFault("before_opened")
    if file.exits.filter(reopened_on__gt=on).exists():
        raise ExitFault("before_reopened")
    return file


def require_visit(file: CaseFile, rule: Rule, visit: Visit | None, on: date) -> None:
    """Refuse an exit without its visit, and a visit on which no exit can rest."""
    if visit is None:
        if rule.visit:
            raise ExitFault("visit_missing")
        return
    fresh = Visit.objects.get(pk=visit.pk)
    if fresh.case_file_id != file.pk:
        raise ExitFault("visit_elsewhere")
    if fresh.purpose != Visit.Purpose.EXIT:
        raise ExitFault("visit_not_exit")
    if fresh.state != Visit.State.DONE or fresh.done_on is None:
        raise ExitFault("visit_not_done")
    if fresh.done_on > on:
        raise ExitFault("visit_later")
    require_fresh_proposal(file, fresh)


def require_fresh_proposal(file: CaseFile, visit: Visit) -> None:
    """Refuse a visit that was used before, or whose decision that stands is not to end the support."""
    used = file.exits.filter(visit=visit).exists() or file.exits.filter(reopened_on__gt=visit.done_on).exists()
    if used:
        raise ExitFault("visit_used")
    if not visit.decisions.filter(outcome=Outcome.END, replaced_by=None).exists():
        raise ExitFault("visit_not_end")


def plan_looks(made: Exit, rule: Rule) -> None:
    """Store the looks that are due after the exit."""
    FollowUp.objects.bulk_create(
        FollowUp(exit=made, months=months, due_on=months_after(made.on, months)) for months in rule.looks
    )


def proposed_visits(case_file: CaseFile) -> list[Visit]:
    """Return the exit visits on which an exit can rest, the newest first: the proposals of the workers."""
    visits = case_file.visits.filter(
        purpose=Visit.Purpose.EXIT,
        state=Visit.State.DONE,
        decisions__outcome=Outcome.END,
        decisions__replaced_by=None,
    ).exclude(pk__in=case_file.exits.exclude(visit=None).values("visit"))
    last = case_file.exits.exclude(reopened_on=None).order_by("-reopened_on").first()
    if last and last.reopened_on:
        visits = visits.filter(done_on__gte=last.reopened_on)
    return list(visits.select_related("visitor").order_by("-done_on", "-pk"))
