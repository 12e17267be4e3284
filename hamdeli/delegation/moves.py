"""What may happen to a mandate: the whole table. Whatever is not in it is refused."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.roles import Right
from hamdeli.delegation.models import MandateState


class Act(models.TextChoices):
    """What somebody does with a mandate."""

    ACCEPT = "accept", _("accept")
    DECLINE = "decline", _("decline")
    RETURN = "return", _("return")
    RECALL = "recall", _("recall")
    TRANSFER = "transfer", _("transfer")
    UNDO = "undo", _("undo")
    CLOSE = "close", _("end with the support")


@dataclass(frozen=True)
class Move:
    """From where an act leads to where, and the right on the file that it needs."""

    before: frozenset[str]
    after: MandateState
    right: Right


OFFERED = frozenset({MandateState.OFFERED.value})
ACCEPTED = frozenset({MandateState.ACCEPTED.value})
MOVES: dict[str, Move] = {
    Act.ACCEPT: Move(OFFERED, MandateState.ACCEPTED, Right.ANSWER),
    Act.DECLINE: Move(OFFERED, MandateState.DECLINED, Right.ANSWER),
    Act.RETURN: Move(ACCEPTED, MandateState.RETURNED, Right.ANSWER),
    Act.RECALL: Move(OFFERED | ACCEPTED, MandateState.RECALLED, Right.RECALL),
    Act.TRANSFER: Move(OFFERED | ACCEPTED, MandateState.TRANSFERRED, Right.RECALL),
    Act.UNDO: Move(OFFERED, MandateState.UNDONE, Right.APPROVE),
    Act.CLOSE: Move(OFFERED | ACCEPTED, MandateState.CLOSED, Right.CLOSE),
}
EDGES = frozenset((before, move.after.value) for move in MOVES.values() for before in move.before)
