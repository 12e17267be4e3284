"""Warnings: counted by the database, and again in plain Python over the rows of random registers."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hamdeli.accounts.models import Post
from hamdeli.casework.models import AidKind, AidProposal, CaseFile, Plan, Visit
from hamdeli.centres.inspecting.weights import Measure
from hamdeli.centres.models import Centre
from hamdeli.delegation.models import Handover, Mandate
from hamdeli.insight.measures import casework_measures
from hamdeli.insight.warnings import THRESHOLDS, Counts, Kind, count, warnings_for, warnings_of
from tests.support.cast import Cast, case_file

REGISTERS = 12
TODAY = date(2026, 11, 1)


def at(day: date) -> datetime:
    """Noon of a day."""
    return timezone.make_aware(datetime.combine(day, time(12)))


def register(cast: Cast, chance: Random, files: int = 14) -> None:
    """Fill a small register at random, around the edges of the thresholds."""
    handover = Handover.objects.create(
        code=f"H-{chance.random()}", province=cast.isfahan, made_at=at(TODAY), files_count=0, digest="0"
    )
    kind, _made = AidKind.objects.get_or_create(code="m", defaults={"name_fa": "m", "name_en": "m", "money": True})
    prefix = chance.randrange(10**9)
    for number in range(files):
        where = chance.choice([cast.mehr, cast.mehr, cast.noor, cast.natanz_centre])
        due = chance.choice([None, *(TODAY - timedelta(days=days) for days in (-5, 13, 14, 15, 40))])
        file = case_file(f"{prefix}-{number}", cast.kashan, centre=where, next_visit_on=due)
        mandate(file, where, handover, chance)
        if chance.random() < 0.5:
            days = chance.choice([10, 89, 90, 91, 200])
            visit(cast, file, TODAY - timedelta(days=days))
        if chance.random() < 0.5:
            plan(cast, file, chance)
        if chance.random() < 0.4:
            money(cast, file, kind, chance)


def mandate(file: CaseFile, where: Centre, handover: Handover, chance: Random) -> None:
    begun = at(TODAY - timedelta(days=chance.choice([3, 13, 14, 15, 59, 60, 61, 300])))
    state = chance.choice(["offered", "accepted", "accepted"])
    answered = begun + timedelta(days=chance.choice([2, 14, 20])) if state == "accepted" else None
    Mandate.objects.create(
        case_file=file, centre=where, handover=handover, state=state, begun_at=begun, answered_at=answered,
        override_by="x", override_reason="x",
    )  # fmt: skip


def visit(cast: Cast, file: CaseFile, day: date) -> None:
    common: dict[str, Any] = {"visitor": cast.worker, "made_by": cast.worker, "made_at": at(day), "planned_on": day}
    Visit.objects.create(case_file=file, state="done", done_on=day, done_at=at(day), facts="seen", **common)


def plan(cast: Cast, file: CaseFile, chance: Random) -> None:
    day = TODAY - timedelta(days=50)
    ended = chance.random() < 0.4
    Plan.objects.create(
        case_file=file, state="ended" if ended else "open", begun_on=day, until=TODAY, review_on=TODAY,
        ended_on=TODAY if ended else None, ended_why="x" if ended else "", made_by=cast.worker, made_at=at(day),
    )  # fmt: skip


def money(cast: Cast, file: CaseFile, kind: AidKind, chance: Random) -> None:
    state = chance.choice(["proposed", "approved", "approved"])
    answered = at(TODAY - timedelta(days=chance.choice([10, 59, 60, 61, 90])))
    AidProposal.objects.create(
        case_file=file, kind=kind, worth=chance.randrange(1, 99), source="x", centre=file.centre, state=state,
        author=cast.worker, approver=cast.centre_head, made_at=at(TODAY), answered_at=answered,
    )  # fmt: skip


def by_hand(centre: Centre) -> Counts:
    """Count once more, in plain Python over the rows."""
    files = [row for row in CaseFile.objects.all() if row.centre_id == centre.pk and row.state == "active"]
    keys = {row.pk for row in files}
    mandates = [row for row in Mandate.objects.all() if row.is_open]
    planned = {row.case_file_id for row in Plan.objects.all() if row.state == "open"}
    since = {row.case_file_id: local(row.begun_at) for row in mandates}
    visits = [row.done_on for row in Visit.objects.all() if row.done_on and row.case_file_id in keys]
    unpaid = [
        row.worth
        for row in AidProposal.objects.all()
        if row.centre_id == centre.pk and row.state == "approved" and row.answered_at
        if age(local(row.answered_at)) > THRESHOLDS.money_days
    ]
    ours = [row for row in mandates if row.centre_id == centre.pk]
    accepted = [local(row.answered_at) for row in ours if row.answered_at]
    posts = Post.objects.filter(role="social_worker", until=None)
    return Counts(
        capacity=centre.capacity,
        files=len(files),
        late=sum(bool(row.next_visit_on and age(row.next_visit_on) > THRESHOLDS.late_days) for row in files),
        last_visit=max(visits, default=None),
        since=max(min(accepted), centre.opened_on or date.min) if accepted else None,
        planless=sum(key not in planned and age(since[key]) > THRESHOLDS.plan_days for key in keys),
        carried=len(ours),
        unanswered=sum(row.state == "offered" and age(local(row.begun_at)) > THRESHOLDS.answer_days for row in ours),
        unpaid=len(unpaid),
        unpaid_rials=sum(unpaid),
        workers=len({row.user_id for row in posts if row.centre_code == centre.code}),
    )


def local(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def age(day: date) -> int:
    return (TODAY - day).days


@pytest.mark.parametrize("seed", range(REGISTERS))
def test_the_database_counts_what_python_counts_over_the_rows(cast: Cast, seed: int) -> None:
    register(cast, Random(seed))
    centres = Centre.objects.all()
    assert count(centres, TODAY) == {row.pk: by_hand(row) for row in centres}
    warned = {row.pk: warnings_of(by_hand(row), TODAY) for row in centres}
    assert warnings_for(centres, TODAY) == {key: found for key, found in warned.items() if found}


def test_as_many_queries_for_one_centre_as_for_all(cast: Cast) -> None:
    register(cast, Random(1))
    told = []
    for centres in (Centre.objects.filter(code="10-001"), Centre.objects.all()):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            count(centres, TODAY)
        told.append(len(asked))
    assert told == [7, 7]


QUIET = Counts(capacity=10, files=10, carried=10, workers=1, last_visit=TODAY)


@pytest.mark.parametrize(
    ("kind", "before", "beyond"),
    [
        (Kind.NO_VISIT, {"last_visit": TODAY - timedelta(days=90)}, {"last_visit": TODAY - timedelta(days=91)}),
        (
            Kind.NO_VISIT,
            {"last_visit": None, "since": TODAY - timedelta(days=90)},
            {"last_visit": None, "since": TODAY - timedelta(days=91)},
        ),
        (
            Kind.NO_VISIT,
            {"last_visit": TODAY - timedelta(days=300), "since": TODAY},
            {"last_visit": TODAY - timedelta(days=300), "since": TODAY - timedelta(days=100)},
        ),
        (Kind.NO_PLAN, {"planless": 7}, {"planless": 8}),
        (Kind.VISITS_LATE, {"late": 1}, {"late": 2}),
        (Kind.UNANSWERED, {}, {"unanswered": 1}),
        (Kind.MONEY, {}, {"unpaid": 1, "unpaid_rials": 5}),
        (Kind.NO_WORKER, {}, {"workers": 0}),
        (Kind.OVER_CAPACITY, {}, {"carried": 11}),
    ],
)
def test_each_threshold_warns_beyond_it_and_not_before(kind: Kind, before: Any, beyond: Any) -> None:
    assert warnings_of(Counts(**{**vars(QUIET), **before}), TODAY) == []
    (warned,) = warnings_of(Counts(**{**vars(QUIET), **beyond}), TODAY)
    assert warned.kind == kind


def test_a_centre_without_files_is_warned_of_nothing() -> None:
    assert warnings_of(Counts(capacity=10), TODAY) == []


def test_the_measures_of_a_grade_count_what_was_accepted_long_ago(cast: Cast) -> None:
    register(cast, Random(5), files=30)
    taken = [
        row.case_file
        for row in Mandate.objects.select_related("case_file")
        if row.centre_id == cast.mehr.pk and row.state == "accepted" and age(local(row.begun_at)) > THRESHOLDS.plan_days
    ]
    planned = {row.case_file_id for row in Plan.objects.all() if row.state == "open"}
    soon = [row for row in taken if row.next_visit_on and age(row.next_visit_on) <= THRESHOLDS.late_days]
    asked = [
        row
        for row in Mandate.objects.all()
        if row.centre_id == cast.mehr.pk and THRESHOLDS.answer_days < age(local(row.begun_at)) <= 365
    ]
    answered = [row for row in asked if row.answered_at and row.answered_at <= row.begun_at + timedelta(days=14)]
    assert casework_measures(cast.mehr, TODAY) == {
        "visits": Measure(len(soon), len(taken)),
        "plans": Measure(sum(row.pk in planned for row in taken), len(taken)),
        "answers": Measure(len(answered), len(asked)),
    }


def test_a_centre_that_has_accepted_nothing_is_not_warned_of_visits() -> None:
    counts = Counts(capacity=10, files=10, carried=10, workers=1)
    assert warnings_of(counts, TODAY) == []
