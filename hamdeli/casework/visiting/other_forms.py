"""Two forms of one visit that tell it differently: both are kept, and a person says what becomes of the second."""

import json
from typing import Any

from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.casework.models import OtherForm, Visit
from hamdeli.casework.visiting.deciding import require_decider
from hamdeli.casework.visiting.faults import VisitFault
from hamdeli.casework.visiting.filled import Filled
from hamdeli.journal.sealing import seal, unseal
from hamdeli.journal.writing import write
from hamdeli.persian.letters import clean


def told_before(visit: Visit) -> str:
    """Return the digest of the form by which the visit was written down."""
    first = visit.decisions.filter(replaces__isnull=True).values_list("details", flat=True).first()
    return str((first or {}).get("form", ""))


def keep_beside(visit: Visit, filled: Filled, by: User) -> OtherForm:
    """Keep the form beside the first, once, and tell the journal."""
    sealed = seal(json.dumps(filled.plain(), ensure_ascii=False))
    values = {"sealed": sealed, "came_at": timezone.now(), "came_by": by}
    other, made = OtherForm.objects.get_or_create(visit=visit, digest=filled.digest, defaults=values)
    if made:
        details = {"visit": visit.pk, "form": filled.digest}
        code = visit.case_file.code
        write(actor=by.actor, verb="visit_told_twice", kind="case_file", subject=code, details=details)
    return other


def read_other(other: OtherForm) -> dict[str, Any]:
    """Return what the other form says: the values of `Filled.plain`."""
    told: dict[str, Any] = json.loads(unseal(other.sealed))
    return told


def differences(visit: Visit, other: OtherForm) -> dict[str, tuple[Any, Any]]:
    """Return what the two forms tell differently, by field: what is stored, and what the other says."""
    told = read_other(other)
    first = visit.decisions.get(replaces__isnull=True)
    stored = {
        "facts": visit.facts,
        "opinion": visit.opinion,
        "done_on": visit.done_on.isoformat() if visit.done_on else "",
        "answers": visit.answers,
        "outcome": first.outcome,
        "reason": first.reason,
        "note": first.note,
    }
    return {name: (value, told[name]) for name, value in stored.items() if told[name] != value}


@transaction.atomic
def settle_other(*, other: OtherForm, how: str, by: User) -> OtherForm:
    """Say what became of the other form, in words; both stay. Raises `VisitFault`."""
    how = clean(how)[:200]
    if not how:
        raise VisitFault("why_missing")
    rows = OtherForm.objects.select_for_update(of=("self",)).select_related("visit__case_file__centre")
    fresh = rows.get(pk=other.pk)
    require_decider(by, fresh.visit)
    if fresh.settled_at:
        raise VisitFault("settled_already")
    fresh.settled_at, fresh.settled_by, fresh.settled_how = timezone.now(), by, how
    fresh.version += 1
    fresh.save(update_fields=["settled_at", "settled_by", "settled_how", "version"])
    details = {"visit": fresh.visit_id, "form": fresh.digest}
    code = fresh.visit.case_file.code
    write(actor=by.actor, verb="visit_settled", kind="case_file", subject=code, reason=how, details=details)
    return fresh
