"""The versions of the table of grades: which is in force, and publishing a new one."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Q, QuerySet
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.centres.inspecting.faults import InspectionFault
from hamdeli.centres.inspecting.weights import Weights, read_weights
from hamdeli.centres.models import GradeTable
from hamdeli.journal.chain import digest_of
from hamdeli.journal.writing import write
from hamdeli.places.models import Place

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


def versions_for(province_id: int) -> QuerySet[GradeTable]:
    """Return the versions of a province and of the country, the one that goes first at the top."""
    here = GradeTable.objects.filter(Q(province=province_id) | Q(province__isnull=True))
    return here.select_related("made_by", "province").order_by(
        F("province").desc(nulls_last=True), "-in_force_from", "-number"
    )


def shown_in_force(province_id: int, today: date) -> GradeTable:
    """Return the version in force without storing anything, for pages that only show."""
    rules = default_rules()
    known = versions_for(province_id).filter(in_force_from__lte=today).first()
    return known or GradeTable(number=1, rules=rules, digest=digest_of(rules), in_force_from=BEGINNING)


def table_in_force(province_id: int, today: date) -> GradeTable:
    """Return the version in force: the province's latest, else the country's, else the one brought along."""
    shown = shown_in_force(province_id, today)
    return shown if shown.pk else default_table()


def weights_of(table: GradeTable) -> Weights:
    """Return the weights of a version."""
    return read_weights(table.rules)


@transaction.atomic
def publish_weights(
    *, rules: dict[str, Any], province: Place, in_force_from: date, by: User, today: date
) -> GradeTable:
    """Store a new version of a province; grades that were given keep theirs. Raises `InspectionFault`."""
    try:
        read_weights(rules)
    except ValueError as fault:
        raise InspectionFault(str(fault)) from fault
    if in_force_from < today:
        raise InspectionFault("past")
    GradeTable.objects.select_for_update().get(pk=default_table().pk)
    digest = digest_of(rules)
    if shown_in_force(province.pk, in_force_from).digest == digest:
        raise InspectionFault("table_same")
    number = (GradeTable.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    made = GradeTable.objects.create(
        number=number,
        province=province,
        rules=rules,
        digest=digest,
        in_force_from=in_force_from,
        made_at=timezone.now(),
        made_by=by,
    )
    details = {"digest": digest, "in_force_from": f"{in_force_from}"}
    write(actor=by.actor, verb="published_grades", kind="grade_table", subject=f"{number}", details=details)
    return made
