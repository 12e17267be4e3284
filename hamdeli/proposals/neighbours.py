"""What stands beside a plan: today, nearest first, and for each file the nearest and the next best centre."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from hamdeli.allocation.problem import NOBODY, Problem
from hamdeli.allocation.solution import Solution

Ints = npt.NDArray[Any]
NEVER = 1 << 50
EARTH = 6_371_008.8
CHUNK = 1_000
"""Files compared with all centres at a time: a few megabytes, however many files there are."""


def as_today(problem: Problem) -> Ints:
    """(N,) the centre that carries each file today, or -1."""
    return problem.files.carrier.copy()


def nearest_first(problem: Problem) -> Ints:
    """(N,) each file, in the order of the list, at the nearest open centre that still has a place."""
    plan = np.full(len(problem.files), NOBODY, np.int32)
    free = problem.places.free.copy()
    for files, costs in in_chunks(problem):
        way = np.where(free > 0, costs.way, NEVER)
        for file, ways in zip(files.tolist(), way, strict=True):
            centre = int(ways.argmin())
            while free[centre] == 0 and ways[centre] < NEVER:
                ways[centre] = NEVER
                centre = int(ways.argmin())
            if ways[centre] < NEVER:
                plan[file] = centre
                free[centre] -= 1
    return plan


def neighbours(problem: Problem, solution: Solution) -> tuple[Ints, Ints, Ints]:
    """(N,) each: the nearest centre, the next best by cost and price, and how much more it (or staying) would cost."""
    count = len(problem.files)
    nearest, following, more = np.full(count, NOBODY), np.full(count, NOBODY), np.zeros(count, np.int64)
    for files, costs in in_chunks(problem):
        at, here = np.arange(len(files)), solution.assignment[files]
        stay, placed = problem.stay[files], here != NOBODY
        value = np.where(may_go(problem, files), costs.total + solution.prices, NEVER)
        paid = np.where(placed, (costs.total + solution.prices)[at, here], stay)
        value[at[placed], here[placed]] = NEVER
        best = value.argmin(axis=1)
        least = value[at, best]
        nearest[files] = costs.way.argmin(axis=1)
        following[files] = np.where(least < NEVER, best, NOBODY)
        more[files] = np.minimum(least, np.where(placed, stay, NEVER)) - paid
    return nearest, following, more


class Costs(NamedTuple):
    """Whole metres and costs without price of some files at every centre, (files, M) each."""

    way: Ints
    total: Ints


def in_chunks(problem: Problem) -> Iterator[tuple[Ints, Costs]]:
    """Yield some files, and what they would cost at every centre; nothing where there is no centre."""
    for first in range(0, len(problem.files) if len(problem.centres) else 0, CHUNK):
        files = np.arange(first, min(first + CHUNK, len(problem.files)))
        way = ways_of(problem, files)
        yield files, Costs(way, way * problem.policy.distance_weight + surcharges_of(problem, files))


def ways_of(problem: Problem, files: Ints) -> Ints:
    """(files, M) great-circle distances in whole metres (haversine)."""
    north, east = (
        np.radians(problem.files.latitude[files])[:, None],
        np.radians(problem.files.longitude[files])[:, None],
    )
    lat, lon = np.radians(problem.centres.latitude), np.radians(problem.centres.longitude)
    half = np.sin((lat - north) * 0.5) ** 2 + np.cos(north) * np.cos(lat) * np.sin((lon - east) * 0.5) ** 2
    return np.asarray(np.floor(2.0 * EARTH * np.arcsin(np.sqrt(np.minimum(half, 1.0))) + 0.5), np.int64)


def surcharges_of(problem: Problem, files: Ints) -> Ints:
    """(files, M) what a lacking speciality, a move and another county cost."""
    policy, need, carrier = problem.policy, problem.files.need[files][:, None], problem.files.carrier[files][:, None]
    skills = problem.centres.specialities.astype(np.int64)
    lacks = (need > 0) & ((skills >> np.maximum(need.astype(np.int64) - 1, 0)) & 1 == 0)
    moves = (carrier >= 0) & (carrier != np.arange(len(skills)))
    away = problem.files.county[files][:, None] != problem.centres.county
    return np.asarray(
        lacks * np.int64(policy.lack_of_speciality)
        + moves * np.int64(policy.moving)
        + away * np.int64(policy.other_county)
    )


def may_go(problem: Problem, files: Ints) -> Ints:
    """(files, M) whether each file may go to each centre."""
    may = np.broadcast_to(problem.open & (problem.places.ends[:, -1] > 0), (len(files), len(problem.centres))).copy()
    if not problem.policy.may_leave_county:
        may &= problem.files.county[files][:, None] == problem.centres.county
    for file, centre in problem.adjustments.forbidden:
        if files[0] <= file <= files[-1]:
            may[file - files[0], centre] = False
    return may
