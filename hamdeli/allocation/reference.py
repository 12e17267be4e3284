"""The cost model once more, slow and obvious, with the `math` module only: what tests compare everything with."""

import math

from .problem import Problem

EARTH = 6_371_008.8


def metres(latitude1: float, longitude1: float, latitude2: float, longitude2: float) -> int:
    """Great-circle distance by haversine, rounded to the nearest metre; degrees."""
    degree = math.pi / 180.0
    lat1, lon1, lat2, lon2 = latitude1 * degree, longitude1 * degree, latitude2 * degree, longitude2 * degree
    a = math.sin((lat2 - lat1) * 0.5)
    b = math.sin((lon2 - lon1) * 0.5)
    h = min(1.0, a * a + math.cos(lat1) * math.cos(lat2) * b * b)
    return math.floor(2.0 * EARTH * math.asin(math.sqrt(h)) + 0.5)


def cost(problem: Problem, file: int, centre: int) -> int | None:
    """Cost of a file at a centre without its place, or None where the pair may not be."""
    files, centres, policy = problem.files, problem.centres, problem.policy
    same_county = files.county[file] == centres.county[centre]
    if (file, centre) in problem.adjustments.forbidden or not (same_county or policy.may_leave_county):
        return None
    where = (files.latitude[file], files.longitude[file], centres.latitude[centre], centres.longitude[centre])
    total = policy.distance_weight * metres(*map(float, where))
    need = int(files.need[file])
    if need > 0 and not int(centres.specialities[centre]) >> (need - 1) & 1:
        total += policy.lack_of_speciality
    if files.carrier[file] >= 0 and files.carrier[file] != centre:
        total += policy.moving
    return total if same_county else total + policy.other_county


def stay(problem: Problem, file: int) -> int:
    """Cost of a file that stays with its county office."""
    policy, files = problem.policy, problem.files
    waits = policy.stay_base + policy.stay_per_priority * int(files.priority[file])
    return waits + (policy.recall if files.carrier[file] >= 0 else 0)


def free_places(problem: Problem, centre: int) -> list[int]:
    """Extra cost of each place of the centre that this run may fill, cheapest first."""
    policy, adjusted = problem.policy, problem.adjustments
    if not problem.centres.open[centre] or centre in adjusted.closed:
        return []
    capacity = int(adjusted.capacities.get(centre, problem.centres.capacity[centre]))
    last = capacity
    if policy.ceiling_per_centre is not None:
        last = min(last, policy.ceiling_per_centre)
    if policy.ceiling_per_worker is not None:
        last = min(last, policy.ceiling_per_worker * int(problem.centres.workers[centre]))
    places: list[int] = []
    for permille, extra in policy.tiers:
        end = min(permille * capacity // 1000, last)
        places += [extra] * (end - len(places))
    return places[int(problem.centres.occupied[centre]) :]


def plan_cost(problem: Problem, plan: list[int]) -> int | None:
    """Cost of a whole plan, or None where it breaks a rule."""
    loads = [0] * len(problem.centres)
    total = 0
    for file, centre in enumerate(plan):
        pin = problem.adjustments.pins.get(file)
        pair = stay(problem, file) if centre < 0 else cost(problem, file, centre)
        if pair is None or (pin is not None and pin != centre):
            return None
        total += pair
        if centre >= 0:
            loads[centre] += 1
    for centre, load in enumerate(loads):
        places = free_places(problem, centre)
        if load > len(places):
            return None
        total += sum(places[:load])
    return total
