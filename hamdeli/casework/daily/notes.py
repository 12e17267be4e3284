"""Case notes: written once, sealed; a correction is another note that names the first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.access import has_right
from hamdeli.casework.daily.faults import DailyFault
from hamdeli.casework.daily.words import KINDS, index_words
from hamdeli.casework.models import CaseFile, Note
from hamdeli.journal.sealing import seal, unseal
from hamdeli.journal.writing import write
from hamdeli.persian.letters import clean

LONGEST = 10_000


@dataclass(frozen=True)
class Read:
    """A note with its text, and the primary key of the note that corrects it, if any."""

    note: Note
    text: str
    corrected_by: int | None = None


@transaction.atomic
def write_note(
    *,
    case_file: CaseFile,
    text: str,
    about_on: date,
    by: User,
    today: date,
    corrects: Note | None = None,
    at: datetime | None = None,
) -> Note:
    """Store a note about a day that is not ahead. Raises `DailyFault`."""
    text = clean(text, lines=True)
    check(text, about_on, today)
    if corrects is not None and corrects.case_file_id != case_file.pk:
        raise DailyFault("other_file")
    note = Note.objects.create(
        case_file=case_file,
        sealed=seal(text),
        about_on=about_on,
        corrects=corrects,
        made_by=by,
        made_at=at or timezone.now(),
    )
    index_words(KINDS.NOTE, note.pk, case_file, text, on=about_on)
    details = {"note": note.pk} | ({"corrects": corrects.pk} if corrects else {})
    write(actor=by.actor, verb="noted", kind="case_file", subject=case_file.code, details=details)
    return note


def check(text: str, about_on: date, today: date) -> None:
    """Raise `DailyFault` for a note that says nothing, too much, or tells of tomorrow."""
    if not text.strip():
        raise DailyFault("text_missing")
    if len(text) > LONGEST:
        raise DailyFault("text_long", most=LONGEST)
    if about_on > today:
        raise DailyFault("day_ahead")


def may_read_notes(user: User, case_file: CaseFile) -> bool:
    """Say whether `user` may read what is written in the notes of the file: those who work on it or supervise that."""
    return has_right(user, case_file, Right.WORK) or has_right(user, case_file, Right.SUPERVISE)


def read_notes(notes: Iterable[Note]) -> list[Read]:
    """Return the notes with their texts, in the order given; in one query for all that were corrected."""
    notes = list(notes)
    corrected = dict(Note.objects.filter(corrects__in=[note.pk for note in notes]).values_list("corrects", "pk"))
    return [Read(note, unseal(note.sealed), corrected.get(note.pk)) for note in notes]
