"""The waiting list: its families in their order, and what a new table would do to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.casework.models import CaseFile, Score, State
from hamdeli.casework.scoring.changes import Change, Place, single_changes
from hamdeli.casework.scoring.families import Family
from hamdeli.casework.scoring.rules import score
from hamdeli.casework.scoring.tables import Table
from hamdeli.casework.scoring.versions import rules_of

UNSCORED = -1
ORDER = ("-points", "opened_on", "id")
READERS_OF_LIST = (Right.ADMIT, Right.SUPERVISE)


def waiting_for(user: User) -> QuerySet[Any]:
    """Return the waiting families whom `user` admits or supervises, with their points; order them by `ORDER`."""
    mine = scope(user, Right.ADMIT, aide="aide") | scope(user, Right.SUPERVISE, aide="aide")
    return with_points(CaseFile.objects.filter(mine, state=State.LISTED))


def with_points(files: QuerySet[CaseFile]) -> QuerySet[Any]:
    """Give each file its last score: `points` (-1 where there is none) and the key of the score."""
    last = Score.objects.filter(case_file=OuterRef("pk")).order_by("-id")
    points = Coalesce(Subquery(last.values("total")[:1]), Value(UNSCORED), output_field=IntegerField())
    return files.annotate(points=points, score_id=Subquery(last.values("pk")[:1]))


def with_scores(rows: list[Any]) -> list[Any]:
    """Give each of `rows` its last score as `last_score`, in one query."""
    keys = [row.score_id for row in rows]
    scores = Score.objects.select_related("table").in_bulk([key for key in keys if key])
    for row, key in zip(rows, keys, strict=True):
        row.last_score = scores.get(key)
    return rows


def places_of(files: QuerySet[Any]) -> list[Place]:
    """Return the places of the families of a list, as `changes` compares them."""
    rows = files.values_list("points", "opened_on", "pk")
    return [(-points, opened.isoformat(), key) for points, opened, key in rows]


def place_of(case_file: CaseFile, points: int) -> Place:
    """Return the place of one family that has so many points."""
    return (-points, case_file.opened_on.isoformat(), case_file.pk)


def would_change(case_file: CaseFile, last: Score, listed: QuerySet[Any]) -> tuple[int, int, list[Change]]:
    """Return the place of the family, the length of the list, and what would move it."""
    mine = place_of(case_file, last.total)
    others = [place for place in places_of(listed) if place[2] != case_file.pk]
    family, table = Family.read(last.inputs), rules_of(last.table)
    return sum(other < mine for other in others) + 1, len(others) + 1, single_changes(family, table, mine, others)


@dataclass(frozen=True)
class Preview:
    """What a new table would do to a list: files, how many change score or place, and those that move farthest."""

    files: int
    scores: int
    places: int
    higher: int
    lower: int
    movers: tuple[tuple[str, int, int, int, int], ...]
    """File, score and place as they are, score and place as they would be."""


MOVERS = 10


def preview(table: Table, listed: QuerySet[Any]) -> Preview:
    """Return what `table` would change for the scored families of a list, by what was read for their last score."""
    rows = list(listed.filter(score_id__isnull=False).values_list("code", "opened_on", "pk", "score_id"))
    kept = dict(Score.objects.filter(pk__in=listed.values("score_id")).values_list("pk", "inputs"))
    old = dict(Score.objects.filter(pk__in=listed.values("score_id")).values_list("pk", "total"))
    new = {key: score(Family.read(inputs), table).total for key, inputs in kept.items()}
    before = places(rows, old)
    after = places(rows, new)
    moved = [
        (code, old[key], before[code], new[key], after[code])
        for code, _opened, _pk, key in rows
        if old[key] != new[key] or before[code] != after[code]
    ]
    return Preview(
        files=len(rows),
        scores=sum(old[row[3]] != new[row[3]] for row in rows),
        places=sum(before[row[0]] != after[row[0]] for row in rows),
        higher=sum(new[row[3]] > old[row[3]] for row in rows),
        lower=sum(new[row[3]] < old[row[3]] for row in rows),
        movers=tuple(sorted(moved, key=lambda one: (-abs(one[2] - one[4]), one[2]))[:MOVERS]),
    )


def places(rows: list[tuple[str, date, int, int]], totals: dict[int, int]) -> dict[str, int]:
    """Return the place of each file, counted from 1."""
    ordered = sorted(rows, key=lambda row: (-totals[row[3]], row[1], row[2]))
    return {row[0]: place for place, row in enumerate(ordered, 1)}
