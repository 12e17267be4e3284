"""What each reason of an exit means: the whole table. Only active exits count as empowerment (domain dossier 1.6)."""

from dataclasses import dataclass

from hamdeli.casework.models import Exit, ExitKind


@dataclass(frozen=True)
class Rule:
    """The kind of the exit, whether an exit visit must be done before, and the months after which one looks again."""

    kind: ExitKind
    visit: bool = True
    looks: tuple[int, ...] = (6, 12)


ACTIVE, PASSIVE = Rule(ExitKind.ACTIVE), Rule(ExitKind.PASSIVE)
Reason = Exit.Reason
RULES: dict[str, Rule] = {
    Reason.EMPLOYMENT: ACTIVE,
    Reason.BUSINESS: ACTIVE,
    Reason.GRADUATION: ACTIVE,
    Reason.PENSION: ACTIVE,
    Reason.HEAD_BACK: PASSIVE,
    Reason.MARRIAGE: PASSIVE,
    Reason.RECOVERY: PASSIVE,
    Reason.RELEASE: PASSIVE,
    # Nobody is left to be visited, and nobody to be looked after.
    Reason.DEATH: Rule(ExitKind.PASSIVE, visit=False, looks=()),
    # The family is out of reach of a visit; whoever carried the file asks after it by telephone.
    Reason.MOVED: Rule(ExitKind.PASSIVE, visit=False),
    Reason.OTHER_BODY: PASSIVE,
    Reason.NOT_ENTITLED: PASSIVE,
    Reason.OWN_WISH: PASSIVE,
}
