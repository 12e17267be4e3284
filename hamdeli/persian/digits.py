"""Digits and numbers as the reader's language has them."""

import unicodedata
from decimal import ROUND_HALF_UP, Decimal

PERSIAN = "۰۱۲۳۴۵۶۷۸۹"
THOUSANDS = "\u066c"
DECIMAL_POINT = "\u066b"
PERCENT = "\u066a"
# A left-to-right mark keeps the sign on the left of the number in a right-to-left line, as CLDR has it for Persian.
MINUS = "\u200e\u2212"

_TO_PERSIAN = str.maketrans("0123456789٠١٢٣٤٥٦٧٨٩", PERSIAN * 2)
_PERSIAN_MARKS = str.maketrans({",": THOUSANDS, ".": DECIMAL_POINT, "-": MINUS, "%": PERCENT})


def is_persian(language: str) -> bool:
    """Whether a language tag (`fa`, `fa-IR`) asks for Persian digits."""
    return language.lower().split("-")[0] == "fa"


def to_persian(value: object) -> str:
    """The value as text with Persian digits; nothing else changes."""
    return str(value).translate(_TO_PERSIAN)


def to_ascii(value: object) -> str:
    """The value as text with the digits of every script written 0 to 9; nothing else changes."""
    text = str(value)
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def in_language(value: object, language: str) -> str:
    """The value with the digits of the language."""
    return to_persian(value) if is_persian(language) else to_ascii(value)


def grouped(number: int | float | Decimal, language: str, *, places: int | None = None) -> str:
    """The number with separators between thousands; `places` decimals, rounded half up, or as many as it has."""
    return _localised(_plain(number, places), language)


def percent(ratio: float | Decimal, language: str, *, places: int = 0, signed: bool = False) -> str:
    """A ratio as a percentage, 0.4 as ۴۰٪; `signed` puts a plus before a growth."""
    text = _plain(Decimal(str(ratio)) * 100, places)
    sign = "+" if signed and ratio > 0 else ""
    return _localised(f"{sign}{text}%", language)


def _plain(number: int | float | Decimal, places: int | None) -> str:
    exact = Decimal(str(number))
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{exact + 0:,f}" if exact else f"{abs(exact):,f}"


def _localised(text: str, language: str) -> str:
    return to_persian(text.translate(_PERSIAN_MARKS)) if is_persian(language) else text
