"""What an entry tells, as its page shows it."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from hamdeli.casework.models import CaseFile
from hamdeli.centres.models import Centre
from hamdeli.desk.journal.policies import POLICY
from hamdeli.desk.journal.words import COUNTS, DETAILS
from hamdeli.journal.models import Entry
from hamdeli.proposals.models import Proposal

MODELS = (CaseFile, Centre, Proposal)
FIELDS = {field.name: field.verbose_name for model in MODELS for field in model._meta.fields} | COUNTS | POLICY
CHOICES: dict[str, dict[Any, Any]] = {
    field.name: dict(field.flatchoices) for model in MODELS for field in model._meta.fields if field.flatchoices
}


def details_of(entry: Entry) -> list[tuple[Any, list[str]]]:
    """Return each detail with its name on screen and the texts it holds; the empty ones are left out."""
    told = [(DETAILS.get(name, name), texts_of(name, value)) for name, value in entry.details.items()]
    return [(label, texts) for label, texts in told if texts]


def texts_of(name: str, value: Any) -> list[str]:
    """Return a detail as plain texts: one for a value, one for each of a list, one for each pair of a mapping."""
    if isinstance(value, dict):
        return [f"{capfirst(FIELDS.get(each, each))}: {plain(each, inner)}" for each, inner in value.items()]
    if isinstance(value, list):
        return [plain(name, inner) for inner in value]
    return [plain(name, value)] if value not in ("", None) else []


def plain(name: str, value: Any) -> str:
    """Return one value as text: a choice by its name; a pair of before and after gets an arrow."""
    if isinstance(value, list):
        return " → ".join(plain(name, part) for part in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "—" if value in (None, "") else str(CHOICES.get(name, {}).get(value, value))
