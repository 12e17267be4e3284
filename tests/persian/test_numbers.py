from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamdeli.persian import digits
from hamdeli.persian.faults import NumberFault
from hamdeli.persian.numbers import parse_decimal, parse_int


def test_digits_change_script_and_nothing_else() -> None:
    assert digits.to_persian("A12 ٣") == "A۱۲ ۳"
    assert digits.to_persian(421) == "۴۲۱"
    assert digits.to_ascii("۴۲۱ ٤٢١ آ") == "421 421 آ"
    assert digits.in_language("۴2", "en") == "42"


def test_grouping() -> None:
    assert digits.grouped(22485, "fa") == "۲۲٬۴۸۵"
    assert digits.grouped(22485, "en") == "22,485"
    assert digits.grouped(1234.5, "fa") == "۱٬۲۳۴٫۵"
    assert digits.grouped(1234.567, "en", places=2) == "1,234.57"
    assert digits.grouped(Decimal("0.125"), "en", places=2) == "0.13"
    assert digits.grouped(-5, "fa") == "\u200e−۵"
    assert digits.grouped(-0.001, "en", places=1) == "0.0"
    assert digits.grouped(Decimal("1E+3"), "en") == "1,000"


def test_percentages() -> None:
    assert digits.percent(0.4, "fa") == "۴۰٪"
    assert digits.percent(0.40002, "en", places=1, signed=True) == "+40.0%"
    assert digits.percent(-0.125, "en", places=1, signed=True) == "-12.5%"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("۲۲٬۴۸۵", "22485"),
        ("22,485", "22485"),
        ("٢٢،٤٨٥", "22485"),
        (" 22 485 ", "22485"),
        ("۳۲٫۶۵", "32.65"),
        ("۳۲/۶۵", "32.65"),
        (".5", "0.5"),
        ("-۱۲", "-12"),
        ("\u200e−۱۲", "-12"),
        (12, "12"),
        (12.5, "12.5"),
        (1e-7, "1E-7"),
    ],
)
def test_reading(typed: object, meant: str) -> None:
    assert parse_decimal(typed) == Decimal(meant)


@pytest.mark.parametrize(
    "typed", ["1,5", "1.2.3", "۱۲ب", "-", ".", "1e9", "1,23,456", "½", float("nan"), float("inf"), True, "9" * 60]
)
def test_what_is_no_number(typed: object) -> None:
    with pytest.raises(NumberFault) as refused:
        parse_decimal(typed)
    assert refused.value.code == "format"


def test_whole_numbers() -> None:
    assert parse_int("12.0") == 12 == parse_int(12.0)
    with pytest.raises(NumberFault, match="not_whole"):
        parse_int("12.5")
    with pytest.raises(NumberFault, match="empty"):
        parse_int(" ")


@given(st.integers(-(10**15), 10**15), st.sampled_from(["fa", "en"]))
def test_what_is_written_can_be_read(number: int, language: str) -> None:
    assert parse_int(digits.grouped(number, language)) == number
