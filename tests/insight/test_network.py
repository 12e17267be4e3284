"""The first figures are counted from the records, with their parts."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from hamdeli.delegation.models import Handover, Mandate
from hamdeli.insight.network import Area, areas_of, centres_by_kind, delegated, delegated_by_year, network_figures
from tests.support.cast import Cast, case_file, centre

TODAY = date(2026, 11, 22)
LAST_YEAR = timezone.make_aware(timezone.datetime(2025, 8, 1))  # type: ignore[attr-defined]


def mandate(cast: Cast, code: str, begun: Any, **fields: Any) -> Mandate:
    handover, _ = Handover.objects.get_or_create(
        code="H-1", defaults={"province": cast.isfahan, "made_at": begun, "files_count": 1, "digest": "x"}
    )
    file = case_file(code, cast.kashan, centre=cast.mehr if "ended_at" not in fields else None)
    return Mandate.objects.create(case_file=file, centre=cast.mehr, handover=handover, begun_at=begun, **fields)


@pytest.fixture
def history(cast: Cast) -> Cast:
    for number in range(5):
        mandate(cast, f"10-1{number}", LAST_YEAR)
    for number in range(2):
        mandate(cast, f"10-2{number}", timezone.make_aware(timezone.datetime(2026, 8, 1)))  # type: ignore[attr-defined]
    ended = LAST_YEAR + timedelta(days=30)
    mandate(cast, "10-30", LAST_YEAR, state="returned", reason="other", ended_at=ended)
    case_file("10-40", cast.kashan)
    return cast


def test_growth_prints_both_its_parts_and_their_days(history: Cast) -> None:
    figures = {figure.indicator.key: figure for figure in network_figures(Area(history.isfahan), TODAY)}
    growth = figures["growth"]
    assert (growth.numerator, growth.denominator) == (7, 5)
    assert growth.value == pytest.approx(0.4)
    assert growth.denominator_as_of == date(2026, 3, 20)
    assert figures["files_delegated"].numerator == 7


def test_people_per_centre_prints_its_parts_and_its_census(history: Cast) -> None:
    (people,) = [f for f in network_figures(Area(history.ilam), TODAY) if f.indicator.key == "people_per_centre"]
    assert (people.value, people.numerator, people.denominator, people.census_year) == (580_158, 580_158, 1, 1395)


def test_nothing_to_divide_by_gives_no_figure(cast: Cast) -> None:
    values = {f.indicator.key: f.value for f in network_figures(Area(cast.isfahan), TODAY)}
    assert values["growth"] is None


def test_a_mandate_counts_on_the_days_it_was_open(history: Cast) -> None:
    area = Area(history.isfahan)
    days = [date(2025, 8, 1), date(2025, 12, 1)]
    assert delegated(area, days) == {days[0]: 6, days[1]: 5}
    assert delegated_by_year(area, TODAY, years=2) == [(1404, 5), (1405, 7)]


def test_only_licensed_centres_are_counted_by_kind(cast: Cast) -> None:
    centre("10-009", cast.kashan, kind="guild", licence="suspended")
    (row,) = centres_by_kind(Area(cast.isfahan))
    assert (row.kind, row.centres, row.capacity) == ("neighbourhood", 3, 30)


def test_each_sees_the_figures_of_the_own_places(cast: Cast) -> None:
    assert [area.place for area in areas_of(cast.deputy)] == [cast.isfahan]
    assert [area.place for area in areas_of(cast.county_head)] == [cast.kashan]
    assert {area.place for area in areas_of(cast.director)} == {cast.isfahan, cast.ilam}
    assert areas_of(cast.centre_head) == []
