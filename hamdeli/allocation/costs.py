"""What each file costs where it is, in parts. Vectorised; the distance is the haversine itself."""

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .ground import Floats, Longs, Shorts
from .jit import compiled
from .metric import haversine
from .problem import Problem
from .threads import in_blocks
from .tree import Pad

Index = npt.NDArray[np.integer]


class Parts(NamedTuple):
    """Parts of the cost of k pairs, each (k,): metres (weighted), speciality, moving, county. Sums are the cost."""

    distance: Longs
    speciality: Longs
    moving: Longs
    county: Longs

    @property
    def total(self) -> Longs:
        """(k,) cost of the pair, without the extra of its place."""
        return self.distance + self.speciality + self.moving + self.county


def parts_of(problem: Problem, file: Index, centre: Index) -> Parts:
    """Cost parts of the pairs (file[k], centre[k]); both (k,), indexes in range."""
    files, centres, policy = problem.files, problem.centres, problem.policy
    need = files.need[file].astype(np.int64)
    skills = centres.specialities[centre].astype(np.int64)
    lacks = (need > 0) & ((skills >> np.maximum(need - 1, 0)) & 1 == 0)
    carrier = files.carrier[file]
    moves = (carrier >= 0) & (carrier != centre)
    return Parts(
        metres(problem, file, centre) * policy.distance_weight,
        lacks * np.int64(policy.lack_of_speciality),
        moves * np.int64(policy.moving),
        (files.county[file] != centres.county[centre]) * np.int64(policy.other_county),
    )


def metres(problem: Problem, file: Index, centre: Index) -> Longs:
    """(k,) whole metres between file[k] and centre[k]."""
    files, centres = problem.files, problem.centres
    here = files.latitude[file], files.longitude[file]
    there = centres.latitude[centre], centres.longitude[centre]
    out = np.empty(len(file), np.int64)
    in_blocks(_fill_metres, len(file), *here, *there, out)
    return out


@compiled
def _fill_metres(
    first: int, last: int, lat1: Floats, lon1: Floats, lat2: Floats, lon2: Floats, out: Longs, _pad: Pad
) -> None:
    degree = math.pi / 180.0
    for k in range(first, last):
        here, there = lat1[k] * degree, lat2[k] * degree
        out[k] = haversine(here, lon1[k] * degree, math.cos(here), there, lon2[k] * degree, math.cos(there))


def loads_of(problem: Problem, assignment: Shorts) -> Longs:
    """(M,) files of the plan at each centre, those outside the run not counted."""
    return np.bincount(assignment[assignment >= 0], minlength=len(problem.centres)).astype(np.int64)


def plan_cost(problem: Problem, assignment: Shorts) -> int:
    """Exact cost of a plan (N,): pairs, extras of places, and staying."""
    placed = np.flatnonzero(assignment >= 0)
    pairs = int(parts_of(problem, placed, assignment[placed]).total.sum())
    extras = int(problem.places.extra_cost(loads_of(problem, assignment)).sum())
    return pairs + extras + int(problem.stay[assignment < 0].sum())
