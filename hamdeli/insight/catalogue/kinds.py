"""What an indicator is made of: a source that is grouped by place, parts of it, and what is said about them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Aggregate, Count, F, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.roles import Right
from hamdeli.insight.periods import Period


class Level(models.TextChoices):
    """Of what an area is."""

    NATION = "nation", _("the country")
    PROVINCE = "province", _("province")
    COUNTY = "county", _("county")
    CENTRE = "centre", _("centre")


class Dates(models.TextChoices):
    """Whether something is counted on a day or over a period."""

    STOCK = "stock", _("on the last day of the period")
    FLOW = "flow", _("during the period")


class Shape(models.TextChoices):
    """How the value follows from its parts."""

    COUNT = "count", _("a count")
    RATIO = "ratio", _("numerator divided by denominator")
    PERCENT = "percent", _("numerator divided by denominator, in percent")
    GROWTH = "growth", _("numerator divided by denominator, less one, in percent")
    PER_UNIT = "per_unit", _("a sum, in larger units")


class Better(models.TextChoices):
    """Which direction is good."""

    MORE = "more", _("more is better")
    LESS = "less", _("less is better")
    NEITHER = "neither", _("neither more nor less is better")


@dataclass(frozen=True)
class Source:
    """Rows that are counted: `rows` gives them for a period; the paths lead from a row to the codes of its places.

    `split` is a path or an annotation by which the rows are counted apart; `total` a field that is added up instead of
    counting rows. A path that is empty means that the rows cannot be told apart so far down.
    """

    key: str
    rows: Callable[[Period], QuerySet[Any]]
    province: str = "province__code"
    county: str = "county__code"
    centre: str = ""
    split: str = ""
    total: str = ""

    def grouped(self, period: Period) -> QuerySet[Any, dict[str, Any]]:
        """Return the one query that counts this source for all areas: `at_…`, `apart` and `number`."""
        paths = {"at_province": self.province, "at_county": self.county, "at_centre": self.centre, "apart": self.split}
        names = {name: F(path) for name, path in paths.items() if path}
        measure: Aggregate = Sum(self.total) if self.total else Count("pk")
        rows: QuerySet[Any, dict[str, Any]] = self.rows(period).order_by().values(**names).annotate(number=measure)
        return rows


@dataclass(frozen=True)
class Part:
    """One number behind an indicator: a source, which of its splits (none: all), and when."""

    source: Source
    label: Any
    only: tuple[Any, ...] = ()
    at_start: bool = False
    """Counted at the end of the day before the period begins, instead of at the end of its last day."""


@dataclass(frozen=True)
class Indicator:
    """One figure: what it is called, what it counts, and who may see it.

    `family` says that its counts are counts of families or persons: small ones are shown only to those who may open the
    files. `whole` is the key of the indicator that it is a part of. Whoever changes what is counted raises `version`.
    """

    key: str
    section: str
    label: Any
    definition: Any
    numerator: Part
    denominator: Part | None = None
    shape: Shape = Shape.COUNT
    unit: Any = ""
    dates: Dates = Dates.STOCK
    better: Better = Better.NEITHER
    family: bool = False
    whole: str = ""
    per: int = 1
    right: Right = Right.SEE_FIGURES
    version: int = 1

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels at which every part is known."""
        parts = [self.numerator, *([self.denominator] if self.denominator else [])]
        found = [Level.NATION, Level.PROVINCE]
        if all(part.source.county for part in parts):
            found.append(Level.COUNTY)
            if all(part.source.centre for part in parts):
                found.append(Level.CENTRE)
        return tuple(found)

    def value_of(self, numerator: int, denominator: int | None) -> float | None:
        """Return the value that follows from the parts, or None where there is nothing to divide by."""
        if self.denominator is None:
            return numerator / self.per if self.per != 1 else numerator
        if not denominator:
            return None
        return numerator / denominator - (1 if self.shape == Shape.GROWTH else 0)


@dataclass(frozen=True)
class Coming:
    """An indicator that officials publish and for which nothing is recorded yet."""

    key: str
    label: Any
    when: Any
