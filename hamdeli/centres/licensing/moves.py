"""What may happen to a licence: the whole table. Whatever is not in it is refused."""

from dataclasses import dataclass
from enum import Enum

from hamdeli.accounts.roles import Right
from hamdeli.centres.models import Licence, LicenceAct, Measure


class Need(Enum):
    """What must hold besides the state, checked by `recording.require_move` and by the verbs."""

    ANOTHER = "another"
    """Who decides is not who proposed, or who decided before."""
    PROPOSER = "proposer"
    """Who acts proposed it."""
    OUTSIDER = "outsider"
    """Who acts does not belong to the centre."""
    TERM_OVER = "term_over"
    """The last day of the licence is over."""
    NO_FILES = "no_files"
    """The centre carries no file any more, and those that left it are accepted elsewhere."""
    HEARD = "heard"
    """No appeal against the measure waits or may still be made."""


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
ANY = UNREVOKED | REVOKED
LICENSE = frozenset({Right.LICENSE})
PROPOSES = frozenset({Right.CHECK_FOUNDING, Right.INSPECT, Right.LICENSE})
HEARS = frozenset({Right.HEAR_APPEALS})
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
    LicenceAct.WITHDRAW: Move(UNREVOKED, UNREVOKED, PROPOSES, stage=PROPOSED, needs=OUTSIDER | {Need.PROPOSER}),
    LicenceAct.SUSPEND: Move(ALIVE, SUSPENDED, LICENSE, SUSPENSION, PROPOSED, ANOTHER),
    LicenceAct.LIFT: Move(SUSPENDED, ALIVE, LICENSE, SUSPENSION, IN_FORCE, OUTSIDER),
    LicenceAct.ALLOW: Move(ALIVE | EXPIRED, ALIVE | EXPIRED, LICENSE, REFUSAL, IN_FORCE, OUTSIDER),
    LicenceAct.REFUSE: Move(ALIVE | EXPIRED, ALIVE | EXPIRED, LICENSE, REFUSAL, PROPOSED, ANOTHER),
    LicenceAct.DECIDE: Move(UNREVOKED, SUSPENDED, LICENSE, REVOCATION, PROPOSED, ANOTHER),
    LicenceAct.REVOKE: Move(SUSPENDED, REVOKED, LICENSE, REVOCATION, IN_FORCE, OUTSIDER | {Need.NO_FILES, Need.HEARD}),
    LicenceAct.APPEAL: Move(ANY, ANY, frozenset({Right.RUN_CENTRE})),
    LicenceAct.UPHOLD: Move(ANY, ANY, HEARS, needs=ANOTHER),
    LicenceAct.OVERTURN: Move(ANY, ANY, HEARS, needs=ANOTHER),
}
LEADING = frozenset({"approve", "give", "renew", "expire", "suspend", "lift", "decide", "revoke"})
"""Acts that lead elsewhere by themselves; an appeal that is granted leads back, the others lead nowhere."""
BACK = frozenset((before, after) for before in SUSPENDED | REVOKED for after in UNREVOKED)
FORTH = frozenset(
    (before, after)
    for act, move in MOVES.items()
    if str(act) in LEADING
    for before in move.before
    for after in move.after
)
EDGES = frozenset((before, after) for before, after in FORTH | BACK if before != after)
"""What the database lets through."""
