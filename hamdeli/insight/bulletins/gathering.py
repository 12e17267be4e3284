"""Gathering what a bulletin may say: the readings of the catalogue with their parts and the days of these."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hamdeli.insight.areas import NATION, AreaKey
from hamdeli.insight.catalogue import Dates, Indicator, Level, Part
from hamdeli.insight.catalogue.centres import PEOPLE
from hamdeli.insight.models import Computation
from hamdeli.insight.periods import Period
from hamdeli.insight.reading import Value, read
from hamdeli.places.models import Place

DAY, SPAN, CENSUS = "day", "span", "census"


@dataclass(frozen=True)
class When:
    """Of when a part is: the end of a `day`, the `span` between two days, or the `census` of a Solar Hijri year."""

    kind: str
    on: date | None = None
    since: date | None = None
    years: tuple[int, ...] = ()

    def plain(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        days = {"on": self.on, "since": self.since}
        return {"kind": self.kind, "years": list(self.years)} | {
            name: value.isoformat() if value else None for name, value in days.items()
        }


@dataclass(frozen=True)
class Figure:
    """One indicator of the place on the day: its value and, where it is a ratio, both parts and when each is of."""

    indicator: Indicator
    value: float | None
    numerator: int | None
    denominator: int | None
    numerator_when: When | None
    denominator_when: When | None
    hidden: bool = False

    def plain(self) -> dict[str, Any]:
        """Return it as plain JSON values, to be frozen."""
        return {
            "key": self.indicator.key,
            "value": self.value,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "numerator_when": self.numerator_when.plain() if self.numerator_when else None,
            "denominator_when": self.denominator_when.plain() if self.denominator_when else None,
        }


@dataclass(frozen=True)
class Gathered:
    """All that is known of a place in a period, by the key of the indicator, and when it was counted."""

    place: Place
    period: Period
    figures: dict[str, Figure]
    computed_at: datetime | None


def gather(place: Place, period: Period, keys: list[str]) -> Gathered:
    """Return the figures of a province, or of the country, as the public may read them."""
    area = area_of(place)
    years = census_years(place)
    values = read(keys, [area], period)
    figures = {key: figure_of(value, period, years) for (key, _area), value in values.items()}
    moments = [value.computed_at for value in values.values()]
    return Gathered(place, period, figures, max(moments, default=None))


def area_of(place: Place) -> AreaKey:
    """Return the area whose readings are those of the place."""
    if place.kind == Place.Kind.COUNTRY:
        return AreaKey(Level.NATION, NATION)
    return AreaKey(Level.PROVINCE, place.code)


def census_years(place: Place) -> tuple[int, ...]:
    """Return the years of the population of the place; of the country, of its provinces."""
    rows = Place.objects.provinces() if place.kind == Place.Kind.COUNTRY else Place.objects.filter(pk=place.pk)
    years = rows.filter(population_year__isnull=False).values_list("population_year", flat=True)
    return tuple(sorted({int(year) for year in years if year}))


def figure_of(value: Value, period: Period, years: tuple[int, ...]) -> Figure:
    """Return what was read, with when each part is of."""
    indicator = value.indicator
    below = indicator.denominator
    return Figure(
        indicator=indicator,
        value=value.value,
        numerator=value.numerator,
        denominator=value.denominator,
        numerator_when=when_of(indicator, indicator.numerator, period, years),
        denominator_when=when_of(indicator, below, period, years) if below else None,
        hidden=value.hidden,
    )


def when_of(indicator: Indicator, part: Part, period: Period, years: tuple[int, ...]) -> When | None:
    """Return when a part is of; None for a population of which nobody knows the census."""
    if part.source.key == PEOPLE.key:
        return When(CENSUS, years=years) if years else None
    if part.at_start:
        return When(DAY, on=period.start.until)
    if indicator.dates == Dates.FLOW:
        return When(SPAN, on=period.until, since=period.since)
    return When(DAY, on=period.until)


def periods_known() -> list[Period]:
    """Return the periods that were counted by today's definitions, the latest first: the running year and past ones."""
    return [made.period for made in Computation.objects.valid().order_by("-year", "-months")]
