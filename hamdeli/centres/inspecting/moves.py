"""What may happen to an inspection and to a finding: the whole tables. Whatever is not in them is refused."""

from enum import StrEnum

from hamdeli.accounts.roles import Right
from hamdeli.centres.models import Finding, FindingMove, Inspection

States = Inspection.State


class Act(StrEnum):
    """What somebody does with an inspection."""

    DO = "do"
    FIND = "find"
    SIGN = "sign"
    REFUSE = "refuse"
    CANCEL = "cancel"


PLANNED, AWAITING = frozenset({States.PLANNED.value}), frozenset({States.DONE.value})
MOVES: dict[str, tuple[frozenset[str], str, Right]] = {
    Act.DO: (PLANNED, States.DONE, Right.INSPECT),
    Act.FIND: (AWAITING, States.DONE, Right.INSPECT),
    Act.SIGN: (AWAITING, States.SIGNED, Right.RUN_CENTRE),
    Act.REFUSE: (AWAITING, States.UNSIGNED, Right.INSPECT),
    Act.CANCEL: (PLANNED, States.CANCELLED, Right.INSPECT),
}
"""From where an act leads to where, and whose act it is."""

OPEN, ANSWERED = Finding.State.OPEN.value, Finding.State.ANSWERED.value
FINDING_MOVES: dict[str, tuple[frozenset[str], str, Right]] = {
    FindingMove.Act.ANSWER: (frozenset({OPEN}), ANSWERED, Right.RUN_CENTRE),
    FindingMove.Act.EXTEND: (frozenset({OPEN, ANSWERED}), OPEN, Right.INSPECT),
    FindingMove.Act.RETURN: (frozenset({ANSWERED}), OPEN, Right.INSPECT),
    FindingMove.Act.CLOSE: (frozenset({OPEN, ANSWERED}), Finding.State.CLOSED, Right.INSPECT),
}
