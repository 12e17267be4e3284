"""Changing a record that others may be changing too: the second writer sees the first's change, field by field."""

from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import transaction

from hamdeli.journal.actors import Actor
from hamdeli.journal.models import Entry, Versioned
from hamdeli.journal.writing import write

Record = TypeVar("Record", bound=Versioned)


@dataclass(frozen=True)
class FieldChange:
    """One field: what it was when the writer read it, what it is now, and what the writer wanted."""

    field: str
    label: str
    before: Any
    theirs: Any
    yours: Any


class Conflict(Exception):
    """Somebody changed the record since it was read. Nothing was saved."""

    def __init__(self, record: Versioned, changes: list[FieldChange], actor: str) -> None:
        super().__init__(str(record))
        self.record = record
        self.changes = changes
        self.actor = actor


@transaction.atomic
def change(
    record: Record,
    *,
    seen_version: int,
    values: dict[str, Any],
    actor: Actor,
    verb: str,
    kind: str,
    subject: str,
    reason: str = "",
) -> Record:
    """Save `values` into `record` if nobody changed it since `seen_version`, and tell the journal which fields changed.

    Raises `Conflict` otherwise, with every field that differs.
    """
    model = type(record)
    fresh = model._default_manager.select_for_update().get(pk=record.pk)
    if fresh.version != seen_version:
        raise conflict(fresh, seen_version=seen_version, values=values, kind=kind, subject=subject)
    changed = {name: [getattr(fresh, name), value] for name, value in values.items() if getattr(fresh, name) != value}
    if not changed:
        return fresh
    for name, (_old, new) in changed.items():
        setattr(fresh, name, new)
    fresh.version += 1
    fresh.save(update_fields=[*changed, "version"])
    details = {
        "version": fresh.version,
        "changes": {name: [str(old), str(new)] for name, (old, new) in changed.items()},
    }
    write(actor=actor, verb=verb, kind=kind, subject=subject, reason=reason, details=details)
    return fresh


def conflict(fresh: Versioned, *, seen_version: int, values: dict[str, Any], kind: str, subject: str) -> Conflict:
    """Describe what others changed since `seen_version`, beside what the writer wanted."""
    entries = [
        entry
        for entry in Entry.objects.filter(subject_kind=kind, subject=subject).order_by("number")
        if entry.details.get("version", 0) > seen_version
    ]
    before: dict[str, str] = {}
    for entry in entries:
        for name, (old, _new) in entry.details.get("changes", {}).items():
            before.setdefault(name, old)
    names = [name for name in values if name in before or str(getattr(fresh, name)) != str(values[name])]
    names += [name for name in before if name not in names]
    return Conflict(
        fresh,
        [
            FieldChange(
                field=name,
                label=str(getattr(fresh._meta.get_field(name), "verbose_name", name)),
                before=before.get(name, ""),
                theirs=getattr(fresh, name),
                yours=values.get(name, getattr(fresh, name)),
            )
            for name in names
        ],
        entries[-1].actor if entries else "",
    )
