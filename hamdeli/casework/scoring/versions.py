"""The versions of the table of scores: which is in force, and publishing a new one."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Q, QuerySet
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.casework.models import CaseFile, ScoreTable
from hamdeli.casework.scoring.faults import ScoreFault
from hamdeli.casework.scoring.reading_tables import read_table
from hamdeli.casework.scoring.tables import Table
from hamdeli.journal.chain import digest_of
from hamdeli.journal.writing import write
from hamdeli.places.models import Place

DEFAULT = Path(__file__).parent / "data" / "table.json"
BEGINNING = date(2020, 3, 20)
"""1 Farvardin 1399: the basic table was always in force."""
TITLE = 120


@cache
def default_rules() -> dict[str, Any]:
    """Return the table that the product brings along, as JSON."""
    rules: dict[str, Any] = json.loads(DEFAULT.read_text(encoding="utf-8"))
    read_table(rules)
    return rules


def default_table() -> ScoreTable:
    """Return the first version; stored once, by the first who needs it."""
    rules = default_rules()
    table, _made = ScoreTable.objects.get_or_create(
        number=1,
        defaults={
            "title": rules["title"]["fa"],
            "rules": rules,
            "digest": digest_of(rules),
            "in_force_from": BEGINNING,
            "made_at": timezone.now(),
        },
    )
    return table


def versions_for(province: Place | int | None) -> QuerySet[ScoreTable]:
    """Return the versions of a province and of the country, the one that goes first at the top."""
    here = ScoreTable.objects.filter(Q(province=province) | Q(province__isnull=True))
    return here.select_related("made_by", "province").order_by(
        F("province").desc(nulls_last=True), "-in_force_from", "-number"
    )


def table_in_force(province: Place | int | None, today: date) -> ScoreTable:
    """Return the version in force: the province's latest, else the country's, else the one brought along."""
    return versions_for(province).filter(in_force_from__lte=today).first() or default_table()


def shown_in_force(province: Place | int | None, today: date) -> ScoreTable:
    """Return the same without storing anything, for pages that only show."""
    rules = default_rules()
    return versions_for(province).filter(in_force_from__lte=today).first() or ScoreTable(
        number=1, title=rules["title"]["fa"], rules=rules, digest=digest_of(rules), in_force_from=BEGINNING
    )


def rules_of(table: ScoreTable) -> Table:
    """Return the weights of a version."""
    return read_table(table.rules)


@transaction.atomic
def publish_table(*, rules: Any, province: Place | None, in_force_from: date, by: User, today: date) -> ScoreTable:
    """Store a new version; raises `TableFaults` or `ScoreFault`. Scores that were made keep theirs."""
    table = read_table(rules)
    if in_force_from < today:
        raise ScoreFault("in_force_past")
    first = default_table()
    ScoreTable.objects.select_for_update().get(pk=first.pk)
    digest = digest_of(rules)
    if table_in_force(province, in_force_from).digest == digest:
        raise ScoreFault("same_table")
    made = ScoreTable.objects.create(
        number=(ScoreTable.objects.aggregate(last=Max("number"))["last"] or 0) + 1,
        title=table.title["fa"][:TITLE],
        province=province,
        rules=rules,
        digest=digest,
        in_force_from=in_force_from,
        made_at=timezone.now(),
        made_by=by,
    )
    details = {"digest": digest, "in_force_from": in_force_from.isoformat()}
    write(actor=by.actor, verb="published_scores", kind="score_table", subject=str(made.number), details=details)
    return made


def table_of(case_file: CaseFile, today: date) -> ScoreTable:
    """Return the version by which a file is scored today."""
    return table_in_force(case_file.province_id, today)
