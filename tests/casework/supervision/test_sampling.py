"""The monthly sample: the same month and place draw the same files, and a file's lot is its own."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamdeli.casework.supervision.sampling import FEW, draw, month_of, size_of

MONTH, NEXT = date(2025, 3, 21), date(2025, 4, 21)
codes = st.builds(
    lambda start, count, step: {f"F-{number}" for number in range(start, start + count * step, step)},
    st.integers(0, 500),
    st.integers(0, 300),
    st.integers(1, 3),
)
shares = st.integers(1, 100)


def drawn(files: set[str], share: int = 5, month: date = MONTH, place: str = "1003") -> list[str]:
    return draw(files, month=month, place=place, percent=share)


@given(codes, shares)
def test_the_same_month_and_place_draw_the_same_in_any_order(files: set[str], share: int) -> None:
    assert draw(sorted(files), month=MONTH, place="1003", percent=share) == draw(
        sorted(files, reverse=True) * 2, month=MONTH, place="1003", percent=share
    )


@given(codes, shares)
def test_of_few_all_are_drawn_and_of_many_the_share(files: set[str], share: int) -> None:
    found = drawn(files, share)
    assert set(found) <= files
    assert len(found) == len(set(found)) == size_of(len(files), share)
    if len(files) < FEW:
        assert set(found) == files
    else:
        assert FEW <= len(found) <= len(files)
        assert len(found) * 100 >= len(files) * share


@given(codes, codes)
def test_who_comes_changes_nobody_elses_lot(files: set[str], new: set[str]) -> None:
    both = drawn(files | new, 100)
    assert [code for code in both if code in files] == drawn(files, 100)


def test_another_month_or_place_draws_others() -> None:
    files = {f"F-{number}" for number in range(640)}
    first = set(drawn(files))
    assert len(first) == 32
    assert first != set(drawn(files, month=NEXT))
    assert first != set(drawn(files, place="1013"))
    over_a_year = set().union(*(drawn(files, month=date(2025, month, 1)) for month in range(1, 13)))
    assert len(over_a_year) > 250


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2025, 3, 20), date(2025, 2, 19)),
        (date(2025, 3, 21), date(2025, 3, 21)),
        (date(2025, 4, 20), date(2025, 3, 21)),
    ],
)
def test_a_month_is_a_solar_month(day: date, first: date) -> None:
    assert month_of(day) == first
