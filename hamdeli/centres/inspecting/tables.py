"""The versions of the table of grades: which is in force, and publishing a new one."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.centres.inspecting.faults import InspectionFault
from hamdeli.centres.inspecting.weights import Weights, read_weights
from hamdeli.centres.models import GradeTable
from hamdeli.journal.chain import digest_of
from hamdeli.journal.writing import write

DEFAULT = Path(__file__).parent / "data" / "grades.json"
BEGINNING = date(2020, 3, 20)
"""1 Farvardin 1399: the table that comes along was always in force."""


@cache
def default_rules() -> dict[str, Any]:
    """Return the table that the product brings along: our own default, no official one."""
    rules: dict[str, Any] = json.loads(DEFAULT.read_text(encoding="utf-8"))
    read_weights(rules)
    return rules


def default_table() -> GradeTable:
    """Return the first version; stored once, by the first who needs it."""
    rules, now = default_rules(), timezone.now()
    values = {"rules": rules, "digest": digest_of(rules), "in_force_from": BEGINNING, "made_at": now}
    return GradeTable.objects.get_or_create(number=1, defaults=values)[0]


def shown_in_force(today: date) -> GradeTable:
    """Return the version in force without storing anything, for pages that only show."""
    rules = default_rules()
    known = GradeTable.objects.filter(in_force_from__lte=today).order_by("-in_force_from", "-number").first()
    return known or GradeTable(number=1, rules=rules, digest=digest_of(rules), in_force_from=BEGINNING)


def table_in_force(today: date) -> GradeTable:
    """Return the version by which centres are graded today."""
    shown = shown_in_force(today)
    return shown if shown.pk else default_table()


def weights_of(table: GradeTable) -> Weights:
    """Return the weights of a version."""
    return read_weights(table.rules)


@transaction.atomic
def publish_weights(*, rules: dict[str, Any], in_force_from: date, by: User, today: date) -> GradeTable:
    """Store a new version; grades that were given keep theirs. Raises `InspectionFault`."""
    try:
        read_weights(rules)
    except ValueError as fault:
        raise InspectionFault(str(fault)) from fault
    if in_force_from < today:
        raise InspectionFault("past")
    GradeTable.objects.select_for_update().get(pk=default_table().pk)
    digest = digest_of(rules)
    if shown_in_force(in_force_from).digest == digest:
        raise InspectionFault("table_same")
    number = (GradeTable.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    made = GradeTable.objects.create(
        number=number, rules=rules, digest=digest, in_force_from=in_force_from, made_at=timezone.now(), made_by=by
    )
    details = {"digest": digest, "in_force_from": f"{in_force_from}"}
    write(actor=by.actor, verb="published_grades", kind="grade_table", subject=f"{number}", details=details)
    return made
