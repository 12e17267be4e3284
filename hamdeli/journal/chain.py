"""The arithmetic of the chain: digests over canonical JSON (RFC 8259, sorted keys, no spaces)."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from hamdeli.journal.models import GENESIS, Entry

TOLD = ("number", "actor", "post", "verb", "subject_kind", "subject", "reason", "details")


def canonical(value: Any) -> str:
    """Return `value` as the one JSON text that stands for it."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)


def digest_of(value: Any) -> str:
    """Return the SHA-256 of the canonical JSON of `value`, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def moment(at: datetime) -> str:
    """Return a moment as the chain writes it: UTC, microseconds."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def entry_digest(entry: Entry) -> str:
    """Return the digest that `entry` must carry: over everything it tells, and the digest before it."""
    told = {name: getattr(entry, name) for name in TOLD}
    return digest_of({**told, "at": moment(entry.at), "previous": entry.previous})


def first_fault(entries: Iterable[Entry], *, number: int = 0, digest: str = GENESIS) -> int | None:
    """Return the number of the first entry (ascending) that breaks the chain after `number`, or None."""
    for entry in entries:
        number += 1
        sound = entry.number == number and entry.previous == digest and entry.digest == entry_digest(entry)
        if not sound:
            return number
        digest = entry.digest
    return None
