"""More files than places: how many places are missing, and where."""

from dataclasses import dataclass

import numpy as np

from .problem import Problem


@dataclass(frozen=True)
class CountyBalance:
    """Files of a county and the places that its centres have for them."""

    county: int
    files: int
    places: int

    @property
    def missing(self) -> int:
        """Places that the county lacks for its own files."""
        return max(0, self.files - self.places)


@dataclass(frozen=True)
class Shortage:
    """files, places: overall. counties: every county that has a file or a place, those that lack most first."""

    files: int
    places: int
    counties: tuple[CountyBalance, ...]

    @property
    def missing(self) -> int:
        """Places that are missing overall; zero where there are enough."""
        return max(0, self.files - self.places)


def shortage(problem: Problem) -> Shortage:
    """Count files against the places of open centres, overall and by county."""
    free = problem.places.free
    codes = np.unique(np.concatenate((problem.files.county, problem.centres.county)))
    files = np.bincount(np.searchsorted(codes, problem.files.county), minlength=len(codes))
    places = np.zeros(len(codes), np.int64)
    np.add.at(places, np.searchsorted(codes, problem.centres.county), free)
    balances = [CountyBalance(*map(int, row)) for row in zip(codes, files, places, strict=True) if row[1] or row[2]]
    balances.sort(key=lambda balance: (balance.places - balance.files, balance.county))
    return Shortage(len(problem.files), int(free.sum()), tuple(balances))
