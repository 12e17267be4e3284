from datetime import date, datetime, timedelta

import pytest

from hamdeli.persian.calendar import (
    FIRST_YEAR,
    LAST_YEAR,
    format_date,
    from_solar,
    is_leap,
    months_after,
    parse_date,
    solar_year,
    to_solar,
    year_bounds,
)
from hamdeli.persian.faults import DateFault

# Leap years of the official calendar of Iran around today, and the year in which a 33-year rule goes wrong (1403).
LEAP = {1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412, 1416, 1420}
NEW_YEARS = {1300: (1921, 3, 21), 1358: (1979, 3, 21), 1395: (2016, 3, 20), 1403: (2024, 3, 20), 1404: (2025, 3, 21)}
LENGTHS = [31] * 6 + [30] * 5


def test_every_day_of_two_centuries() -> None:
    day = date(1921, 3, 21)
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        lengths = [*LENGTHS, 30 if is_leap(year) else 29]
        for month, length in enumerate(lengths, 1):
            for number in range(1, length + 1):
                assert to_solar(day) == (year, month, number)
                assert parse_date(f"{year}/{month}/{number}") == day
                assert parse_date(format_date(day, "fa")) == day == parse_date(format_date(day, "en"))
                day += timedelta(days=1)
    assert day == date(2122, 3, 21)


def test_leap_years_and_new_years() -> None:
    assert {year for year in range(1368, 1421) if is_leap(year)} == LEAP
    for year, parts in NEW_YEARS.items():
        assert from_solar(year, 1, 1) == date(*parts)


@pytest.mark.parametrize(
    "typed",
    [
        "1403/05/12",
        "۱۴۰۳-۵-۱۲",
        "14030512",
        "١٤٠٣.٥.١٢",
        " ۱۴۰۳ / ۰۵ / ۱۲ ",
        "۱۲ مرداد ۱۴۰۳",
        "2024-08-02",
        "2024/8/2",
        "20240802",
        "2024-08-02T00:00:00",
        "2 August 2024",
        "12 Mordad 1403",
        "\u200f۱۴۰۳/۵/۱۲",
    ],
)
def test_ways_to_write_a_day(typed: str) -> None:
    assert parse_date(typed) == date(2024, 8, 2)


def test_values_of_a_spreadsheet() -> None:
    day = date(2024, 8, 2)
    for value in (day, datetime(2024, 8, 2, 23, 59), 14030512, 14030512.0):
        assert parse_date(value) == day


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("1403/13/01", "impossible"),
        ("1403/07/31", "impossible"),
        ("1404/12/30", "impossible"),
        ("2023-02-29", "impossible"),
        ("1299/12/29", "out_of_range"),
        ("1501/01/01", "out_of_range"),
        ("0000/01/01", "out_of_range"),
        ("2500-01-01", "out_of_range"),
        ("1900-01-01", "out_of_range"),
        ("12/05/1403", "format"),
        ("03/05/12", "format"),
        ("دیروز", "format"),
        ("۱۲ ماه ۱۴۰۳", "format"),
        (45506.5, "format"),
        (True, "format"),
    ],
)
def test_what_is_not_a_day(typed: object, code: str) -> None:
    with pytest.raises(DateFault) as refused:
        parse_date(typed)
    assert refused.value.code == code


def test_the_future_is_refused_on_request() -> None:
    assert parse_date("1403/05/12", today=date(2024, 8, 2)) == date(2024, 8, 2)
    with pytest.raises(DateFault, match="future"):
        parse_date("1403/05/13", today=date(2024, 8, 2))


def test_writing() -> None:
    day = date(2024, 8, 2)
    assert format_date(day, "fa") == "۱۴۰۳/۰۵/۱۲"
    assert format_date(day, "fa-IR", long=True) == "۱۲ مرداد ۱۴۰۳"
    assert format_date(day, "en") == "2024-08-02"
    assert format_date(datetime(2024, 8, 2, 5), "en", long=True) == "2 August 2024"


def test_years() -> None:
    assert year_bounds(1403) == (date(2024, 3, 20), date(2025, 3, 20))
    assert solar_year(date(2025, 3, 20)) == 1403
    assert solar_year(datetime(2025, 3, 21, 0, 0)) == 1404


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ((1404, 1, 31), 6, (1404, 7, 30)),
        ((1403, 12, 30), 12, (1404, 12, 29)),
        ((1404, 8, 15), 6, (1405, 2, 15)),
        ((1404, 5, 10), 36, (1407, 5, 10)),
        ((1404, 12, 29), 1, (1405, 1, 29)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_one(
    day: tuple[int, int, int], months: int, later: tuple[int, int, int]
) -> None:
    assert months_after(from_solar(*day), months) == from_solar(*later)
