"""Bring the shipped questionnaires into the database: our own defaults for the country, no official instrument."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from hamdeli.journal.actors import SYSTEM
from hamdeli.questionnaires.content import empty
from hamdeli.questionnaires.models import Edition, Questionnaire
from hamdeli.questionnaires.publishing import publish

DATA = Path(__file__).parent / "data"


@transaction.atomic
def load_defaults(*, at: datetime, folder: Path = DATA) -> int:
    """Create or renew the country's questionnaires and publish what is new; a second call changes nothing.

    Returns how many editions were published. `at` is the moment under which they stand.
    """
    known = Edition.objects.count()
    for path in sorted(folder.glob("*.json")):
        load(json.loads(path.read_text(encoding="utf-8")), at)
    return Edition.objects.count() - known


def load(shipped: dict[str, Any], at: datetime) -> Edition:
    """Store one questionnaire as it is shipped, and publish it unless this edition stands already."""
    values: dict[str, Any] = {
        "purpose": shipped["purpose"],
        "title_fa": shipped["title"]["fa"],
        "title_en": shipped["title"]["en"],
        "restricted": shipped["restricted"],
        "draft": {name: shipped[name] for name in empty()},
    }
    row, _created = Questionnaire.objects.get_or_create(code=shipped["code"], province=None, defaults=values)
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=changed)
    return publish(row, seen_version=row.version, by=None, actor=SYSTEM, at=at)
