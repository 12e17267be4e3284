"""Appeals: the family objects, and somebody who neither wrote nor approved the decision answers."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.admission.deciding import lock, propose_decision, require_right
from hamdeli.casework.admission.decision_faults import DecisionFault
from hamdeli.casework.admission.resting import standing_decision
from hamdeli.casework.admission.rulings import ANSWER_WITHIN_DAYS, APPEAL_WITHIN_DAYS
from hamdeli.casework.models import Appeal, CaseFile, Decision, DecisionDraft
from hamdeli.journal.writing import write


@transaction.atomic
def receive_appeal(*, decision: Decision, words: str, by: User, today: date) -> Appeal:
    """Store what the family says against the decision that stands. Raises `DecisionFault`."""
    case_file = lock(decision.case_file)
    require_right(by, case_file, Right.REFER, Right.DECIDE)
    if not words.strip():
        raise DecisionFault("words_missing")
    standing = standing_decision(case_file)
    if standing is None or standing.pk != decision.pk:
        raise DecisionFault("not_standing")
    if today > last_day_of_appeal(decision):
        raise DecisionFault("appeal_late", days=APPEAL_WITHIN_DAYS)
    try:
        with transaction.atomic():
            appeal = Appeal.objects.create(
                decision=decision, words=words.strip(), received_at=timezone.now(), received_by=by
            )
    except IntegrityError as there:
        raise DecisionFault("appealed") from there
    tell(appeal, case_file, "received_appeal", by)
    return appeal


@transaction.atomic
def uphold(*, appeal: Appeal, answer: str, by: User) -> Appeal:
    """Answer that the decision stands. Raises `DecisionFault`."""
    fresh, case_file = open_appeal(appeal, by)
    if not answer.strip():
        raise DecisionFault("answer_missing")
    if fresh.drafts.filter(state=DecisionDraft.State.OPEN).exists():
        raise DecisionFault("waits_already")
    fresh.result, fresh.answer = Appeal.Result.UPHELD, answer.strip()
    fresh.answered_at, fresh.answered_by = timezone.now(), by
    fresh.save(update_fields=["result", "answer", "answered_at", "answered_by"])
    tell(fresh, case_file, "answered_appeal", by)
    return fresh


@transaction.atomic
def decide_anew(
    *,
    appeal: Appeal,
    answer: str,
    outcome: str,
    reason: str,
    by: User,
    today: date,
    note: str = "",
    until: date | None = None,
) -> DecisionDraft:
    """Write another decision in answer to the appeal; another person approves it, and it replaces the first then.

    Raises `DecisionFault`.
    """
    fresh, case_file = open_appeal(appeal, by)
    if not answer.strip():
        raise DecisionFault("answer_missing")
    return propose_decision(
        case_file=case_file,
        outcome=outcome,
        reason=reason,
        note=note,
        until=until,
        author=by,
        today=today,
        appeal=fresh,
        answer=answer,
    )


def open_appeal(appeal: Appeal, by: User) -> tuple[Appeal, CaseFile]:
    """Return the appeal, locked, with its file; raises `DecisionFault` unless `by` may answer it."""
    case_file = lock(appeal.decision.case_file)
    fresh = Appeal.objects.select_for_update(of=("self",)).select_related("decision").get(pk=appeal.pk)
    require_right(by, case_file, Right.SUPERVISE, Right.DECIDE)
    if fresh.result:
        raise DecisionFault("appeal_answered")
    if by.pk in (fresh.decision.author_id, fresh.decision.approver_id):
        raise DecisionFault("own_decision")
    return fresh, case_file


def last_day_of_appeal(decision: Decision) -> date:
    """Return the last day on which an appeal is received."""
    return timezone.localdate(decision.decided_at) + timedelta(days=APPEAL_WITHIN_DAYS)


def answer_due_on(appeal: Appeal) -> date:
    """Return the day until which the family must have an answer."""
    return timezone.localdate(appeal.received_at) + timedelta(days=ANSWER_WITHIN_DAYS)


def tell(appeal: Appeal, case_file: CaseFile, verb: str, by: User) -> None:
    """Write into the journal what happened to the appeal; what the family said stays out of it."""
    details = {"appeal": appeal.pk, "decision": appeal.decision_id, "result": appeal.result}
    write(actor=by.actor, verb=verb, kind="case_file", subject=case_file.code, details=details)
