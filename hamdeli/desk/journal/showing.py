"""What an entry tells, as its page shows it."""

from typing import Any

from hamdeli.casework.models import CaseFile
from hamdeli.centres.models import Centre
from hamdeli.desk.journal.words import COUNTS, DETAILS
from hamdeli.journal.models import Entry
from hamdeli.proposals.models import Proposal

MODELS = (CaseFile, Centre, Proposal)
FIELDS = {field.name: field.verbose_name for model in MODELS for field in model._meta.fields} | COUNTS


def details_of(entry: Entry) -> list[tuple[Any, list[str]]]:
    """Return each detail with its name on screen and the texts it holds; the empty ones are left out."""
    told = [(DETAILS.get(name, name), texts_of(value)) for name, value in entry.details.items()]
    return [(label, texts) for label, texts in told if texts]


def texts_of(value: Any) -> list[str]:
    """Return a detail as plain texts: one for a value, one for each of a list, one for each pair of a mapping."""
    if isinstance(value, dict):
        return [f"{FIELDS.get(name, name)}: {plain(inner)}" for name, inner in value.items()]
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return [plain(value)] if value not in ("", None) else []


def plain(value: Any) -> str:
    """Return one value as text; a pair of before and after gets an arrow."""
    return " → ".join(str(part) or "—" for part in value) if isinstance(value, list) else str(value)
