"""The first figures of the network, counted from the records and printed with their parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, Sum
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.centres.models import Centre
from hamdeli.delegation.models import Mandate
from hamdeli.insight.indicators import (
    CENTRES,
    FILES_DELEGATED,
    GROWTH,
    PEOPLE_PER_CENTRE,
    Indicator,
)
from hamdeli.persian.calendar import solar_year, year_bounds
from hamdeli.places.models import Place


@dataclass(frozen=True)
class Figure:
    """One indicator on one day: the value, and the parts that it was computed from (None where it is a plain count)."""

    indicator: Indicator
    value: float | None
    numerator: int
    denominator: int | None
    as_of: date
    denominator_as_of: date | None = None
    census_year: int | None = None


@dataclass(frozen=True)
class Area:
    """A province or a county whose figures are asked for."""

    place: Place

    def rows(self, path: str = "") -> Q:
        """Return the condition on rows that lie in the area; `path` leads from the row to what has the place."""
        level = "province" if self.place.kind == Place.Kind.PROVINCE else "county"
        return Q(**{f"{path}{level}_id": self.place.pk})


def areas_of(user: User) -> list[Area]:
    """Return the areas whose figures `user` may see: own provinces and counties, or every province with a centre.

    The head of a centre has none: the place of that post is the county, and a centre has a dashboard of its own.
    """
    posts = [post for post in user.posts_now if post.gives(Right.SEE_FIGURES)]
    held = [post.place for post in posts if not post.centre_code]
    if any(place.kind == Place.Kind.COUNTRY for place in held):
        served = Centre.objects.filter(scope(user, Right.SEE_FIGURES, centre="")).values("province_id")
        return [Area(place) for place in Place.objects.provinces().filter(pk__in=served)]
    return [Area(place) for place in held]


def network_figures(area: Area, today: date) -> list[Figure]:
    """Return the first figures of `area` as of `today`."""
    last_year_end = year_bounds(solar_year(today))[0] - timedelta(days=1)
    centres = Centre.objects.licensed().filter(area.rows()).count()
    counts = delegated(area, [today, last_year_end])
    now, then = counts[today], counts[last_year_end]
    people, census = area.place.population or 0, area.place.population_year
    return [
        Figure(CENTRES, centres, centres, None, today),
        Figure(FILES_DELEGATED, now, now, None, today),
        Figure(GROWTH, ratio(now - then, then), now, then, today, last_year_end),
        Figure(PEOPLE_PER_CENTRE, ratio(people, centres), people, centres, today, census_year=census),
    ]


def delegated(area: Area, days: Sequence[date]) -> dict[date, int]:
    """Return how many files some centre carried at the end of each of `days`, in one reading of the mandates."""
    ends = {f"day_{number}": midnight_after(day) for number, day in enumerate(days)}
    counted = Mandate.objects.filter(area.rows("case_file__")).aggregate(
        **{name: Count("id", filter=open_at(end)) for name, end in ends.items()}
    )
    return {day: counted[f"day_{number}"] for number, day in enumerate(days)}


def midnight_after(day: date) -> datetime:
    """Return the moment at which `day` ends."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def open_at(moment: datetime) -> Q:
    """Return the condition that a mandate was open at `moment`."""
    return Q(begun_at__lt=moment) & (Q(ended_at__isnull=True) | Q(ended_at__gte=moment))


def ratio(numerator: float, denominator: float) -> float | None:
    """Return the ratio, or None where there is nothing to divide by."""
    return numerator / denominator if denominator else None


@dataclass(frozen=True)
class KindCount:
    """How many centres of one kind are at work, and how many files they carry."""

    kind: str
    label: str
    centres: int
    urban: int
    rural: int
    mosque_based: int
    capacity: int


def centres_by_kind(area: Area) -> list[KindCount]:
    """Return the centres at work in `area` by kind."""
    counted = (
        Centre.objects.licensed()
        .filter(area.rows())
        .values("kind")
        .annotate(
            centres=Count("id"),
            urban=Count("id", filter=Q(setting="urban")),
            rural=Count("id", filter=Q(setting="rural")),
            mosque=Count("id", filter=Q(mosque_based=True)),
            places=Sum("capacity"),
        )
        .order_by("kind")
    )
    labels = dict(Centre._meta.get_field("kind").flatchoices)
    return [
        KindCount(
            kind=row["kind"],
            label=str(labels[row["kind"]]),
            centres=row["centres"],
            urban=row["urban"],
            rural=row["rural"],
            mosque_based=row["mosque"],
            capacity=row["places"],
        )
        for row in counted
    ]


def delegated_by_year(area: Area, today: date, *, years: int = 4) -> list[tuple[int, int]]:
    """Return (Solar Hijri year, files delegated at its end, or today for the running one), the oldest first."""
    this = solar_year(today)
    ends = {year: min(year_bounds(year)[1], today) for year in range(this - years + 1, this + 1)}
    counts = delegated(area, list(ends.values()))
    return [(year, counts[end]) for year, end in ends.items()]
