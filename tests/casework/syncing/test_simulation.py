"""No form is lost or doubled and nothing overwritten, whatever phones and network do."""

import os
import time
from collections.abc import Callable

import pytest
from django.db import transaction
from py_mini_racer import MiniRacer

from tests.casework.syncing.places import place_of
from tests.casework.syncing.simulation import BUGS, Place, World, engine
from tests.support.cast import Cast

SEEDS = int(os.environ.get("HAMDELI_EXAMPLES", "0")) or 10_000
FEW, FORMS = 25, 8


@pytest.fixture(scope="module")
def racer() -> MiniRacer:
    return engine()


@pytest.fixture
def place(cast: Cast) -> Place:
    return place_of(cast)


def faults_of(seed: int, place: Place, racer: MiniRacer, bug: str = "") -> list[str]:
    """Run the world of one seed and forget it."""
    with transaction.atomic():
        world = World(seed, place, racer, bug)
        world.run(FORMS)
        found = world.faults()
        transaction.set_rollback(True)
    return found


def test_nothing_is_lost_doubled_or_overwritten(place: Place, racer: MiniRacer) -> None:
    assert {seed: found for seed in range(FEW) if (found := faults_of(seed, place, racer))} == {}


@pytest.mark.parametrize("bug", BUGS)
def test_each_planted_bug_is_found(place: Place, racer: MiniRacer, bug: str) -> None:
    assert any(faults_of(seed, place, racer, bug) for seed in range(FEW))


@pytest.mark.long
def test_nothing_is_lost_in_ten_thousand_worlds(
    place: Place, racer: MiniRacer, record_property: Callable[[str, object], None]
) -> None:
    began = time.monotonic()
    for seed in range(SEEDS):
        assert not faults_of(seed, place, racer), seed
    record_property("figure", f"0 of {SEEDS:,} seeds lost, doubled or overwrote a form")
    record_property("seconds_per_seed", round((time.monotonic() - began) / SEEDS, 3))
