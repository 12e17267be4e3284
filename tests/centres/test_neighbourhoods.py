"""A list of neighbourhoods: what it would create and change, what is wrong with it, and what a town counts then."""

from pathlib import Path
from typing import Any

import pytest

from hamdeli.insight.coverage.ground import survey
from hamdeli.jobs.models import Job
from hamdeli.places.models import Place
from tests.support.cast import Cast, place
from tests.support.lists import preview, store, workbook

pytestmark = pytest.mark.django_db
ROW = {
    "کد محله": "10-N01",
    "نام": "پشت مشهد",
    "استان": "اصفهان",
    "شهرستان": "کاشان",
    "شهر": "کاشان",
    "عرض جغرافیایی": 33.975,
    "طول جغرافیایی": 51.455,
    "جمعیت": "۲۰٬۰۰۰",
    "سال جمعیت": "۱۳۹۵",
}


@pytest.fixture
def city(cast: Cast) -> Place:
    """The town of Kashan."""
    return place("G1", "city", "کاشان", cast.kashan, population=300_000)


@pytest.fixture
def look(cast: Cast, city: Place, tmp_path: Path) -> Any:
    """Return a function that previews rows as the deputy for public participation."""

    def previewed(*rows: dict[str, Any], by: Any = None) -> Job:
        return preview(by or cast.participation, "neighbourhoods", workbook(tmp_path / "list.xlsx", rows))

    return previewed


def faults(job: Job) -> list[tuple[str, str]]:
    assert job.state == Job.State.DONE, job.fault
    return [(fault[0], fault[1]) for row in job.result["samples"]["faulty"] for fault in row["faults"]]


def test_neighbourhoods_are_created_and_the_same_list_changes_nothing(look: Any, cast: Cast, city: Place) -> None:
    seen = look(ROW)
    assert not Place.objects.filter(kind="neighbourhood").exists()
    assert store(cast.participation, seen).result["counts"]["created"] == 1
    made = Place.objects.get(code="10-N01")
    assert (made.kind, made.parent, made.name_fa) == ("neighbourhood", city, "پشت مشهد")
    assert (made.population, made.population_year, made.latitude) == (20_000, 1395, 33.975)
    assert list(Place.objects.named("پشت  مشهد")) == [made]
    assert look(ROW).result["counts"] == {"created": 0, "changed": 0, "unchanged": 1, "faulty": 0}


def test_changes_are_shown_and_a_blank_cell_leaves_what_is_there(look: Any, cast: Cast) -> None:
    store(cast.participation, look(ROW))
    seen = look(ROW | {"جمعیت": None, "سال جمعیت": None, "نام": "پشت مشهد بالا", "شهر": "G1"})
    assert seen.result["samples"]["changed"][0]["changes"] == [["name", "پشت مشهد", "پشت مشهد بالا"]]
    store(cast.participation, seen)
    made = Place.objects.get(code="10-N01")
    assert (made.name_fa, made.population) == ("پشت مشهد بالا", 20_000)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"شهر": "نطنز"}, ("city", "town_unknown")),
        ({"شهرستان": "ناکجا"}, ("county", "county_unknown")),
        ({"عرض جغرافیایی": 32.65, "طول جغرافیایی": 51.67}, ("latitude", "far_from_town")),
        ({"کد محله": "G1"}, ("code", "code_of_place")),
        ({"جمعیت": None}, ("population_year", "year_alone")),
        ({"جمعیت": "-3"}, ("population", "too_small")),
        ({"سال جمعیت": "2016"}, ("population_year", "too_great")),
        ({"نام": None}, ("name", "empty")),
        ({"جمعیت": 600_001}, ("population", "more_than_town")),
        ({"استان": "ایلام"}, ("province", "province_foreign")),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_stored(
    look: Any, cast: Cast, change: dict[str, Any], expected: tuple[str, str]
) -> None:
    seen = look(ROW | change)
    assert expected in faults(seen)
    assert store(cast.participation, seen).fault == "rows_faulty"
    assert not Place.objects.filter(kind="neighbourhood").exists()


def test_two_towns_of_one_name_are_told_apart_by_code(look: Any, cast: Cast, city: Place) -> None:
    place("G2", "village", "کاشان", cast.kashan)
    assert faults(look(ROW)) == [("city", "town_ambiguous")]
    assert look(ROW | {"شهر": "G1"}).result["counts"]["created"] == 1


def test_another_province_cannot_take_a_code(look: Any, cast: Cast) -> None:
    dehloran = place("G9", "city", "دهلران", cast.dehloran, latitude=32.69, longitude=47.27)
    place("10-N01", "neighbourhood", "محله", dehloran, latitude=32.69, longitude=47.27)
    assert faults(look(ROW)) == [("code", "code_elsewhere")]


def test_who_may_not_bring_it(look: Any, cast: Cast) -> None:
    for user in (cast.deputy, cast.county_head, cast.centre_head, cast.auditor):
        assert look(ROW, by=user).fault == "not_allowed"


@pytest.mark.parametrize(("people", "left"), [("100000", [200_000]), ("300000", []), ("400000", []), (None, [300_000])])
def test_a_town_counts_by_its_neighbourhoods_and_for_the_rest(
    look: Any, cast: Cast, people: str | None, left: list[int]
) -> None:
    store(cast.participation, look(ROW | {"جمعیت": people, "سال جمعیت": None}))
    ground = survey(cast.isfahan)
    told = dict(zip((row.code for row in ground.places), ground.people.tolist(), strict=True))
    assert told["10-N01"] == int(people or 0)
    assert [told[code] for code in ("G1",) if code in told] == left
