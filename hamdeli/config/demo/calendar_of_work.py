"""When files were handed over: one day for each county and season of the years before, and two moments of this year."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from hamdeli.config.demo.seeds import Chance
from hamdeli.persian.calendar import solar_year, year_bounds

YEARS = 4
SEASONS = 4
PAST = YEARS * SEASONS
EARLIER, LATELY = PAST, PAST + 1
"""Numbers of the two moments of this year, after the seasons 0 to PAST - 1."""
SEASON_DAYS = 91
# Share of the files that were delegated by the end of each year: the figure grew by about 40% a year.
GROWTH = (0.36, 0.52, 0.72, 1.0)


@dataclass(frozen=True)
class Calendar:
    """The days of one run of the maker, all from `today`."""

    today: date

    @property
    def first_day(self) -> date:
        """The first day of this Solar year."""
        return year_bounds(solar_year(self.today))[0]

    @property
    def recent_day(self) -> date:
        """A day of this year, some ten weeks ago when the year is old enough."""
        return max(self.first_day, self.today - timedelta(days=75))

    @property
    def first_year(self) -> int:
        """The Solar year in which the delegation began."""
        return solar_year(self.today) - YEARS

    def year_of(self, season: int) -> int:
        """The Solar year of a season."""
        return self.first_year + season // SEASONS

    def season_begins(self, season: int) -> date:
        """The first day of a season."""
        return year_bounds(self.year_of(season))[0] + timedelta(days=SEASON_DAYS * (season % SEASONS))

    def season_moment(self, season: int, chance: Chance) -> datetime:
        """A moment of office hours within a season."""
        return office_hours(self.season_begins(season) + timedelta(days=int(chance.integers(18, 84))), chance)

    def earlier_this_year(self, chance: Chance) -> datetime:
        """A moment of this year, some weeks ago when the year is old enough."""
        return self.days_ago(int(chance.integers(32, 90)), chance)

    def lately(self, chance: Chance) -> datetime:
        """A moment of the last days, in this year."""
        return self.days_ago(int(chance.integers(2, 7)), chance)

    def days_ago(self, days: int, chance: Chance) -> datetime:
        """A moment so many days ago, or of the first day of the year."""
        past = (self.today - self.first_day).days
        return self.at_most_now(office_hours(self.today - timedelta(days=min(past, days)), chance))

    def at_most_now(self, moment: datetime) -> datetime:
        """Never later than the first minutes of today, so that the maker's clock does not matter."""
        return min(moment, self.now)

    @property
    def now(self) -> datetime:
        """The moment up to which things have happened: when today begins in Iran, and a minute."""
        return datetime.combine(self.today, time(0, 1), UTC) - timedelta(hours=3, minutes=30)


def moment(day: date, hour: int = 7) -> datetime:
    """A moment of `day` by the clock of UTC."""
    return datetime.combine(day, time(hour), UTC)


def office_hours(day: date, chance: Chance) -> datetime:
    """A moment between half past eight and half past one in Iran."""
    return moment(day, 5) + timedelta(minutes=int(chance.integers(0, 300)))
