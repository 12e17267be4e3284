"""Restricted sections: written by whoever met the matter, brought to the competent authority, never investigated."""

import json
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.casework.models import CaseFile, RestrictedNote, Screening, Task
from hamdeli.casework.screening.faults import ScreeningFault
from hamdeli.casework.screening.raising import raise_quietly
from hamdeli.journal.once import once
from hamdeli.journal.sealing import blind_index, seal, unseal
from hamdeli.journal.writing import write

KIND = "restricted"
"""The journal names a restricted record by a number of its own: who reads the journal does not learn of which file."""
LONGEST_TEXT = 8000


def restrict(*, case_file: CaseFile, subject: str, text: str, by: User, key: str, today: date) -> RestrictedNote:
    """Write a restricted section, and the quiet task to bring it to the authority; the same key again gives the same.

    Raises `ScreeningFault`: `no_text`, `too_long`, `closed`.
    """
    text = text.strip()
    if not text or len(text) > LONGEST_TEXT:
        raise ScreeningFault("too_long" if text else "no_text")
    if case_file.closed_on is not None:
        raise ScreeningFault("closed")
    body = [case_file.code, subject, blind_index(text)]
    pk = once(
        key=key,
        actor=by.actor,
        purpose="restricted",
        body=body,
        act=lambda: open_note(case_file, subject, by=by, at=timezone.now(), due_on=today, text=text).pk,
    )
    return RestrictedNote.objects.get(pk=pk)


@transaction.atomic
def open_note(
    case_file: CaseFile,
    subject: str,
    *,
    by: User,
    at: datetime,
    due_on: date,
    text: str = "",
    screening: Screening | None = None,
) -> RestrictedNote:
    """Store a restricted section with its quiet task, and tell the journal under its number alone."""
    task = raise_quietly(case_file, due_on=due_on, urgent=True, to_authority=True, by=by, at=at)
    note = RestrictedNote.objects.create(
        case_file=case_file,
        screening=screening,
        subject=subject,
        sealed=seal(json.dumps({"text": text, "task": task.pk})),
        made_at=at,
        made_by=by,
    )
    write(actor=by.actor, verb="wrote", kind=KIND, subject=f"n{note.pk}")
    return note


@transaction.atomic
def bring(*, note: RestrictedNote, authority: str, on: date, by: User, today: date) -> RestrictedNote:
    """Write down to which authority the matter was brought and when; its quiet task is done with that.

    Raises `ScreeningFault`: `no_authority`, `future`, `before_note`, `brought_already`.
    """
    fresh = RestrictedNote.objects.select_for_update().get(pk=note.pk)
    if fresh.sent_on is not None:
        raise ScreeningFault("brought_already")
    if not authority.strip():
        raise ScreeningFault("no_authority")
    if on > today:
        raise ScreeningFault("future")
    if on < timezone.localdate(fresh.made_at):
        raise ScreeningFault("before_note")
    fresh.authority, fresh.sent_on = authority.strip(), on
    fresh.save(update_fields=["authority", "sent_on"])
    task = json.loads(unseal(fresh.sealed)).get("task")
    Task.objects.filter(pk=task, done_at__isnull=True).update(done_at=timezone.now(), done_by=by)
    write(actor=by.actor, verb="brought_to_authority", kind=KIND, subject=f"n{fresh.pk}")
    return fresh
