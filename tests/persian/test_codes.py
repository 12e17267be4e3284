import iranian_national_code
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamdeli.persian import national_code, phones
from hamdeli.persian.digits import to_persian
from hamdeli.persian.faults import NationalCodeFault, PhoneFault


def accepted(code: str) -> bool:
    try:
        return national_code.check(code) == code
    except NationalCodeFault:
        return False


@given(st.text(alphabet="0123456789", min_size=10, max_size=10))
def test_agrees_with_another_program(code: str) -> None:
    assert accepted(code) == iranian_national_code.validate(code)
    right = code[:9] + str(national_code.check_digit(code[:9]))
    assert accepted(right) == iranian_national_code.validate(right)


def test_forms_that_people_type() -> None:
    for typed in ("0499370899", "۰۴۹۹۳۷۰۸۹۹", "٠٤٩٩٣٧٠٨٩٩", " 049-937089-9 ", "049\u200c9370899"):
        assert national_code.check(typed) == "0499370899"
    assert national_code.check(499370899, pad=True) == "0499370899"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("499370899", "length"),
        ("04993708990", "length"),
        ("1111111111", "repeated"),
        ("0499370898", "check_digit"),
        ("049937089x", "characters"),
    ],
)
def test_refusals(typed: str, code: str) -> None:
    with pytest.raises(NationalCodeFault) as refused:
        national_code.check(typed)
    assert refused.value.code == code


def test_padding_still_checks() -> None:
    with pytest.raises(NationalCodeFault, match="check_digit"):
        national_code.check("499370898", pad=True)
    with pytest.raises(NationalCodeFault, match="length"):
        national_code.check("9370899", pad=True)


@pytest.mark.parametrize(
    "typed", ["09121234567", "۰۹۱۲۱۲۳۴۵۶۷", "+98 912 123 4567", "0098-912-1234567", "٠٩١٢ ١٢٣ ٤٥٦٧"]
)
def test_phones(typed: str) -> None:
    assert phones.check(typed) == "+989121234567"


def test_phones_shown() -> None:
    assert phones.shown("+989121234567", "fa") == to_persian("0912 123 4567")
    assert phones.shown("+442079460958", "en").startswith("+44 ")


@pytest.mark.parametrize(
    ("typed", "code"), [("", "empty"), ("تلفن", "format"), ("0912", "invalid"), ("0999999999999", "invalid")]
)
def test_phones_refused(typed: str, code: str) -> None:
    with pytest.raises(PhoneFault) as refused:
        phones.check(typed)
    assert refused.value.code == code
