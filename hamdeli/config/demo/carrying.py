"""Who carries which file when files are given out by hand: mostly the nearest centre with a free place, with odd ones.

This is the state that the allocation is shown to improve: distance has been looked at, speciality and the rest of the
province have not.
"""

from dataclasses import dataclass

import numpy as np

from hamdeli.config.demo.founding import Founded
from hamdeli.config.demo.ground import CHUNK, Ground, Spots, kilometres
from hamdeli.config.demo.seeds import Chance, Integers

NEAREST, NEIGHBOURS, SAME_COUNTY = 0.60, 0.82, 0.96
"""Up to these numbers: the nearest; one of the next few; one of the same county; beyond: one further away."""
CANDIDATES = 24
FULL = 0.94
LIVELY_FULL = 0.72
NEVER = -(10**9)


@dataclass
class Carrying:
    """The centres by nearness of each file, the free places of each centre, and the centres of each county."""

    near: Integers
    free: Integers
    opened: Integers
    counties: Integers
    centre_counties: Integers

    def open_near(self, file: int, year: int, wanted: slice) -> list[int]:
        """The centres of that part of the file's list that have a place and were open before `year`."""
        return [j for j in self.near[file, wanted].tolist() if self.free[j] > 0 and self.opened[j] < year]

    def in_county(self, file: int, year: int) -> list[int]:
        """The centres of the file's county that have a place and were open before `year`."""
        there = np.flatnonzero((self.centre_counties == self.counties[file]) & (self.free > 0) & (self.opened < year))
        found: list[int] = there.tolist()
        return found

    def take(self, file: int, year: int, chance: Chance) -> int:
        """Choose a centre by hand and take one of its places. Some centre of the province always has one."""
        kind = chance.random()
        choice = self.open_near(file, year, slice(0, 1 if kind < NEAREST else 6 if kind < NEIGHBOURS else 0))
        if not choice and kind >= NEIGHBOURS:
            choice = self.in_county(file, year) if kind < SAME_COUNTY else self.open_near(file, year, slice(6, None))
        centre = choice[int(chance.integers(len(choice)))] if choice else self.nearest_free(file, year)
        self.free[centre] -= 1
        return centre

    def nearest_free(self, file: int, year: int) -> int:
        """The nearest centre with a place; for want of one nearby, the emptiest of the province."""
        choice = self.open_near(file, year, slice(None))
        if choice:
            return choice[0]
        return int(np.where(self.opened < year, self.free, NEVER).argmax())


def prepare(founded: Founded, spots: Spots, ground: Ground, opened: Integers, lively: int) -> Carrying:
    """Rank the centres for each file and count the places that may be given out by hand."""
    capacity = np.array([centre.capacity for centre in founded.centres], dtype=np.int64)
    free = np.floor(FULL * capacity).astype(np.int64)
    free[lively] = int(LIVELY_FULL * capacity[lively])
    return Carrying(
        near=nearest(founded, spots),
        free=free,
        opened=opened,
        counties=ground.counties[spots.settlement],
        centre_counties=np.array([centre.county_id for centre in founded.centres], dtype=np.int64),
    )


def nearest(founded: Founded, spots: Spots) -> Integers:
    """The nearest centres of each file, nearest first, shape (files, at most 24)."""
    wanted = min(CANDIDATES, len(founded.centres))
    ranked = np.empty((len(spots.latitude), wanted), dtype=np.int64)
    for start in range(0, len(ranked), CHUNK):
        part = slice(start, start + CHUNK)
        away = kilometres(spots.latitude[part], spots.longitude[part], founded.latitude, founded.longitude)
        ranked[part] = np.argsort(away, axis=1, kind="stable")[:, :wanted]
    return ranked
