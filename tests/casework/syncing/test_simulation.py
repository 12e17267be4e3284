"""No form is lost or doubled and nothing overwritten, whatever phones and network do."""

import os
from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction
from py_mini_racer import MiniRacer

from hamdeli.casework.models import Task
from tests.casework.syncing.simulation import BEGIN, BUGS, World, engine
from tests.support.cast import Cast, case_file

SEEDS = int(os.environ.get("HAMDELI_EXAMPLES", "0")) or 10_000
FEW, FORMS = 25, 8


@pytest.fixture(scope="module")
def racer() -> MiniRacer:
    return engine()


def faults_of(seed: int, cast: Cast, racer: MiniRacer, bug: str = "") -> list[str]:
    """Run the world of one seed and forget it."""
    with transaction.atomic():
        world = World(seed, [cast.worker, cast.volunteer, cast.centre_head], tasks_of(cast), racer, bug)
        world.run(FORMS)
        found = world.faults()
        transaction.set_rollback(True)
    return found


def tasks_of(cast: Cast) -> list[Task]:
    """Make three tasks of one file."""
    file = case_file(f"10-{9_000_000}", cast.kashan, centre=cast.mehr)
    made = [
        Task(case_file=file, title="x", owner=cast.worker, due_on=date(2026, 1, 5), made_by=cast.worker, made_at=BEGIN)
        for _ in range(3)
    ]
    return Task.objects.bulk_create(made)


def test_nothing_is_lost_doubled_or_overwritten(cast: Cast, racer: MiniRacer) -> None:
    assert {seed: found for seed in range(FEW) if (found := faults_of(seed, cast, racer))} == {}


@pytest.mark.parametrize("bug", BUGS)
def test_each_planted_bug_is_found(cast: Cast, racer: MiniRacer, bug: str) -> None:
    assert any(faults_of(seed, cast, racer, bug) for seed in range(FEW))


@pytest.mark.long
def test_nothing_is_lost_in_ten_thousand_worlds(
    cast: Cast, racer: MiniRacer, record_property: Callable[[str, object], None]
) -> None:
    for seed in range(SEEDS):
        assert not faults_of(seed, cast, racer), seed
    record_property("figure", f"0 of {SEEDS:,} seeds lost, doubled or overwrote a form")
