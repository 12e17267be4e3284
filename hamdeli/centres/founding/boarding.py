"""The opening day: the trustees of the application become the first board of the centre."""

from datetime import date, timedelta

from hamdeli.accounts.models import User
from hamdeli.centres.founding.faults import FoundingFault
from hamdeli.centres.founding.trustees import opened
from hamdeli.centres.living.electing import Nominee, Term, elect
from hamdeli.centres.living.faults import LivingFault
from hamdeli.centres.living.rules import LONGEST_TERM
from hamdeli.centres.models import Board, Centre, Founding, Trustee
from hamdeli.centres.models.boards import Body


def seat_founders(founding: Founding, centre: Centre, on: date, by: User, today: date) -> Board:
    """Elect the trustees as the board of trustees, for the longest term. Raises `FoundingFault`."""
    members = [nominee(trustee) for trustee in founding.trustees.order_by("pk")]
    term = Term(on, on + LONGEST_TERM - timedelta(days=1))
    key = f"founding-{founding.pk}-board"
    try:
        return elect(
            centre=centre, body=Body.TRUSTEES, members=members, term=term, replacing=None, by=by, today=today, key=key
        )
    except LivingFault as fault:
        raise FoundingFault("board_unfit") from fault


def nominee(trustee: Trustee) -> Nominee:
    """Return a trustee as somebody who is elected; the seats have the same names."""
    told = opened(trustee)
    return Nominee(trustee.name, told["national_code"], trustee.role, told.get("phone") or "")
