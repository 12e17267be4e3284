"""What may happen to a licence: the whole table. Whatever is not in it is refused."""

from dataclasses import dataclass
from enum import Enum

from hamdeli.accounts.roles import Right
from hamdeli.centres.models import Licence, LicenceAct, Measure


class Need(Enum):
    """What must hold besides the state, checked by `requiring.py`."""

    ANOTHER = "another"
    """Who decides is not who proposed, or who decided before."""
    OUTSIDER = "outsider"
    """Who acts does not belong to the centre."""
    TERM_OVER = "term_over"
    """The last day of the licence is over."""
    NO_FILES = "no_files"
    """The centre carries no file any more."""


@dataclass(frozen=True)
class Move:
    """From which states an act leads to which, whose right it is (None: of the passing of time), what it needs.

    `kind` and `stage` say which measure must stand where; no measure is needed where they are empty.
    """

    before: frozenset[str]
    after: frozenset[str]
    rights: frozenset[Right] = frozenset()
    kind: str = ""
    stage: str = ""
    needs: frozenset[Need] = frozenset()


def states(*names: Licence) -> frozenset[str]:
    """Return the values of states."""
    return frozenset(name.value for name in names)


ACTIVE, PROVISIONAL = states(Licence.ACTIVE), states(Licence.PROVISIONAL)
EXPIRED, SUSPENDED, REVOKED = states(Licence.EXPIRED), states(Licence.SUSPENDED), states(Licence.REVOKED)
ALIVE = ACTIVE | PROVISIONAL
UNREVOKED = ALIVE | EXPIRED | SUSPENDED
LICENSE = frozenset({Right.LICENSE})
PROPOSES = frozenset({Right.CHECK_FOUNDING, Right.INSPECT, Right.LICENSE})
PROPOSED, IN_FORCE = Measure.State.PROPOSED.value, Measure.State.IN_FORCE.value
OUTSIDER = frozenset({Need.OUTSIDER})
ANOTHER = OUTSIDER | {Need.ANOTHER}
SUSPENSION, REFUSAL, REVOCATION = (kind.value for kind in Measure.Kind)

MOVES: dict[str, Move] = {
    LicenceAct.APPROVE: Move(PROVISIONAL, PROVISIONAL, LICENSE, needs=OUTSIDER),
    LicenceAct.GIVE: Move(ALIVE, ACTIVE, LICENSE, needs=OUTSIDER),
    LicenceAct.RENEW: Move(ACTIVE | EXPIRED, ACTIVE, LICENSE, needs=OUTSIDER),
    LicenceAct.EXPIRE: Move(ALIVE, EXPIRED, needs=frozenset({Need.TERM_OVER})),
    LicenceAct.PROPOSE: Move(UNREVOKED, UNREVOKED, PROPOSES, needs=OUTSIDER),
    LicenceAct.DISMISS: Move(UNREVOKED, UNREVOKED, LICENSE, stage=PROPOSED, needs=ANOTHER),
    LicenceAct.SUSPEND: Move(ALIVE, SUSPENDED, LICENSE, SUSPENSION, PROPOSED, ANOTHER),
    LicenceAct.LIFT: Move(SUSPENDED, ALIVE, LICENSE, SUSPENSION, IN_FORCE, OUTSIDER),
    LicenceAct.REFUSE: Move(ALIVE | EXPIRED, ALIVE | EXPIRED, LICENSE, REFUSAL, PROPOSED, ANOTHER),
    LicenceAct.DECIDE: Move(UNREVOKED, SUSPENDED, LICENSE, REVOCATION, PROPOSED, ANOTHER),
    LicenceAct.REVOKE: Move(SUSPENDED, REVOKED, LICENSE, REVOCATION, IN_FORCE, OUTSIDER | {Need.NO_FILES}),
    LicenceAct.APPEAL: Move(UNREVOKED | REVOKED, UNREVOKED | REVOKED, frozenset({Right.RUN_CENTRE})),
    LicenceAct.UPHOLD: Move(UNREVOKED | REVOKED, UNREVOKED | REVOKED, frozenset({Right.HEAR_APPEALS}), needs=ANOTHER),
    LicenceAct.OVERTURN: Move(UNREVOKED | REVOKED, UNREVOKED, frozenset({Right.HEAR_APPEALS}), needs=ANOTHER),
}
CHANGING = frozenset(
    {
        LicenceAct.APPROVE,
        LicenceAct.GIVE,
        LicenceAct.RENEW,
        LicenceAct.EXPIRE,
        LicenceAct.SUSPEND,
        LicenceAct.LIFT,
        LicenceAct.DECIDE,
        LicenceAct.REVOKE,
    }
)
"""Acts that lead elsewhere; the others leave the licence as it is, except an appeal that is granted."""
RESTORED = frozenset((SUSPENDED_, after) for SUSPENDED_ in SUSPENDED for after in UNREVOKED) | frozenset(
    (revoked, after) for revoked in REVOKED for after in UNREVOKED
)
EDGES = frozenset(
    (before, after)
    for act, move in MOVES.items()
    if act in CHANGING
    for before in move.before
    for after in move.after
    if before != after
) | frozenset((before, after) for before, after in RESTORED if before != after)
"""What the database lets through."""
