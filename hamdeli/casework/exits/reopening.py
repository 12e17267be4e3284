"""Opening a closed file again; the exit and all that came before it stay.

`hamdeli.delegation.reopening.reopen_file` also brings the file back to the centre that carried it.
"""

from datetime import date

from django.db import transaction

from hamdeli.accounts.models import User
from hamdeli.casework.exits.faults import ExitFault
from hamdeli.casework.models import CaseFile, Exit, State
from hamdeli.journal.writing import write
from hamdeli.persian.letters import clean

LONGEST = 200


@transaction.atomic
def reopen(*, exit: Exit, why: str, on: date, by: User, today: date) -> Exit:
    """Open the file again with the reason: it is active, waits for a centre, a visit is due. Raises `ExitFault`."""
    file = CaseFile.objects.select_for_update().get(pk=exit.case_file_id)
    fresh = Exit.objects.select_for_update(of=("self",)).select_related("centre").get(pk=exit.pk)
    words = clean(why)
    if not words:
        raise ExitFault("why_missing")
    if len(words) > LONGEST:
        raise ExitFault("text_long", most=LONGEST)
    if fresh.reopened_on is not None:
        raise ExitFault("reopened")
    if on > today:
        raise ExitFault("day_ahead")
    if on < fresh.on:
        raise ExitFault("before_exit")
    fresh.reopened_on, fresh.reopened_why, fresh.reopened_by = on, words, by
    fresh.save(update_fields=["reopened_on", "reopened_why", "reopened_by"])
    file.state, file.closed_on, file.next_visit_on = State.ACTIVE, None, on
    file.version += 1
    file.save(update_fields=["state", "closed_on", "next_visit_on", "version"])
    details = {"exit": fresh.pk, "on": on.isoformat()}
    write(actor=by.actor, verb="reopened_file", kind="case_file", subject=file.code, details=details)
    return fresh
