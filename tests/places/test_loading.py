import json
from collections import Counter
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from hamdeli.persian.letters import sort_key
from hamdeli.places.loading import DATA, load_places
from hamdeli.places.models import Place

pytestmark = pytest.mark.django_db

# Statistical Centre of Iran, census of 1395.
COUNTRY_1395 = 79_926_270
ILAM_1395 = 580_158


def test_loading_twice_changes_nothing() -> None:
    first = load_places()
    count = Place.objects.count()
    again = load_places()
    assert count > 2_500
    assert (again.created, again.changed, again.unchanged) == (0, 0, count)
    assert first.created + first.changed + first.unchanged == count


def test_a_changed_place_is_put_right() -> None:
    load_places()
    Place.objects.filter(code="16").update(name_fa="عیلام", population=1)
    assert load_places().changed == 1
    assert Place.objects.get(code="16").name_fa == "ایلام"


def test_people_add_up() -> None:
    load_places()
    assert Place.objects.get(code="IR").population == COUNTRY_1395
    for province in Place.objects.provinces():
        assert sum(county.population or 0 for county in Place.objects.counties_of(province)) == province.population
    assert Place.objects.get(code="16").population == ILAM_1395


def test_the_two_provinces_of_the_demonstration_are_complete() -> None:
    load_places()
    for code, counties in (("10", 24), ("16", 10)):
        province = Place.objects.get(code=code)
        found = Place.objects.counties_of(province)
        assert len(found) == counties
        for county in found:
            assert county.name_en
            assert county.latitude is not None
            assert Place.objects.filter(parent=county, kind=Place.Kind.CITY).exists()


def test_everything_has_a_name_in_both_languages_and_lies_where_it_should() -> None:
    load_places()
    assert not Place.objects.filter(name_en="").exists()
    assert not Place.objects.exclude(kind="country").filter(latitude=None).exists()
    assert Place.objects.within(Place.objects.get(code="IR")).count() == Place.objects.count()
    towns = Place.objects.within(Place.objects.get(code="10")).filter(code__startswith="G")
    assert {town.parent.code[:2] for town in towns.select_related("parent") if town.parent} == {"10"}
    assert towns.filter(approximate=False).count() == 24


def test_provinces_come_in_the_order_of_the_alphabet() -> None:
    load_places()
    names = [place.name_fa for place in Place.objects.provinces()]
    assert names == sorted(names, key=sort_key)
    assert len(names) == 31
    assert (names[0], names[-1]) == ("آذربایجان شرقی", "یزد")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("استان چهارمحال بختياري", "14"),
        ("Sistan & Baluchestan", "11"),
        ("خميني شهر", "1003"),
        ("شهرستان خمینی\u200cشهر", "1003"),
        ("KHOMEYNI SHAHR county", "1003"),
        ("بویین میاندشت", "1024"),
    ],
)
def test_names_are_found_however_they_are_typed(typed: str, code: str) -> None:
    load_places()
    assert Place.objects.named(typed).filter(kind__in=["province", "county"]).get().code == code


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "planet"},
        {"kind": "city"},
        {"latitude": 95.0, "longitude": 50.0},
        {"latitude": 35.0},
        {"population_year": 1395},
        {"population": 5, "population_year": 2016},
        {"code": "IR"},
    ],
)
def test_the_database_refuses_what_cannot_be(wrong: dict[str, object]) -> None:
    Place.objects.get_or_create(code="IR", defaults={"kind": "country", "name_fa": "ایران"})
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(**{"code": "XX", "kind": "country", "name_fa": "جایی"} | wrong)


def test_the_data_files_have_no_doubles() -> None:
    records = [record for name in ("provinces", "counties", "towns") for record in _read(DATA / f"{name}.json")]
    assert [code for code, count in Counter(record["code"] for record in records).items() if count > 1] == []


def _read(path: Path) -> list[dict[str, str]]:
    records: list[dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return records
