"""What may happen to a help request: the whole table. Whatever is not in it is refused, by the database too."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """Where a help request stands."""

    NEW = "new", pgettext_lazy("help request", "new")
    TAKEN = "taken", pgettext_lazy("help request", "in work")
    WAITING = "waiting", pgettext_lazy("help request", "the centre is asked back")
    ANSWERED = "answered", pgettext_lazy("help request", "answered")
    SOLVED = "solved", pgettext_lazy("help request", "solved")
    CLOSED = "closed", pgettext_lazy("help request", "closed")
    WITHDRAWN = "withdrawn", pgettext_lazy("help request", "withdrawn")


class Act(models.TextChoices):
    """What somebody does with a help request."""

    ASK = "ask", pgettext_lazy("help request", "asked")
    TAKE = "take", pgettext_lazy("help request", "taken")
    ASK_BACK = "ask_back", pgettext_lazy("help request", "asked back")
    REPLY = "reply", pgettext_lazy("help request", "replied")
    ANSWER = "answer", pgettext_lazy("help request", "answered")
    ESCALATE = "escalate", pgettext_lazy("help request", "put before the deputy")
    CONFIRM = "confirm", pgettext_lazy("help request", "confirmed as solved")
    REOPEN = "reopen", pgettext_lazy("help request", "opened again")
    CLOSE = "close", pgettext_lazy("help request", "closed")
    WITHDRAW = "withdraw", pgettext_lazy("help request", "withdrawn")


class Side(models.TextChoices):
    """Whose act it is."""

    CENTRE = "centre", _("the centre")
    SUPPORT = "support", _("the supporters")


@dataclass(frozen=True)
class Move:
    """From which states an act leads to where (None: the state stays), whose act it is, and whether it needs words."""

    before: frozenset[State]
    after: State | None
    side: Side
    worded: bool = False


IN_HAND = frozenset({State.NEW, State.TAKEN})
UNSOLVED = IN_HAND | {State.WAITING}
MOVES: dict[Act, Move] = {
    Act.TAKE: Move(frozenset({State.NEW}), State.TAKEN, Side.SUPPORT),
    Act.ASK_BACK: Move(IN_HAND, State.WAITING, Side.SUPPORT, worded=True),
    Act.REPLY: Move(frozenset({State.WAITING}), State.TAKEN, Side.CENTRE, worded=True),
    Act.ANSWER: Move(UNSOLVED, State.ANSWERED, Side.SUPPORT, worded=True),
    Act.ESCALATE: Move(UNSOLVED, None, Side.SUPPORT, worded=True),
    Act.CONFIRM: Move(frozenset({State.ANSWERED, State.CLOSED}), State.SOLVED, Side.CENTRE),
    Act.REOPEN: Move(frozenset({State.ANSWERED, State.CLOSED}), State.TAKEN, Side.CENTRE, worded=True),
    Act.CLOSE: Move(frozenset({State.WAITING, State.ANSWERED}), State.CLOSED, Side.SUPPORT, worded=True),
    Act.WITHDRAW: Move(UNSOLVED, State.WITHDRAWN, Side.CENTRE),
}
ENDED = frozenset({State.SOLVED, State.CLOSED, State.WITHDRAWN})


def pairs() -> list[tuple[State, State]]:
    """Return every change of state that the table allows."""
    found = {(state, move.after) for move in MOVES.values() for state in move.before if move.after}
    return sorted((before, after) for before, after in found if before != after)
