"""What may happen to a volunteer: the whole table. Whatever is not in it is refused, by the database too."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """Where the volunteer stands."""

    APPLIED = "applied", _("applied")
    VETTED = "vetted", _("vetted")
    TRAINED = "trained", _("trained")
    ACTIVE = "active", _("active")
    REFUSED = "refused", _("refused")
    LEFT = "left", _("left")


class Act(models.TextChoices):
    """A step on the way of a volunteer."""

    APPLY = "apply", pgettext_lazy("volunteer", "applied")
    VET = "vet", pgettext_lazy("volunteer", "checked")
    REFUSE = "refuse", pgettext_lazy("volunteer", "refused")
    TRAIN = "train", pgettext_lazy("volunteer", "trained")
    QUALIFY = "qualify", pgettext_lazy("volunteer", "qualified")
    ACTIVATE = "activate", pgettext_lazy("volunteer", "began to help")
    SUPERVISE = "supervise", pgettext_lazy("volunteer", "supervisor or ceiling changed")
    CERTIFY = "certify", pgettext_lazy("volunteer", "certificate")
    LEAVE = "leave", pgettext_lazy("volunteer", "left")


@dataclass(frozen=True)
class Move:
    """From which states an act leads to where; without `after` the state stays."""

    before: frozenset[State]
    after: State | None = None


APPLICANTS = frozenset({State.APPLIED, State.VETTED, State.TRAINED})
TAUGHT = frozenset({State.TRAINED, State.ACTIVE})
MOVES: dict[Act, Move] = {
    Act.VET: Move(frozenset({State.APPLIED}), State.VETTED),
    Act.REFUSE: Move(APPLICANTS, State.REFUSED),
    Act.TRAIN: Move(frozenset({State.VETTED, *TAUGHT})),
    Act.QUALIFY: Move(TAUGHT),
    Act.ACTIVATE: Move(frozenset({State.TRAINED}), State.ACTIVE),
    Act.SUPERVISE: Move(frozenset({State.ACTIVE})),
    Act.CERTIFY: Move(frozenset({State.ACTIVE, State.LEFT})),
    Act.LEAVE: Move(APPLICANTS | {State.ACTIVE}, State.LEFT),
}
FIRST_TRAINING = (State.VETTED, State.TRAINED)
"""The first course makes a vetted applicant a trained one; a later one moves nobody."""
ENDED = frozenset({State.REFUSED, State.LEFT})


def after(act: Act, state: State) -> State:
    """Return where `act` leads from `state`."""
    if act == Act.TRAIN and state == FIRST_TRAINING[0]:
        return FIRST_TRAINING[1]
    return MOVES[act].after or state


def pairs() -> list[tuple[State, State]]:
    """Return every change of state that the table allows."""
    found = {(state, after(act, state)) for act, move in MOVES.items() for state in move.before}
    return sorted((before, then) for before, then in found if before != then)
