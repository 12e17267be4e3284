"""What each file costs where it is, in parts. Vectorised; the distance is the haversine itself."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .ground import Floats, Longs, Shorts, spherical
from .jit import compiled
from .metric import haversine
from .problem import Problem

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
    out = np.empty(len(file), np.int64)
    here = spherical(files.latitude[file], files.longitude[file])[3:]
    there = spherical(centres.latitude[centre], centres.longitude[centre])[3:]
    _fill_metres(*here, *there, out)
    return out


@compiled
def _fill_metres(
    lat1: Floats, lon1: Floats, cos1: Floats, lat2: Floats, lon2: Floats, cos2: Floats, out: Longs
) -> None:
    for k in range(len(out)):
        out[k] = haversine(lat1[k], lon1[k], cos1[k], lat2[k], lon2[k], cos2[k])


def loads_of(problem: Problem, assignment: Shorts) -> Longs:
    """(M,) files of the plan at each centre, those outside the run not counted."""
    return np.bincount(assignment[assignment >= 0], minlength=len(problem.centres)).astype(np.int64)


def plan_cost(problem: Problem, assignment: Shorts) -> int:
    """Exact cost of a plan (N,): pairs, extras of places, and staying."""
    placed = np.flatnonzero(assignment >= 0)
    pairs = int(parts_of(problem, placed, assignment[placed]).total.sum())
    extras = int(problem.places.extra_cost(loads_of(problem, assignment)).sum())
    return pairs + extras + int(problem.stay[assignment < 0].sum())
