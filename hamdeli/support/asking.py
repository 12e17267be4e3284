"""A centre asks for help, and what both sides do with a request until it is solved."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.access import as_of_now
from hamdeli.accounts.models import User
from hamdeli.centres.models import Centre
from hamdeli.journal.changing import conflict
from hamdeli.journal.writing import write
from hamdeli.persian.letters import fold
from hamdeli.support.access import may_do
from hamdeli.support.faults import SupportFault
from hamdeli.support.models import HelpMessage, HelpRequest
from hamdeli.support.moves import MOVES, Act, Side, State
from hamdeli.support.privacy import anonymous, telling_number
from hamdeli.support.working_hours import TARGETS, moment_after, working_minutes

KIND = "help_request"
ANSWERS = frozenset({Act.ANSWER, Act.ASK_BACK})
"""What counts as a first answer."""


@dataclass(frozen=True)
class Asked:
    """What is asked, by words; `digest` and `content_type` are those of a scan that was kept in the vault."""

    topic: str
    urgency: int
    title: str
    words: str
    page: str = ""
    digest: str = ""
    content_type: str = ""


@transaction.atomic
def ask(*, centre: Centre, asked: Asked, by: User, now: datetime) -> HelpRequest:
    """Keep a request of the centre; its times are promised from `now` on. Raises `SupportFault`."""
    require_side(by, centre, Side.CENTRE)
    title, words = anonymous(asked.title), anonymous(asked.words)
    if telling_number(asked.page):
        raise SupportFault("long_number")
    local, target = timezone.localtime(now), TARGETS[asked.urgency]
    request = HelpRequest.objects.create(
        centre=centre,
        topic=asked.topic,
        urgency=asked.urgency,
        title=title,
        words=words,
        folded=fold(f"{title} {words}"),
        page=asked.page.strip(),
        attached_digest=asked.digest,
        attached_type=asked.content_type,
        asked_by=by,
        asked_at=now,
        first_due=moment_after(local, target.first),
        solution_due=moment_after(local, target.solution),
    )
    tell(request, Act.ASK, by, {"centre": centre.code, "topic": asked.topic, "urgency": int(asked.urgency)})
    return request


@transaction.atomic
def act(*, request: HelpRequest, deed: Act, by: User, now: datetime, seen_version: int, words: str = "") -> HelpRequest:
    """Move the request by `deed` as the table allows, and keep what was said. Raises `SupportFault` and `Conflict`."""
    fresh = HelpRequest.objects.select_for_update(of=("self",)).select_related("centre").get(pk=request.pk)
    if fresh.version != seen_version:
        raise conflict(fresh, seen_version=seen_version, values={}, kind=KIND, subject=str(fresh.pk))
    move = MOVES[deed]
    require_side(by, fresh.centre, move.side)
    if State(fresh.state) not in move.before:
        raise SupportFault("not_now", state=fresh.state)
    said = anonymous(words) if move.worded or words.strip() else ""
    before = fresh.state
    fresh.state = move.after or fresh.state
    stamp(fresh, deed, by, now)
    fresh.version += 1
    fresh.save()
    HelpMessage.objects.create(request=fresh, act=deed, words=said, made_by=by, made_at=now)
    tell(fresh, deed, by, {"changes": {"state": [before, fresh.state]}})
    return fresh


def stamp(request: HelpRequest, deed: Act, by: User, now: datetime) -> None:
    """Write down who took the request, and when it was answered and solved, in working minutes too."""
    if deed in (Act.TAKE, *ANSWERS) and request.taken_by_id is None:
        request.taken_by = by
    if deed in ANSWERS and request.first_answer_at is None:
        request.first_answer_at, request.first_answer_minutes = now, minutes_between(request.asked_at, now)
    if deed == Act.ANSWER:
        request.solved_at, request.solution_minutes = now, minutes_between(request.asked_at, now)
    if deed == Act.ESCALATE:
        request.escalated_at = now
    if deed == Act.REOPEN:
        request.solved_at = request.solution_minutes = None
        request.solution_due = moment_after(timezone.localtime(now), TARGETS[request.urgency].solution)


def minutes_between(start: datetime, end: datetime) -> int:
    """Return the working minutes from one moment to another, by the local clock."""
    return working_minutes(timezone.localtime(start), timezone.localtime(end))


def require_side(by: User, centre: Centre, side: Side) -> None:
    """Refuse whoever does not act for `side` at this moment."""
    if not may_do(as_of_now(by), centre, side):
        raise SupportFault("may_not")


def tell(request: HelpRequest, deed: Act, by: User, details: dict[str, object]) -> None:
    """Write the act into the journal: never the words."""
    told = {"version": request.version} | details
    write(actor=by.actor, verb=f"help_{deed.value}", kind=KIND, subject=str(request.pk), details=told)
