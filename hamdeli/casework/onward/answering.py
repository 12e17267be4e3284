"""What the two centres do with a referral, and what time does."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.casework.models import Onward, OnwardMessage
from hamdeli.casework.onward.faults import OnwardFault
from hamdeli.casework.onward.moves import ENDED, MOVES, WAITS, Act, Side
from hamdeli.journal.actors import SYSTEM
from hamdeli.journal.writing import write

OUTCOME_DAYS = timedelta(days=60)
REPLY_DAYS = timedelta(days=3)


def accept(*, onward: Onward, by: User, today: date, seen_version: int | None = None) -> Onward:
    """Take the family up; the outcome is due sixty days from now."""
    return act(onward, Act.ACCEPT, by=by, today=today, seen_version=seen_version)


def ask(*, onward: Onward, by: User, words: str, today: date, seen_version: int | None = None) -> Onward:
    """Ask the carrying centre something before answering."""
    return act(onward, Act.ASK, by=by, words=required(words), today=today, seen_version=seen_version)


def reply(*, onward: Onward, by: User, words: str, today: date, seen_version: int | None = None) -> Onward:
    """Answer what was asked; the other centre has three more days at least."""
    return act(onward, Act.REPLY, by=by, words=required(words), today=today, seen_version=seen_version)


def decline(
    *, onward: Onward, by: User, reason: str, words: str = "", today: date, seen_version: int | None = None
) -> Onward:
    """Decline with a coded reason; another reason needs words."""
    if reason not in Onward.Reason.values:
        raise OnwardFault("reason_missing")
    if reason == Onward.Reason.OTHER:
        required(words)
    return act(onward, Act.DECLINE, by=by, reason=reason, words=words.strip(), today=today, seen_version=seen_version)


def finish(*, onward: Onward, by: User, outcome: str, today: date, seen_version: int | None = None) -> Onward:
    """Say what came of it; the outcome goes back to the file."""
    return act(onward, Act.FINISH, by=by, outcome=required(outcome), today=today, seen_version=seen_version)


def withdraw(*, onward: Onward, by: User | None, today: date, seen_version: int | None = None) -> Onward:
    """Take the referral back, whatever was answered. Without `by` the system does, for a file that was closed."""
    return act(onward, Act.WITHDRAW, by=by, today=today, seen_version=seen_version)


def expire(*, onward: Onward, today: date) -> Onward:
    """End a referral that nobody answered in time."""
    return act(onward, Act.EXPIRE, by=None, today=today)


@transaction.atomic
def act(
    onward: Onward,
    deed: Act,
    *,
    by: User | None,
    today: date,
    words: str = "",
    reason: str = "",
    outcome: str = "",
    seen_version: int | None = None,
) -> Onward:
    """Move the referral by `deed` as the table allows, with its message, and tell the journal."""
    rows = Onward.objects.select_for_update(of=("self",))
    fresh = rows.select_related("case_file__household", "receiver", "sender", "person").get(pk=onward.pk)
    require_move(fresh, deed, today, seen_version)
    fresh.state = MOVES[deed].after
    fresh.reason, fresh.outcome = reason, outcome
    fresh.ended_at = timezone.now() if fresh.state in ENDED else None
    fresh.answer_by = due_after(fresh, deed, today)
    fresh.reminded_on = None
    fresh.version += 1
    fresh.save()
    if words and by:
        from_receiver = MOVES[deed].side == Side.RECEIVER
        OnwardMessage.objects.create(
            onward=fresh, words=words, of_receiver=from_receiver, made_by=by, made_at=timezone.now()
        )
    tell(fresh, deed, by, reason)
    return fresh


def require_move(onward: Onward, deed: Act, today: date, seen_version: int | None) -> None:
    """Refuse what the table does not have, what comes too late, and what was answered meanwhile."""
    if onward.state not in MOVES[deed].before or seen_version not in (None, onward.version):
        raise OnwardFault("moved_on", state=onward.state)
    over = onward.state in WAITS and onward.answer_by < today
    if over and deed not in (Act.EXPIRE, Act.WITHDRAW):
        raise OnwardFault("late")
    if deed == Act.EXPIRE and not over:
        raise OnwardFault("moved_on", state=onward.state)
    if deed == Act.ACCEPT and not onward.receiver.may_receive:
        raise OnwardFault("unlicensed", centre=onward.receiver.code)


def due_after(onward: Onward, deed: Act, today: date) -> date:
    """Return the day by which the next word is due."""
    if deed == Act.ACCEPT:
        return today + OUTCOME_DAYS
    return max(onward.answer_by, today + REPLY_DAYS) if deed in (Act.ASK, Act.REPLY) else onward.answer_by


def required(words: str) -> str:
    """Return the words without blanks around them; refuse none."""
    if not words.strip():
        raise OnwardFault("words_missing")
    return words.strip()


def tell(onward: Onward, deed: Act, by: User | None, reason: str) -> None:
    """Write the act into the journal of the file."""
    actor = by.actor if by else SYSTEM
    details = {"onward": onward.code, "to_centre": onward.receiver.code}
    verb, subject = f"onward_{deed.value}", onward.case_file.code
    write(actor=actor, verb=verb, kind="case_file", subject=subject, reason=reason, details=details)
