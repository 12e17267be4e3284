"""The commission decides: one writes, another approves, and what it rests on must still hold then."""

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.access import has_right
from hamdeli.casework.admission.decision_faults import PARTS, DecisionFault
from hamdeli.casework.admission.resting import (
    basis_of,
    changed_parts,
    digest_over,
    latest_admission,
    replaced_by_next,
    require_rest,
)
from hamdeli.casework.admission.rulings import FOLLOWING, RULINGS, Ruling, Why
from hamdeli.casework.admission.taking_effect import take_effect
from hamdeli.casework.models import Admission, Appeal, CaseFile, Decision, DecisionDraft, State
from hamdeli.journal.changing import conflict
from hamdeli.journal.writing import write

KIND = "decision_draft"
BEFORE = frozenset({State.ADMISSION, State.LISTED})
"""States of a file on which the commission has its first word."""


@transaction.atomic
def propose_decision(
    *,
    case_file: CaseFile,
    outcome: str,
    reason: str,
    author: User,
    today: date,
    note: str = "",
    until: date | None = None,
    appeal: Appeal | None = None,
    answer: str = "",
) -> DecisionDraft:
    """Store a draft that waits for another's approval. Raises `DecisionFault`.

    With `appeal` it is the answer to that appeal, and may change a decision that otherwise stands.
    """
    locked = lock(case_file)
    require_right(author, locked, *((Right.DECIDE, Right.SUPERVISE) if appeal else (Right.DECIDE,)))
    admission = latest_admission(locked)
    if admission is None:
        raise DecisionFault("no_admission")
    ruling, why = ruled(outcome, reason, note, until, today)
    require_state(locked, admission, ruling, appeal)
    require_rest(locked, admission, why, today)
    decided = {"outcome": outcome, "reason": reason, "note": note.strip(), "until": until}
    basis = basis_of(locked, admission, today)
    draft = DecisionDraft(
        **decided,
        case_file=locked,
        admission=admission,
        appeal=appeal,
        answer=answer.strip(),
        basis=basis,
        digest=digest_over(plain(decided), basis),
        written_on=today,
        written_at=timezone.now(),
        author=author,
    )
    return store_draft(draft, author)


def store_draft(draft: DecisionDraft, author: User) -> DecisionDraft:
    """Store a draft and tell the journal; raises `DecisionFault` where another one waits for approval."""
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError as taken:
        raise DecisionFault("waits_already") from taken
    tell(draft, "wrote_decision", author)
    return draft


def approve_decision(*, draft: DecisionDraft, approver: User, today: date, seen_version: int) -> Decision:
    """Make the draft a decision, and the file what it says. Raises `DecisionFault` or `Conflict`.

    Where something changed on which the draft rested, the draft is void, and stays so although the act is refused.
    """
    with transaction.atomic():
        fresh = open_draft(draft, seen_version)
        require_right(approver, fresh.case_file, Right.DECIDE)
        if fresh.author_id == approver.pk:
            raise DecisionFault("same_person")
        if fresh.until and fresh.until <= today:
            raise DecisionFault("term_past")
        if fresh.appeal and fresh.appeal.result:
            raise DecisionFault("appeal_answered")
        changed = stale_parts(fresh)
        if not changed:
            return approved(fresh, approver, today)
        end(fresh, DecisionDraft.State.VOID, approver, ", ".join(changed))
    raise DecisionFault("changed_since", what="; ".join(str(PARTS[part]) for part in changed))


@transaction.atomic
def return_draft(*, draft: DecisionDraft, by: User, comment: str, seen_version: int) -> DecisionDraft:
    """Send the draft back to its author with a comment. Raises `DecisionFault` or `Conflict`."""
    fresh = open_draft(draft, seen_version)
    require_right(by, fresh.case_file, Right.DECIDE)
    if fresh.author_id == by.pk:
        raise DecisionFault("same_person")
    if not comment.strip():
        raise DecisionFault("comment_missing")
    return end(fresh, DecisionDraft.State.RETURNED, by, comment.strip())


@transaction.atomic
def withdraw_draft(*, draft: DecisionDraft, by: User, seen_version: int) -> DecisionDraft:
    """Take one's own draft back. Raises `DecisionFault` or `Conflict`."""
    fresh = open_draft(draft, seen_version)
    if fresh.author_id != by.pk:
        raise DecisionFault("not_author")
    return end(fresh, DecisionDraft.State.WITHDRAWN, by, "")


def ruled(outcome: str, reason: str, note: str, until: date | None, today: date) -> tuple[Ruling, Why]:
    """Return the ruling and the reason; raises `DecisionFault` for what the table does not know."""
    ruling = RULINGS.get(outcome)
    if ruling is None:
        raise DecisionFault("outcome_unknown")
    why = ruling.reason(reason)
    if why is None:
        raise DecisionFault("reason_unknown")
    if why.words and not note.strip():
        raise DecisionFault("note_missing")
    require_term(ruling, until, today)
    return ruling, why


def require_term(ruling: Ruling, until: date | None, today: date) -> None:
    """Raise `DecisionFault` unless the term is one that the ruling may have."""
    if until is None:
        if ruling.term_needed:
            raise DecisionFault("term_missing")
        return
    if not ruling.longest:
        raise DecisionFault("term_none")
    if until <= today:
        raise DecisionFault("term_past")
    if until > today + timedelta(days=ruling.longest):
        raise DecisionFault("term_long", days=ruling.longest)


def require_state(case_file: CaseFile, admission: Admission, ruling: Ruling, appeal: Appeal | None) -> None:
    """Raise `DecisionFault` unless the file stands where this decision may follow."""
    standing = replaced_by_next(case_file, admission)
    if appeal is not None:
        if standing is None or standing.pk != appeal.decision_id:
            raise DecisionFault("not_standing")
        if appeal.result:
            raise DecisionFault("appeal_answered")
        if standing.outcome == ruling.outcome:
            raise DecisionFault("same_outcome")
    elif ruling.outcome not in FOLLOWING[standing.outcome if standing else ""]:
        raise DecisionFault("decided")
    elif (
        standing is None and case_file.state not in (State.ADMISSION, State.LISTED)
    ) or case_file.state == State.CLOSED:
        raise DecisionFault("not_in_admission")
    if case_file.centre_id and ruling.state != State.ACTIVE:
        raise DecisionFault("carried")


def approved(draft: DecisionDraft, approver: User, today: date) -> Decision:
    """Store the decision of an approved draft and all that follows from it."""
    decision = Decision.objects.create(
        case_file=draft.case_file,
        admission=draft.admission,
        outcome=draft.outcome,
        reason=draft.reason,
        note=draft.note,
        until=draft.until,
        details=draft.basis,
        digest=draft.digest,
        decided_at=timezone.now(),
        author_id=draft.author_id,
        approver=approver,
        replaces=replaced_by_next(draft.case_file, draft.admission),
    )
    draft.decision = decision
    end(draft, DecisionDraft.State.APPROVED, approver, "")
    if draft.appeal_id:
        Appeal.objects.filter(pk=draft.appeal_id, result="").update(
            result=Appeal.Result.CHANGED,
            answer=draft.answer,
            answered_at=decision.decided_at,
            answered_by=draft.author_id,
        )
    take_effect(decision, approver, today)
    return decision


def stale_parts(draft: DecisionDraft) -> list[str]:
    """Return which parts of what the draft rested on are not what they were when it was written."""
    now = basis_of(draft.case_file, draft.admission, draft.written_on)
    changed = changed_parts(draft.basis, now)
    if not changed and draft.digest != digest_over(plain(content(draft)), now):
        return ["text"]
    return changed


def content(draft: DecisionDraft) -> dict[str, Any]:
    """Return what the draft decides."""
    return {name: getattr(draft, name) for name in ("outcome", "reason", "note", "until")}


def plain(decided: dict[str, Any]) -> dict[str, Any]:
    """Return what is decided as JSON keeps it."""
    until = decided["until"]
    return decided | {"until": until.isoformat() if until else None}


def lock(case_file: CaseFile) -> CaseFile:
    """Return the file, locked: decisions on one file follow one another."""
    rows = CaseFile.objects.select_for_update(of=("self",)).select_related("household", "centre")
    return rows.get(pk=case_file.pk)


def open_draft(draft: DecisionDraft, seen_version: int) -> DecisionDraft:
    """Return the draft with its file, locked; raises `DecisionFault` when it has ended, `Conflict` when it changed."""
    case_file = lock(draft.case_file)
    rows = DecisionDraft.objects.select_for_update(of=("self",)).select_related("admission", "author", "appeal")
    fresh = rows.get(pk=draft.pk)
    if fresh.state != DecisionDraft.State.OPEN:
        raise DecisionFault("ended", state=fresh.get_state_display())
    if fresh.version != seen_version:
        raise conflict(fresh, seen_version=seen_version, values={}, kind=KIND, subject=str(fresh.pk))
    fresh.case_file = case_file
    return fresh


def end(draft: DecisionDraft, state: DecisionDraft.State, by: User, why: str) -> DecisionDraft:
    """End the draft in `state` and tell the journal."""
    draft.state, draft.ended_at, draft.ended_by, draft.ended_why = state, timezone.now(), by, why
    draft.version += 1
    draft.save(update_fields=["state", "ended_at", "ended_by", "ended_why", "decision", "version"])
    tell(draft, f"draft_{state}", by)
    return draft


def tell(draft: DecisionDraft, verb: str, by: User) -> None:
    """Write into the journal what happened to the draft."""
    details = {"outcome": draft.outcome, "digest": draft.digest, "draft": draft.pk, "version": draft.version}
    write(
        actor=by.actor,
        verb=verb,
        kind="case_file",
        subject=draft.case_file.code,
        reason=draft.reason,
        details=details,
    )


def require_right(user: User, case_file: CaseFile, *rights: Right) -> None:
    """Raise `DecisionFault` unless `user` has one of `rights` on the file now."""
    if not any(has_right(user, case_file, right) for right in rights):
        raise DecisionFault("no_right")
