"""Drafts: what somebody is writing survives the browser. Sealed, seen by nobody else, forgotten after sixty days."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.casework.daily.faults import DailyFault
from hamdeli.casework.models import Draft
from hamdeli.journal.sealing import seal, unseal

Values = dict[str, list[str]]
LONGEST = 200_000
KEEP = timedelta(days=60)


@dataclass(frozen=True)
class Kept:
    """A draft: the values of the form's fields, and when it was kept."""

    values: Values
    saved_at: datetime


@transaction.atomic
def keep_draft(user: User, form: str, subject: str, values: Values, *, at: datetime | None = None) -> Draft:
    """Keep what `user` has written into `form` about `subject` (a code); the newest is kept. Raises `DailyFault`."""
    text = json.dumps(values, ensure_ascii=False)
    if len(text) > LONGEST:
        raise DailyFault("draft_long")
    kept = {"sealed": seal(text), "saved_at": at or timezone.now()}
    changed = {**kept, "version": F("version") + 1}
    draft, _made = Draft.objects.update_or_create(
        user=user, form=form, subject=subject, defaults=changed, create_defaults=kept
    )
    return draft


def read_draft(user: User, form: str, subject: str, *, at: datetime | None = None) -> Kept | None:
    """Return what `user` has written and not finished, or None; one that is too old is none."""
    since = (at or timezone.now()) - KEEP
    draft = Draft.objects.filter(user=user, form=form, subject=subject, saved_at__gte=since).first()
    return Kept(json.loads(unseal(draft.sealed)), draft.saved_at) if draft else None


def forget_draft(user: User, form: str, subject: str) -> bool:
    """Forget a draft, when the form was sent or the writer says so; return whether there was one."""
    return bool(Draft.objects.filter(user=user, form=form, subject=subject).delete()[0])


def forget_old_drafts(now: datetime) -> int:
    """Delete the drafts that nobody came back to for sixty days, and return how many."""
    return Draft.objects.filter(saved_at__lt=now - KEEP).delete()[0]
