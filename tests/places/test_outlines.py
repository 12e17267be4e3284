import json
from math import isclose

import pytest

from hamdeli.places.distance import metres
from hamdeli.places.loading import DATA
from hamdeli.places.outlines import bounds, contains, outline, outlines, province_at

ISFAHAN, ILAM, HORMOZGAN, QOM = "10", "16", "22", "25"


def test_there_are_thirty_one() -> None:
    codes = {feature["properties"]["code"] for feature in outlines()["features"]}
    assert codes == {f"{number:02}" for number in range(31)}
    assert outline(ILAM)["properties"]["en"] == "Ilam"
    with pytest.raises(KeyError):
        outline("99")


@pytest.mark.parametrize(
    ("latitude", "longitude", "province"),
    [
        (32.65, 51.67, ISFAHAN),
        (33.64, 46.42, ILAM),
        (27.19, 56.28, HORMOZGAN),
        (34.64, 50.88, QOM),
        (35.69, 51.39, "23"),
    ],
)
def test_capitals_lie_in_their_provinces(latitude: float, longitude: float, province: str) -> None:
    assert province_at(latitude, longitude) == province
    assert contains(latitude, longitude, province, tolerance_km=-1)
    assert not contains(latitude, longitude, "04")


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(27.5, 51.0), (39.5, 51.0), (0.0, 0.0), (51.67, 32.65), (33.3, 44.4)]
)
def test_at_sea_and_abroad(latitude: float, longitude: float) -> None:
    assert province_at(latitude, longitude) is None
    assert not any(contains(latitude, longitude, f"{number:02}") for number in range(31))


def test_the_tolerance_is_a_distance() -> None:
    south, west, north, east = bounds(QOM)
    assert south < 34.64 < north
    assert west < 50.88 < east
    ten_km_north = north + 10 / 111.195
    lon = max(outline(QOM)["geometry"]["coordinates"][0], key=lambda point: point[1])[0]
    assert not contains(ten_km_north, lon, QOM, tolerance_km=9.5)
    assert contains(ten_km_north, lon, QOM, tolerance_km=10.5)


def test_towns_lie_in_the_outlines_of_their_provinces() -> None:
    towns = json.loads((DATA / "towns.json").read_text(encoding="utf-8"))
    outside = [town["fa"] for town in towns if not contains(town["lat"], town["lon"], town["province"])]
    assert len(outside) / len(towns) < 0.006
    assert [town for town in towns if town["province"] in (ISFAHAN, ILAM) and town["fa"] in outside] == []


def test_distances() -> None:
    assert metres(32.65, 51.67, 32.65, 51.67) == 0
    assert isclose(metres(0, 0, 0, 180), 6_371_008.8 * 3.141592653589793, rel_tol=1e-12)
    assert isclose(metres(0, 0, 1, 0), 111_195.08, abs_tol=0.01)
    # Tehran to Isfahan: about 336 km as the crow flies.
    assert 330_000 < metres(35.69, 51.39, 32.65, 51.67) < 342_000
