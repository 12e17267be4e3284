"""What may happen to an application for a centre: the whole table. Whatever else is refused, by the database too."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import pgettext_lazy

from hamdeli.accounts.roles import Right


class State(models.TextChoices):
    """Where the application stands."""

    DRAFT = "draft", pgettext_lazy("founding", "draft")
    SUBMITTED = "submitted", pgettext_lazy("founding", "submitted")
    CHECKING = "checking", pgettext_lazy("founding", "in check")
    RETURNED = "returned", pgettext_lazy("founding", "returned: something is missing")
    ENDORSED = "endorsed", pgettext_lazy("founding", "approved by the county")
    PROVISIONAL = "provisional", pgettext_lazy("founding", "approved in principle")
    OPENED = "opened", pgettext_lazy("founding", "opened")
    LAPSED = "lapsed", pgettext_lazy("founding", "lapsed: not opened in time")
    REFUSED = "refused", pgettext_lazy("founding", "refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("founding", "withdrawn")


class Act(models.TextChoices):
    """A step on the way of an application."""

    BEGIN = "begin", pgettext_lazy("founding", "begun")
    SUBMIT = "submit", pgettext_lazy("founding", "submitted")
    TAKE_UP = "take_up", pgettext_lazy("founding", "taken up by the county")
    HAND_BACK = "hand_back", pgettext_lazy("founding", "returned")
    ENDORSE = "endorse", pgettext_lazy("founding", "approved by the county")
    APPROVE = "approve", pgettext_lazy("founding", "approved in principle")
    OPEN = "open", pgettext_lazy("founding", "opened")
    LAPSE = "lapse", pgettext_lazy("founding", "lapsed")
    REFUSE = "refuse", pgettext_lazy("founding", "refused")
    WITHDRAW = "withdraw", pgettext_lazy("founding", "withdrawn")


@dataclass(frozen=True)
class Move:
    """From which states an act leads to where, and whose it is in each of them.

    A right is asked for at the place of the application. Without one the act belongs to who wrote the application
    (`own`), or to the passing of time. `outside`: who acts has no part in the centre.
    """

    after: State | None
    rights: dict[State, Right | None]
    own: bool = False
    outside: bool = False


CHECK, LICENSE = Right.CHECK_FOUNDING, Right.LICENSE
MOVES: dict[Act, Move] = {
    Act.SUBMIT: Move(State.SUBMITTED, {State.DRAFT: None, State.RETURNED: None}, own=True),
    Act.TAKE_UP: Move(State.CHECKING, {State.SUBMITTED: CHECK}, outside=True),
    Act.HAND_BACK: Move(State.RETURNED, {State.CHECKING: CHECK, State.ENDORSED: LICENSE}, outside=True),
    Act.ENDORSE: Move(State.ENDORSED, {State.CHECKING: CHECK}, outside=True),
    Act.APPROVE: Move(State.PROVISIONAL, {State.ENDORSED: LICENSE}, outside=True),
    Act.OPEN: Move(State.OPENED, {State.PROVISIONAL: LICENSE}, outside=True),
    Act.LAPSE: Move(State.LAPSED, {State.PROVISIONAL: None}),
    Act.REFUSE: Move(State.REFUSED, {State.CHECKING: CHECK, State.ENDORSED: LICENSE}, outside=True),
    Act.WITHDRAW: Move(
        State.WITHDRAWN,
        dict.fromkeys((State.DRAFT, State.SUBMITTED, State.CHECKING, State.RETURNED, State.ENDORSED), None),
        own=True,
    ),
}
WRITABLE = frozenset({State.DRAFT, State.RETURNED})
"""While it stands here its writer changes it."""
UNDER_WAY = frozenset({State.SUBMITTED, State.CHECKING, State.RETURNED, State.ENDORSED})
STANDING = UNDER_WAY | {State.PROVISIONAL, State.OPENED}
"""Whose trustees belong to this centre and to no other."""
ENDED = frozenset({State.OPENED, State.LAPSED, State.REFUSED, State.WITHDRAWN})
TICKED = frozenset({State.CHECKING, State.ENDORSED})
"""While it stands here the checklist is worked through."""


def pairs() -> list[tuple[State, State]]:
    """Return every change of state that the table allows."""
    return sorted((before, move.after) for move in MOVES.values() if move.after for before in move.rights)
