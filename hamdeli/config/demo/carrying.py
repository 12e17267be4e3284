"""Who carries which file when files are given out by hand: mostly the nearest centre with a free place, with odd ones.

This is the state that the allocation is shown to improve: distance has been looked at, speciality and the rest of the
province have not.
"""

from dataclasses import dataclass

import numpy as np

from hamdeli.config.demo.founding import Founded
from hamdeli.config.demo.ground import CHUNK, Ground, Spots, kilometres
from hamdeli.config.demo.seeds import Chance, Integers

NEAREST, NEIGHBOURS, SAME_COUNTY = 0.66, 0.88, 0.97
"""Up to these numbers: the nearest; one of the next few; anywhere in the county; beyond: across its border."""
LOOKED_AT_NEED = 0.3
"""How often the speciality is looked at, where a centre nearby has it."""
CANDIDATES = 24
FULL = 0.94
LIVELY_FULL = 0.72
NEVER = -(10**9)


@dataclass
class Carrying:
    """The centres by nearness of each file, the free places of each centre, the counties and what fits what."""

    near: Integers
    free: Integers
    opened: Integers
    counties: Integers
    centre_counties: Integers
    needs: list[str]
    specialities: list[list[str]]

    def open_reserve(self, centre: int, capacity: int) -> None:
        """Let the lively centre be filled like the others from now on."""
        self.free[centre] += max(1, int((FULL - LIVELY_FULL) * capacity))

    def open_near(self, file: int, year: int, wanted: slice) -> list[int]:
        """The centres of that part of the file's list that have a place and were open before `year`."""
        return [j for j in self.near[file, wanted].tolist() if self.free[j] > 0 and self.opened[j] < year]

    def own(self, file: int, centres: list[int]) -> list[int]:
        """Those of `centres` that lie in the file's county."""
        return [j for j in centres if self.centre_counties[j] == self.counties[file]]

    def in_county(self, file: int, year: int) -> list[int]:
        """The centres of the file's county that have a place and were open before `year`."""
        there = np.flatnonzero((self.centre_counties == self.counties[file]) & (self.free > 0) & (self.opened < year))
        found: list[int] = there.tolist()
        return found

    def take(self, file: int, year: int, chance: Chance) -> int:
        """Choose a centre by hand and take one of its places. Some centre of the province always has one."""
        centre = self.choose(file, year, chance)
        self.free[centre] -= 1
        return centre

    def choose(self, file: int, year: int, chance: Chance) -> int:
        """Choose as a county office does: within the county, what is near, sometimes what fits, sometimes neither."""
        kind = chance.random()
        near = self.open_near(file, year, slice(None))
        near = near if kind >= SAME_COUNTY else self.own(file, near)
        fitting = [j for j in near if self.needs[file] in self.specialities[j]]
        if fitting and chance.random() < LOOKED_AT_NEED:
            return fitting[0]
        near = near[:1] if kind < NEAREST else near[:6] if kind < NEIGHBOURS else self.in_county(file, year) or near
        return near[int(chance.integers(len(near)))] if near else self.nearest_free(file, year)

    def nearest_free(self, file: int, year: int) -> int:
        """The nearest centre with a place; for want of one nearby, the emptiest of the province."""
        choice = self.open_near(file, year, slice(None))
        if choice:
            return choice[0]
        return int(np.where(self.opened < year, self.free, NEVER).argmax())


def prepare(
    founded: Founded, spots: Spots, ground: Ground, needs: list[str], opened: Integers, lively: int
) -> Carrying:
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
        needs=needs,
        specialities=founded.specialities,
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
