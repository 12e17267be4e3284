"""What is refused before anything is solved, and what it says."""

from pathlib import Path

import numpy as np
import pytest

from hamdeli.allocation import Adjustments, AllocationFault, Policy, Problem, reference
from hamdeli.allocation.faults import (
    ArrayFault,
    CapacityFault,
    IndexFault,
    PinOfForbiddenPair,
    PinOutsideCounty,
    PinToClosedCentre,
    PolicyFault,
    TooManyPins,
)

from .world import centres_of, files_of, random_problem


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"distance_weight": -1}, "distance_weight"),
        ({"distance_weight": 1.5}, "distance_weight"),
        ({"distance_weight": True}, "distance_weight"),
        ({"distance_weight": 200}, "distance_weight"),
        ({"stay_per_priority": 2**30}, "stay_base"),
        ({"ceiling_per_centre": -1}, "ceiling_per_centre"),
        ({"may_leave_county": 1}, "may_leave_county"),
        ({"tiers": []}, "tiers"),
        ({"tiers": [[800, 0], [700, 5]]}, "tiers"),
        ({"tiers": [[800, 9], [1000, 5]]}, "tiers"),
        ({"tiers": [[1001, 0]]}, "tiers"),
        ({"tiers": [[800]]}, "tiers"),
        ({"tiers": 5}, "tiers"),
        ({"speed": 3}, "speed"),
    ],
)
def test_a_policy_that_makes_no_sense(values: dict[str, object], field: str) -> None:
    with pytest.raises(PolicyFault) as caught:
        Policy.from_dict(values)
    assert caught.value.field == field
    assert isinstance(caught.value, ValueError)


def test_the_default_policy_and_back(tmp_path: Path) -> None:
    policy = Policy()
    assert Policy.from_dict(policy.to_dict()) == policy
    assert [policy.stay_of(priority) for priority in (1, 5)] == [60_000, 140_000]
    path = tmp_path / "policy.toml"
    path.write_text("moving = 0\ntiers = [[700, 0], [1000, 3000]]\nceiling_per_worker = 60\n")
    assert Policy.from_toml(path) == Policy(moving=0, tiers=((700, 0), (1000, 3000)), ceiling_per_worker=60)
    path.write_text("moving = = 0")
    with pytest.raises(PolicyFault):
        Policy.from_toml(path)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"latitude": [32.0, np.nan]}, "latitude"),
        ({"latitude": [32.0, 90.1]}, "latitude"),
        ({"longitude": [-180.5, 51.0]}, "longitude"),
        ({"longitude": [np.inf, 51.0]}, "longitude"),
        ({"priority": [0, 1]}, "priority"),
        ({"need": [0, 33]}, "need"),
        ({"need": [0, 300]}, "need"),
        ({"need": [0.5, 1.0]}, "need"),
        ({"carrier": [0, 2]}, "carrier"),
        ({"carrier": [-2, 0]}, "carrier"),
        ({"county": [1, 2, 3]}, "county"),
        ({"latitude": ["north", "south"]}, "latitude"),
    ],
)
def test_arrays_out_of_range(given: dict[str, list[float]], field: str) -> None:
    with pytest.raises(ArrayFault) as caught:
        Problem(files_of(2, **given), centres_of(2))
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("adjusted", "kind", "file", "centre"),
    [
        ({"pins": {9: 0}}, IndexFault, 9, None),
        ({"pins": {0: 9}}, IndexFault, None, 9),
        ({"forbidden": [(-1, 0)]}, IndexFault, -1, None),
        ({"closed": [5]}, IndexFault, None, 5),
        ({"capacities": {7: 3}}, IndexFault, None, 7),
        ({"capacities": {0: -3}}, CapacityFault, None, 0),
        ({"pins": {0: 2}}, PinToClosedCentre, 0, 2),
        ({"pins": {0: 0}, "closed": [0]}, PinToClosedCentre, 0, 0),
        ({"pins": {0: 0}, "forbidden": [(0, 0)]}, PinOfForbiddenPair, 0, 0),
        ({"pins": {0: 1, 1: 1}, "capacities": {1: 1}}, TooManyPins, None, 1),
    ],
)
def test_adjustments_that_cannot_hold(
    adjusted: dict[str, object], kind: type[AllocationFault], file: int | None, centre: int | None
) -> None:
    with pytest.raises(kind) as caught:
        Problem(files_of(3), centres_of(3, open=[True, True, False]), adjustments=Adjustments(**adjusted))  # type: ignore[arg-type]
    assert (caught.value.file, caught.value.centre) == (file, centre)


def test_too_many_pins_says_how_many() -> None:
    with pytest.raises(TooManyPins) as caught:
        Problem(files_of(3), centres_of(1, occupied=[8]), adjustments=Adjustments(pins={0: 0, 1: 0, 2: 0}))
    assert (caught.value.pins, caught.value.places) == (3, 2)


def test_a_pin_outside_the_county() -> None:
    adjusted = Adjustments(pins={0: 0})
    Problem(files_of(1), centres_of(1, county=[4]), adjustments=adjusted)
    with pytest.raises(PinOutsideCounty):
        Problem(files_of(1), centres_of(1, county=[4]), Policy(may_leave_county=False), adjusted)


def test_places_tier_by_tier_are_those_of_the_reference() -> None:
    for seed in range(60):
        problem = random_problem(seed, 5, 8)
        for centre in range(8):
            places = reference.free_places(problem, centre)
            assert problem.places.free[centre] == len(places)
            for load in range(len(places) + 1):
                loads = np.zeros(8, np.int64)
                loads[centre] = load
                assert problem.places.extra_cost(loads)[centre] == sum(places[:load])
                following = places[load] if load < len(places) else -1
                assert problem.places.next_extra(loads)[centre] == following
