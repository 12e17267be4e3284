"""What two people changed, as the second one reads it: fields and values in words, the first one by name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Field
from django.utils.translation import gettext as _

from hamdeli.accounts.naming import name_of
from hamdeli.journal.changing import Conflict, FieldChange
from hamdeli.journal.models import Versioned

# What a record keeps for its search only.
UNSEEN = "_folded"


@dataclass(frozen=True)
class Change:
    """One field: what the reader wanted, and what stands there now."""

    field: str
    yours: str | None
    theirs: str | None


@dataclass(frozen=True)
class Told:
    """A conflict as the panel shows it."""

    changes: list[Change]
    who: str


def told(conflict: Conflict, say: Callable[[Any], str] = str) -> Told:
    """Return `conflict` in words; `say` speaks of one item of a list; of the reader's list only what is new is told."""
    seen = [each for each in conflict.changes if not each.field.endswith(UNSEEN)]
    return Told([told_change(conflict.record, each, say) for each in seen], name_of(conflict.actor))


def told_change(record: Versioned, change: FieldChange, say: Callable[[Any], str]) -> Change:
    """Return one field of a conflict in words."""
    yours, theirs = change.yours, change.theirs
    if isinstance(yours, list) and isinstance(theirs, list):
        parts = ([each for each in yours if each not in theirs], theirs)
        texts = [_(", ").join(map(say, part)) or None for part in parts]
        return Change(change.label, *texts)
    field: Any = next((each for each in record._meta.get_fields() if each.name == change.field), None)
    return Change(change.label, spoken(field, yours), spoken(field, theirs))


def spoken(field: Field[Any, Any] | None, value: Any) -> str | None:
    """Return a value of `field` as its pages show it; None where nothing stands."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(dict(getattr(field, "flatchoices", ())).get(value, value))
