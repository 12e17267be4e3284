"""Who they are and where they live, before anything is stored; when those who left came and went."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from hamdeli.casework.models import State
from hamdeli.config.demo.calendar_of_work import PAST, Calendar
from hamdeli.config.demo.families import Families, draw_families
from hamdeli.config.demo.founding import Founded
from hamdeli.config.demo.ground import Ground, Spots, scatter
from hamdeli.config.demo.seeds import Chance, Integers
from hamdeli.persian.calendar import solar_year

SHARES = {"admission": 0.012, "listed": 0.015, "refused": 0.005, "left": 0.03}
LEAST = {"admission": 21, "listed": 9, "refused": 6, "left": 9}
STATES = {"admission": State.ADMISSION, "listed": State.LISTED, "refused": State.CLOSED, "left": State.CLOSED}
NEAR = 3
"""Every third of each kind lives in the county of the lively centre."""
STAYED = 250
"""Days for which a family was under support at least."""


@dataclass(frozen=True)
class Leaver:
    """A family that left: its number, its centre's number, the season of its handover, the day of its exit."""

    at: int
    centre: int
    season: int
    left: date


@dataclass(frozen=True)
class Newcomers:
    """The families, one entry for each, with their kinds; those who left in `leavers`."""

    families: Families
    spots: Spots
    kinds: list[str]
    leavers: list[Leaver]

    def numbers(self, kind: str) -> list[int]:
        """The numbers of the families of one kind."""
        return [at for at, word in enumerate(self.kinds) if word == kind]

    def fresh(self, first_day: date) -> int:
        """How many left since `first_day`: so many others were handed over since, and the total is what it was."""
        return sum(leaver.left >= first_day for leaver in self.leavers)


def draw_newcomers(
    files: int, rural: float, ground: Ground, founded: Founded, lively: int | None, calendar: Calendar, chance: Chance
) -> Newcomers:
    """Draw them, in proportion to the files of the province."""
    least = 1 if lively is not None else 5
    kinds = [kind for kind, share in SHARES.items() for _ in range(max(LEAST[kind] // least, round(share * files)))]
    spots = scatter(ground, chance, chance.random(len(kinds)) < rural, power=1.0)
    if lively is not None:
        settle_near(ground, founded, lively, spots, chance)
    families = draw_families(chance, len(kinds))
    counties = ground.counties[spots.settlement]
    leavers = [
        leaver
        for at, kind in enumerate(kinds)
        if kind == "left" and (leaver := leaver_of(at, int(counties[at]), founded, lively, calendar, chance))
    ]
    gone = {leaver.at for leaver in leavers}
    kinds = ["refused" if kind == "left" and at not in gone else kind for at, kind in enumerate(kinds)]
    return Newcomers(families, spots, kinds, leavers)


def settle_near(ground: Ground, founded: Founded, lively: int, spots: Spots, chance: Chance) -> None:
    """Let every third live in the county of the lively centre, more of them in its towns."""
    centre = founded.centres[lively]
    there: Integers = np.flatnonzero(ground.counties == centre.county_id)
    weights = ground.population[there] / ground.population[there].sum()
    for at in range(0, len(spots.settlement), NEAR):
        settlement = int(chance.choice(there, p=weights))
        spots.settlement[at], spots.rural[at] = settlement, bool(ground.rural[settlement])
        spots.latitude[at] = ground.latitude[settlement] + float(chance.normal(0, 0.006))
        spots.longitude[at] = ground.longitude[settlement] + float(chance.normal(0, 0.006))


def leaver_of(
    at: int, county: int, founded: Founded, lively: int | None, calendar: Calendar, chance: Chance
) -> Leaver | None:
    """Draw the centre and the days of one who left; None where the county has no centre old enough."""
    left = calendar.today - timedelta(days=3 + int(chance.integers(0, 780)))
    last = max(left - timedelta(days=STAYED), calendar.season_begins(0))
    seasons = [season for season in range(PAST) if calendar.season_begins(season) <= last]
    season = seasons[int(chance.integers(len(seasons)))]
    year = calendar.year_of(season)
    old = [
        number
        for number, centre in enumerate(founded.centres)
        if centre.county_id == county and centre.opened_on and solar_year(centre.opened_on) < year
    ]
    if not old:
        return None
    mine = lively in old and chance.random() < 0.6
    centre = lively if mine and lively is not None else old[int(chance.integers(len(old)))]
    return Leaver(at, centre, season, left)
