"""Opening a closed file again: it waits for a centre, or goes back to the one that carried it."""

from datetime import date, datetime

from django.db import transaction

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import reaches
from hamdeli.casework.exits.faults import ExitFault
from hamdeli.casework.exits.reopening import reopen
from hamdeli.casework.models import Exit
from hamdeli.delegation.handing_over import hand_over


@transaction.atomic
def reopen_file(
    *, exit: Exit, why: str, on: date, by: User, today: date, back: bool = False, at: datetime | None = None
) -> Exit:
    """Open the file again; with `back` the centre of the exit gets it by a handover, which counts as accepted where
    `by` answers for that centre.

    Raises `ExitFault`, and `HandoverFault` when that centre has no licence or no place.
    """
    made = reopen(exit=exit, why=why, on=on, by=by, today=today)
    if not back:
        return made
    if made.centre is None:
        raise ExitFault("centre_gone")
    hand_over(
        lines=[(made.case_file_id, made.centre.pk)],
        actor=by.actor,
        made_by=by,
        province=made.case_file.province,
        county=made.case_file.county,
        accepted=reaches(by, Right.ANSWER, centre_code=made.centre.code),
        at=at,
    )
    return made
