"""Opening what is sealed: recorded, and for what is restricted only with a reason."""

import json

from django.db import transaction

from hamdeli.accounts.models import User
from hamdeli.casework.models import Counselling, RestrictedNote, Screening
from hamdeli.casework.screening.faults import ScreeningFault
from hamdeli.casework.screening.restricting import KIND
from hamdeli.journal.sealing import unseal
from hamdeli.journal.writing import record_look
from hamdeli.questionnaires.content import Answers

SHORTEST_REASON = 8


@transaction.atomic
def open_screening(screening: Screening, *, user: User, reason: str = "") -> Answers:
    """Return the answers, and record who looked. Raises `ScreeningFault("no_reason")` for a restricted one without."""
    if screening.restricted:
        look(f"s{screening.pk}", user=user, reason=reason)
    else:
        record_look(actor=user.actor, kind="screening", subjects=[screening.case_file.code], reason=reason)
    answers: Answers = json.loads(unseal(screening.sealed))
    return answers


@transaction.atomic
def open_restricted(note: RestrictedNote, *, user: User, reason: str) -> str:
    """Return the text of a restricted section, and record who looked and why."""
    look(f"n{note.pk}", user=user, reason=reason)
    return str(json.loads(unseal(note.sealed))["text"])


@transaction.atomic
def open_counselling(session: Counselling, *, user: User) -> str:
    """Return what was said in a session, and record who looked."""
    codes = list(session.case_files.order_by("code").values_list("code", flat=True))
    record_look(actor=user.actor, kind="counselling", subjects=codes)
    return unseal(session.sealed)


def look(subject: str, *, user: User, reason: str) -> None:
    """Record a look at something restricted, under its own number."""
    reason = reason.strip()
    if len(reason) < SHORTEST_REASON:
        raise ScreeningFault("no_reason")
    record_look(actor=user.actor, kind=KIND, subjects=[subject], reason=reason)
