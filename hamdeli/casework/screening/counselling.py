"""Counselling: sessions of one family or of a group, with what was said sealed."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.casework.models import CaseFile, Counselling, State
from hamdeli.casework.screening.faults import ScreeningFault
from hamdeli.journal.once import once
from hamdeli.journal.sealing import blind_index, seal
from hamdeli.journal.writing import write

MOST_MINUTES = 600
MOST_FAMILIES = 60


def counsel(
    *,
    case_files: Sequence[CaseFile],
    topic: str,
    group: bool,
    minutes: int,
    held_on: date,
    text: str,
    by: User,
    key: str,
    today: date,
) -> Counselling:
    """Store a session. The same `key` again gives the same session.

    Raises `ScreeningFault`: `no_family`, `too_many`, `one_family`, `two_families`, `closed`, `future`, `before_file`,
    `minutes`, `topic`.
    """
    files = sorted({file.pk: file for file in case_files}.values(), key=lambda file: file.code)
    require_families(files, group)
    if not 1 <= minutes <= MOST_MINUTES:
        raise ScreeningFault("minutes", most=MOST_MINUTES)
    if topic not in Counselling.Topic.values:
        raise ScreeningFault("topic")
    if held_on > today:
        raise ScreeningFault("future")
    if any(held_on < file.opened_on for file in files):
        raise ScreeningFault("before_file")
    session = Counselling(topic=topic, group=group, minutes=minutes, held_on=held_on, counsellor=by)
    session.sealed = seal(text.strip())
    body = [[file.code for file in files], topic, group, minutes, f"{held_on}", blind_index(text.strip())]
    pk = once(key=key, actor=by.actor, purpose="counselling", body=body, act=lambda: store(session, files).pk)
    return Counselling.objects.get(pk=pk)


def require_families(files: Sequence[CaseFile], group: bool) -> None:
    """A group has at least two families; another session has one; none of them is closed."""
    if not files:
        raise ScreeningFault("no_family")
    if len(files) > MOST_FAMILIES:
        raise ScreeningFault("too_many", most=MOST_FAMILIES)
    if group and len(files) < 2:
        raise ScreeningFault("two_families")
    if not group and len(files) > 1:
        raise ScreeningFault("one_family")
    if any(file.state == State.CLOSED for file in files):
        raise ScreeningFault("closed")


@transaction.atomic
def store(session: Counselling, files: Sequence[CaseFile]) -> Counselling:
    """Store the session with its families, and tell the journal without its topic."""
    session.made_at = timezone.now()
    session.save(force_insert=True)
    session.case_files.set(files)
    actor = session.counsellor.actor
    codes = [file.code for file in files]
    subject = codes[0] if len(codes) == 1 else f"{len(codes)}"
    write(actor=actor, verb="counselled", kind="case_file", subject=subject, details={"subjects": codes})
    return session
