"""The decision at the end of a visit, and a later one that replaces it. None is ever edited."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.access import as_of_now
from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.models import Decision, Visit
from hamdeli.casework.visiting.faults import VisitFault
from hamdeli.casework.visiting.next_visit import note_next
from hamdeli.casework.visiting.outcomes import fault_of
from hamdeli.casework.visiting.planning_visit import locked_files
from hamdeli.casework.visiting.visitors import require_by
from hamdeli.journal.chain import digest_of
from hamdeli.journal.once import once
from hamdeli.journal.writing import write

LONGEST_NOTE = 2000


@dataclass(frozen=True)
class Ground:
    """What a decision on a visit rests on, as plain values: what was seen, what the visitor makes of it, and when.

    `edition` is the digest of the questions that were asked, or nothing.
    """

    visit: int
    case_file: int
    done_on: date | None
    facts: str
    opinion: str
    answers: dict[str, Any] = field(default_factory=dict)
    edition: str = ""


def ground_of(visit: Visit) -> Ground:
    """Return the ground of a stored visit."""
    edition = visit.edition.digest if visit.edition else ""
    seen = (visit.facts, visit.opinion, visit.answers, edition)
    return Ground(visit.pk, visit.case_file_id, visit.done_on, *seen)


def digest_over(ground: Ground, *, outcome: str, reason: str, note: str, author: int, replaces: str = "") -> str:
    """Return the digest over what is decided and what it rests on.

    `author` is a user's primary key, `replaces` the digest of the decision before.
    """
    told = [str(outcome), str(reason), note, author, replaces]
    rests = [ground.facts, ground.opinion, ground.answers, ground.edition]
    return digest_of(["visit", ground.visit, ground.case_file, str(ground.done_on), rests, told])


def is_sound(decision: Decision) -> bool:
    """Say whether neither the decision on a visit nor what it rested on was changed afterwards."""
    if decision.visit is None:
        return False
    before = decision.replaces.digest if decision.replaces else ""
    told = {"outcome": decision.outcome, "reason": decision.reason, "note": decision.note}
    return decision.digest == digest_over(ground_of(decision.visit), author=decision.author_id, replaces=before, **told)


def decide(
    visit: Visit, *, by: User, replaces: Decision | None = None, details: dict[str, Any], **told: str
) -> Decision:
    """Store a decision on a visit that is done. `told`: outcome, reason, note."""
    digest = digest_over(ground_of(visit), author=by.pk, replaces=replaces.digest if replaces else "", **told)
    return Decision.objects.create(
        case_file_id=visit.case_file_id,
        visit=visit,
        digest=digest,
        decided_at=timezone.now(),
        author=by,
        replaces=replaces,
        details=details,
        **told,
    )


@transaction.atomic
def redecide(
    *,
    decision: Decision,
    outcome: str,
    reason: str,
    note: str,
    by: User,
    key: str,
    next_visit_on: date | None = None,
) -> Decision:
    """Decide anew on a visit: the old decision stays and is replaced. The note says why. Raises `VisitFault`.

    Whoever made the visit may, and whoever says who works on the file, as long as their posts last.
    """
    note = note.strip()
    if not note:
        raise VisitFault("why_missing")
    if len(note) > LONGEST_NOTE:
        raise VisitFault("text_long", most=LONGEST_NOTE)
    told = {"outcome": str(outcome), "reason": str(reason), "note": note}
    body = [decision.pk, *told.values(), str(next_visit_on)]
    act = lambda: store(decision, by, told, next_visit_on)  # noqa: E731
    made = once(key=key, actor=by.actor, purpose="redecide", body=body, act=act)
    return Decision.objects.select_related("author", "visit").get(pk=made)


def store(decision: Decision, by: User, told: dict[str, str], next_visit_on: date | None) -> int:
    """Store the later decision and return its primary key."""
    rows = Decision.objects.select_related("visit__case_file__centre", "visit__edition", "author")
    locked_files([decision.case_file.code])
    old = rows.get(pk=decision.pk)
    if old.visit is None:
        raise VisitFault("not_done")
    require_decider(by, old.visit)
    if wrong := fault_of(old.visit.purpose, told["outcome"], told["reason"]):
        raise VisitFault(wrong)
    later = Decision.objects.filter(replaces=old).select_related("author").first()
    if later:
        at = later.decided_at.isoformat(timespec="minutes")
        raise VisitFault("decided_anew_already", by=later.author.username, at=at)
    made = decide(old.visit, by=by, replaces=old, details={}, **told)
    if next_visit_on:
        note_next(old.visit, outcome=told["outcome"], wished=next_visit_on)
    details = {"visit": old.visit.pk, "decision": made.pk, "outcome": made.outcome, "before": old.outcome}
    details |= {"digest": made.digest}
    code = old.visit.case_file.code
    write(actor=by.actor, verb="redecided", kind="case_file", subject=code, reason=made.reason, details=details)
    return made.pk


def require_decider(by: User, visit: Visit) -> None:
    """Refuse unless `by` made the visit and may still work on the file, or says who works on it."""
    rights = (Right.WORK, Right.ASSIGN) if by.pk == visit.visitor_id else (Right.ASSIGN,)
    require_by(as_of_now(by), visit.case_file, *rights)
