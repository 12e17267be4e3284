"""What may happen to an onward referral: the whole table. Whatever is not in it is refused."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamdeli.casework.models import Onward

States = Onward.State


class Act(models.TextChoices):
    """What somebody does with a referral."""

    ACCEPT = "accept", _("accept")
    ASK = "ask", pgettext_lazy("onward referral", "ask")
    REPLY = "reply", pgettext_lazy("onward referral", "answer")
    DECLINE = "decline", _("decline")
    FINISH = "finish", pgettext_lazy("onward referral", "finish")
    WITHDRAW = "withdraw", _("withdraw")
    EXPIRE = "expire", pgettext_lazy("onward referral", "expire")


class Side(models.TextChoices):
    """Who does it: the centre that carries the file, the specialised centre, or the passing of time."""

    SENDER = "sender", _("the carrying centre")
    RECEIVER = "receiver", _("the specialised centre")
    TIME = "time", _("the passing of time")


@dataclass(frozen=True)
class Move:
    """From where an act leads to where, and whose act it is."""

    before: frozenset[str]
    after: States
    side: Side


WAITS = frozenset({States.SENT.value, States.ASKED.value})
SENT, ASKED, ACCEPTED = (frozenset({state.value}) for state in (States.SENT, States.ASKED, States.ACCEPTED))
MOVES: dict[str, Move] = {
    Act.ACCEPT: Move(WAITS, States.ACCEPTED, Side.RECEIVER),
    Act.ASK: Move(SENT, States.ASKED, Side.RECEIVER),
    Act.REPLY: Move(ASKED, States.SENT, Side.SENDER),
    Act.DECLINE: Move(WAITS, States.DECLINED, Side.RECEIVER),
    Act.FINISH: Move(ACCEPTED, States.DONE, Side.RECEIVER),
    Act.WITHDRAW: Move(WAITS | ACCEPTED, States.WITHDRAWN, Side.SENDER),
    Act.EXPIRE: Move(WAITS, States.EXPIRED, Side.TIME),
}
ENDED = frozenset({States.DECLINED.value, States.DONE.value, States.EXPIRED.value, States.WITHDRAWN.value})
