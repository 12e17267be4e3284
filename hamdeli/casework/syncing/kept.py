"""Forms that no record could be made of: who sees them, and what becomes of them."""

import json
from collections.abc import Mapping
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
from hamdeli.casework.syncing.receiving import OF_LISTS, QUIET, Form, Handler, named, settle
from hamdeli.journal.sealing import unseal
from hamdeli.journal.writing import write

HOPELESS = ("told_otherwise", "other_text_under_this_key", "not_a_form", "door.")
"""Beginnings of faults after which nothing is to be tried again: both versions stand already, or none ever can."""


def visible_kept(user: User) -> QuerySet[Submission]:
    """Return the kept forms of `user`, and those about files on which `user` says who works and about lists that
    `user` approves; the newest first.
    """
    led = CaseFile.objects.filter(scope(user, Right.ASSIGN), code=OuterRef("subject"))
    answered = (~Q(kind=OF_LISTS) & Exists(led)) | (Q(kind=OF_LISTS) & led_lists(user))
    rows = Submission.objects.exclude(state=Submission.State.STORED).filter(Q(user=user) | answered)
    return rows.select_related("user", "answered_by").order_by("-id")


def waiting_kept(user: User) -> QuerySet[Submission]:
    """Return those of the visible forms that nobody has settled."""
    return visible_kept(user).filter(state=Submission.State.KEPT)


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


def may_try_again(user: User, kept: Submission) -> bool:
    """Say whether `user` may have the record made anew: the author of a form of which nothing was stored."""
    hopeless = str(kept.outcome.get("fault", "")).startswith(HOPELESS)
    return kept.user_id == user.pk and kept.state == Submission.State.KEPT and not hopeless


@transaction.atomic
def try_again(*, kept: Submission, by: User, handlers: Mapping[str, Handler]) -> Submission:
    """Make the record of a kept form, if what stood in the way is gone. Raises SyncFault where it was settled."""
    fresh = Submission.objects.select_for_update().get(pk=kept.pk)
    if not may_try_again(by, fresh):
        raise SyncFault("settled_already")
    form = Form(fresh.key, fresh.kind, fresh.subject, fresh.user_id, fresh.finished_at, body_of(fresh), fresh.digest)
    return settle(fresh, form, by=by, handlers=handlers)


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
