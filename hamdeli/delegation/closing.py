"""Ending the support of a family together with the mandate of the centre that carries its file, in one act."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.casework.exits.closing import PURPOSE, Closing, end_support
from hamdeli.casework.models import CaseFile, Exit, Visit
from hamdeli.centres.models import Centre
from hamdeli.delegation.models import Mandate, MandateState, Reason
from hamdeli.delegation.moves import Act
from hamdeli.delegation.moving import locked, move
from hamdeli.delegation.telling import tell_centres, tell_counties
from hamdeli.journal.once import once


@transaction.atomic
def close(
    *,
    case_file: CaseFile,
    reason: str,
    on: date,
    by: User,
    today: date,
    key: str,
    visit: Visit | None = None,
    note: str = "",
    at: datetime | None = None,
) -> Exit:
    """End the support for `reason` (`Exit.Reason`), and the open mandate with it; both sides are told.

    The centre has a place free at once. Raises `ExitFault`; nothing is stored then.
    """
    asked = Closing(case_file, reason, on, visit, note)

    def act() -> int:
        return close_carried(asked, by=by, today=today, at=at or timezone.now()).pk

    return Exit.objects.get(pk=once(key=key, actor=by.actor, purpose=PURPOSE, body=asked.plain(), act=act))


def close_carried(asked: Closing, *, by: User, today: date, at: datetime) -> Exit:
    """End the mandate, then the support, then tell both sides of the mandate."""
    mandate = end_mandate(asked.case_file, by, at)
    made = end_support(asked, by=by, today=today, at=at, centre=carrier(mandate))
    if mandate:
        tell_centres([mandate], MandateState.CLOSED, at=at)
        tell_counties([mandate], MandateState.CLOSED, at=at)
    return made


def end_mandate(case_file: CaseFile, by: User, at: datetime) -> Mandate | None:
    """Lock and end the open mandate of the file; None where no centre carries it."""
    keys = list(Mandate.objects.open().filter(case_file=case_file).values_list("pk", flat=True))
    if not keys:
        return None
    (mandate,) = locked(keys)
    move([mandate], Act.CLOSE, actor=by.actor, at=at, reason=Reason.SUPPORT_ENDED)
    return mandate


def carrier(mandate: Mandate | None) -> Centre | None:
    """Return the centre that had accepted the file: it knows the family, and looks after it again."""
    return mandate.centre if mandate and mandate.answered_at else None
