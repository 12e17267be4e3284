"""The IBAN: a table of right and wrong ones, and what holds for all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamdeli.persian.faults import IbanFault
from hamdeli.persian.iban import check, check_digits, masked, spaced

RIGHT = "IR820540102680020817909002"
ACCOUNTS = st.text("0123456789", min_size=22, max_size=22)


@pytest.mark.parametrize(
    "typed",
    [
        RIGHT,
        "IR82 0540 1026 8002 0817 9090 02",
        "820540102680020817909002",
        "ir82-0540-1026-8002-0817-9090-02",
        "IR۸۲۰۵۴۰۱۰۲۶۸۰۰۲۰۸۱۷۹۰۹۰۰۲",
        "IR٨٢٠٥٤٠١٠٢٦٨٠٠٢٠٨١٧٩٠٩٠٠٢",
    ],
)
def test_typed_in_any_way(typed: str) -> None:
    assert check(typed) == RIGHT


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("IR", "characters"),
        ("DE89370400440532013000", "characters"),
        ("IR82054010268002081790900", "length"),
        ("IR8205401026800208179090022", "length"),
        ("IR830540102680020817909002", "check_digits"),
        ("IR82054010268002081790900x", "characters"),
    ],
)
def test_not_an_iban(typed: str, code: str) -> None:
    with pytest.raises(IbanFault) as fault:
        check(typed)
    assert fault.value.code == code


@given(ACCOUNTS)
def test_made_check_digits_are_right(account: str) -> None:
    made = f"IR{check_digits(account)}{account}"
    assert check(spaced(made)) == made


@given(ACCOUNTS, st.integers(2, 23), st.integers(1, 9))
def test_one_wrong_digit_is_found(account: str, at: int, by: int) -> None:
    digits = f"{check_digits(account)}{account}"
    wrong = digits[:at] + str((int(digits[at]) + by) % 10) + digits[at + 1 :]
    with pytest.raises(IbanFault):
        check(wrong)


@given(ACCOUNTS, st.integers(2, 22))
def test_two_digits_exchanged_are_found(account: str, at: int) -> None:
    digits = f"{check_digits(account)}{account}"
    if digits[at] != digits[at + 1]:
        with pytest.raises(IbanFault):
            check(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])


def test_masked() -> None:
    assert masked(RIGHT) == "IR82 ⋯ 9002"
    assert RIGHT[6:20] not in masked(RIGHT)
