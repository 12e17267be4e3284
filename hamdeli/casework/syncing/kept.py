"""Forms that no record could be made of: who sees them, and what becomes of them."""

import json
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.casework.models import CaseFile, Submission
from hamdeli.casework.syncing.check_ins import led_lists
from hamdeli.casework.syncing.faults import SyncFault
from hamdeli.casework.syncing.receiving import OF_LISTS, QUIET, named
from hamdeli.journal.sealing import unseal
from hamdeli.journal.writing import write


def visible_kept(user: User) -> QuerySet[Submission]:
    """Return the kept forms of `user`, and those about files on which `user` says who works and about lists that
    `user` approves; the newest first.
    """
    led = CaseFile.objects.filter(scope(user, Right.ASSIGN), code=OuterRef("subject"))
    answered = (~Q(kind=OF_LISTS) & Exists(led)) | (Q(kind=OF_LISTS) & led_lists(user))
    rows = Submission.objects.exclude(state=Submission.State.STORED).filter(Q(user=user) | answered)
    return rows.select_related("user", "answered_by").order_by("-id")


def may_read(user: User, kept: Submission) -> bool:
    """Say whether `user`, who sees that there is this form, may read it: its author reads it, and of one that may be
    restricted else only who opens restricted sections of its file.
    """
    if kept.kind not in QUIET or kept.user_id == user.pk:
        return True
    return CaseFile.objects.filter(scope(user, Right.SEE_RESTRICTED, aide="aide"), code=kept.subject).exists()


def body_of(kept: Submission) -> dict[str, Any]:
    """Return what was written in the form."""
    told: dict[str, Any] = json.loads(unseal(kept.sealed))
    return told


@transaction.atomic
def set_aside(*, kept: Submission, reason: str, by: User, at: datetime) -> Submission:
    """Say why nothing is made of the form; it stays. Raises SyncFault without a reason, or when it was settled."""
    fresh = Submission.objects.select_for_update().get(pk=kept.pk)
    if not reason.strip():
        raise SyncFault("reason_missing")
    if fresh.state != Submission.State.KEPT:
        raise SyncFault("settled_already")
    fresh.state, fresh.answer, fresh.answered_by, fresh.answered_at = "set_aside", reason.strip()[:200], by, at
    fresh.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    details = {"form": fresh.kind, "key": fresh.key, "digest": fresh.digest}
    write(actor=by.actor, verb="set_form_aside", reason=reason, details=details, **named(fresh))
    return fresh
