"""Writing into the journal: the only way in."""

import json
from typing import Any

from django.db import transaction
from django.utils import timezone

from hamdeli.journal.actors import Actor
from hamdeli.journal.chain import canonical, entry_digest
from hamdeli.journal.models import Entry, Head

LOOK = "looked"


@transaction.atomic
def write(
    *,
    actor: Actor,
    verb: str,
    kind: str,
    subject: str,
    reason: str = "",
    details: dict[str, Any] | None = None,
) -> Entry:
    """Append one entry and move the head of the chain; in the same transaction as what it tells of.

    `kind` and `subject` name the record (`case_file`, its code). `details` holds plain JSON values.
    """
    head, _ = Head.objects.select_for_update().get_or_create(pk=1)
    entry = Entry(
        number=head.number + 1,
        at=timezone.now(),
        actor=actor.name,
        post=actor.post,
        verb=verb,
        subject_kind=kind,
        subject=subject,
        reason=reason,
        details=plain(details or {}),
        previous=head.digest,
    )
    entry.digest = entry_digest(entry)
    entry.save(force_insert=True)
    Head.objects.filter(pk=1).update(number=entry.number, digest=entry.digest)
    return entry


def record_look(*, actor: Actor, kind: str, subjects: list[str], reason: str = "") -> Entry | None:
    """Record that `actor` saw the identities of `subjects` (codes): one entry for one page, None for an empty one."""
    if not subjects:
        return None
    return write(
        actor=actor,
        verb=LOOK,
        kind=kind,
        subject=subjects[0] if len(subjects) == 1 else f"{len(subjects)}",
        reason=reason,
        details={"subjects": subjects} if len(subjects) > 1 else {},
    )


def plain(details: dict[str, Any]) -> dict[str, Any]:
    """Return `details` exactly as the database will give them back."""
    told: dict[str, Any] = json.loads(canonical(details))
    return told
