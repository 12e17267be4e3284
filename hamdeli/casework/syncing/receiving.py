"""Taking in a form from a phone: kept first, then made into a record, once, whatever the network did."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.dateparse import parse_datetime

from hamdeli.accounts.models import User
from hamdeli.casework.models.phone import Submission
from hamdeli.casework.syncing.faults import SyncFault
from hamdeli.journal.chain import digest_of
from hamdeli.journal.sealing import blind_index, seal
from hamdeli.journal.writing import write

KEY_LENGTH = range(16, 65)
OF_LISTS = "check_in"
"""The kind of form whose subject is a delivery list; of the others it is a file."""
QUIET = frozenset({"screening"})
"""Forms whose record may be restricted: the journal does not name their family."""
ELSEWHERE = QUIET | {"photo"}
"""Forms of which nothing is kept here once their record is made: it is restricted, or great."""
Handler = Callable[["Form", User], dict[str, Any]]
"""Makes the record of a form and tells what was made; raises SyncFault where none can be made.

A `fault` among what it tells says that a person is to look at it although something was stored.
"""


@dataclass(frozen=True)
class Form:
    """A form as a phone finished it. `finished_at` is by the clock of the phone; `body` holds plain values."""

    key: str
    kind: str
    subject: str
    user: int
    finished_at: datetime
    body: dict[str, Any]
    digest: str


def form_of(plain: Mapping[str, Any]) -> Form:
    """Read the values of a form. Raises SyncFault where one is missing or of another kind."""
    try:
        key, kind, subject, body = plain["key"], plain["kind"], plain["subject"], plain["body"]
        user, finished_at = int(plain["user"]), parse_datetime(plain["finished_at"])
    except (KeyError, TypeError, ValueError) as fault:
        raise SyncFault("not_a_form") from fault
    texts = all(isinstance(text, str) for text in (key, kind, subject))
    if not texts or not isinstance(body, dict) or finished_at is None or finished_at.tzinfo is None:
        raise SyncFault("not_a_form")
    if len(key) not in KEY_LENGTH or len(kind) > 20 or len(subject) > 20:
        raise SyncFault("not_a_form")
    digest = digest_of([kind, subject, user, body])
    return Form(key, kind, subject, user, finished_at, body, blind_index(digest) if kind in QUIET else digest)


def take_in(form: Form, *, by: User, at: datetime, handlers: Mapping[str, Handler]) -> Submission:
    """Keep the form and make its record. The same form again gives the same answer.

    A form that no record can be made of is kept, with the reason, for a person to look at; so is a second form under
    the key of one that was stored. Raises SyncFault only where the form is another user's.
    """
    if form.user != by.pk:
        raise SyncFault("another_user")
    known = known_as(form, by)
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return store(form, by=by, at=at, handlers=handlers)
    except IntegrityError:
        known = known_as(form, by)
        if known is None:
            raise
        return known


def known_as(form: Form, by: User) -> Submission | None:
    """Return what came of this very form before."""
    return Submission.objects.filter(user=by, key=form.key, digest=form.digest).first()


def store(form: Form, *, by: User, at: datetime, handlers: Mapping[str, Handler]) -> Submission:
    """Keep the form and what came of it, in one transaction."""
    kept = Submission.objects.create(
        key=form.key,
        digest=form.digest,
        user=by,
        kind=form.kind,
        subject=form.subject,
        sealed=seal(json.dumps(form.body, ensure_ascii=False)),
        finished_at=form.finished_at,
        received_at=at,
        state=Submission.State.KEPT,
    )
    return settle(kept, form, by=by, handlers=handlers)


def settle(kept: Submission, form: Form, *, by: User, handlers: Mapping[str, Handler]) -> Submission:
    """Make the record of a form that is kept, if it can be made, and remember what came of it. In a transaction."""
    kept.state, kept.outcome = made_of(form, by, handlers, kept)
    stored = kept.state == Submission.State.STORED
    if stored and form.kind in ELSEWHERE:
        kept.sealed = seal("{}")
    kept.save(update_fields=["state", "outcome", "sealed"])
    details = {"form": form.kind, "key": form.key, "digest": form.digest, "outcome": kept.outcome}
    write(actor=by.actor, verb="received_form" if stored else "kept_form", details=details, **named(form))
    return kept


def named(form: Form | Submission) -> dict[str, str]:
    """Return under what the journal writes of a form: its file, its list, or itself."""
    if form.kind in QUIET:
        return {"kind": "phone_form", "subject": form.key}
    return {"kind": "delivery" if form.kind == OF_LISTS else "case_file", "subject": form.subject}


def made_of(
    form: Form, by: User, handlers: Mapping[str, Handler], kept: Submission
) -> tuple[Submission.State, dict[str, Any]]:
    """Make the record; return the state and what is to be remembered."""
    handler = handlers.get(form.kind)
    try:
        if handler is None:
            raise SyncFault("unknown_form")
        if Submission.objects.filter(user=by, key=form.key, state=Submission.State.STORED).exclude(pk=kept.pk).exists():
            raise SyncFault("other_text_under_this_key")
        with transaction.atomic():
            outcome = handler(form, by)
        return Submission.State.KEPT if "fault" in outcome else Submission.State.STORED, outcome
    except SyncFault as fault:
        return Submission.State.KEPT, {"fault": fault.code, **fault.params}
