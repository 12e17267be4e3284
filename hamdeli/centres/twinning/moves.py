"""The way of a conversion: the whole table. Whatever is not in it is refused, by the verbs and by the database."""

from hamdeli.centres.models import Conversion

State = Conversion.State
MOVES: dict[str, frozenset[str]] = {
    State.PROPOSED: frozenset({State.APPROVED.value, State.REFUSED.value, State.WITHDRAWN.value}),
    State.APPROVED: frozenset({State.IN_FORCE.value}),
    State.IN_FORCE: frozenset(),
    State.REFUSED: frozenset(),
    State.WITHDRAWN: frozenset(),
}


def pairs() -> list[tuple[str, str]]:
    """Return every allowed move as the state before and the state after."""
    return [(str(before), after) for before, ends in MOVES.items() for after in sorted(ends)]
