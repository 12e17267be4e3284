"""The looks after an exit: does the family still stand?"""

from datetime import date

from django.db import transaction

from hamdeli.accounts.models import User
from hamdeli.casework.exits.closing import MOST_WORDS
from hamdeli.casework.exits.faults import ExitFault
from hamdeli.casework.models import Exit, FollowUp
from hamdeli.journal.writing import write
from hamdeli.persian.letters import clean


@transaction.atomic
def follow_up(*, look: FollowUp, found: str, on: date, by: User, today: date, note: str = "") -> FollowUp:
    """Write down how the family was found. Raises `ExitFault`; the same once more by the same person is no fault.

    A family that has fallen is written down with what it needs; whether the file is opened again is a decision.
    """
    made = Exit.objects.select_for_update(of=("self",)).select_related("case_file").get(pk=look.exit_id)
    fresh = FollowUp.objects.select_for_update().get(pk=look.pk)
    words = clean(note, lines=True).strip()
    if (fresh.done_by_id, fresh.done_on, fresh.found, fresh.note) == (by.pk, on, found, words):
        return fresh
    require_possible(made, fresh, on, today)
    require_words(found, words)
    fresh.found, fresh.done_on, fresh.done_by, fresh.note = found, on, by, words
    fresh.save(update_fields=["found", "done_on", "done_by", "note"])
    details = {"found": found, "months": fresh.months, "on": on.isoformat()}
    write(actor=by.actor, verb="followed_up", kind="case_file", subject=made.case_file.code, details=details)
    return fresh


def require_possible(made: Exit, look: FollowUp, on: date, today: date) -> None:
    """Refuse a look that is done, whose file is open again, or on a day that cannot be."""
    if look.done_on is not None:
        raise ExitFault("look_done")
    if made.reopened_on is not None:
        raise ExitFault("reopened")
    if on > today:
        raise ExitFault("day_ahead")
    if on < made.on:
        raise ExitFault("before_exit")


def require_words(found: str, words: str) -> None:
    """Refuse an unknown finding, and a fallen family without words."""
    if found not in FollowUp.Found.values:
        raise ExitFault("found_unknown")
    if found == FollowUp.Found.FALLEN and not words:
        raise ExitFault("note_missing")
    if len(words) > MOST_WORDS:
        raise ExitFault("text_long", most=MOST_WORDS)
