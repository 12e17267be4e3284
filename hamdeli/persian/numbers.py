"""Numbers typed by people: any digits, any separators."""

import re
from decimal import Decimal

from hamdeli.persian.digits import to_ascii
from hamdeli.persian.faults import NumberFault

# Marks of direction travel with numbers that are copied out of right-to-left text.
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u061c]")
_SIGNS = str.maketrans({"−": "-", "–": "-", "‐": "-", "+": "+", "٫": ".", "٬": ",", "،": ",", "'": ",", "’": ","})
_GROUPED = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d*))?")
_MOMAYYEZ = re.compile(r"[+-]?\d+/\d+")


def parse_int(value: object) -> int:
    """The whole number meant by a text or a number; raises NumberFault."""
    number = parse_decimal(value)
    if number != number.to_integral_value():
        raise NumberFault("not_whole", shown=str(value))
    return int(number)


def parse_decimal(value: object) -> Decimal:
    """The number meant by a text or a number; a slash between digits is a decimal sign. Raises NumberFault."""
    text = _UNSEEN.sub("", to_ascii(value)).strip().translate(_SIGNS)
    if not text:
        raise NumberFault("empty")
    text = re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))", ",", text)
    if _MOMAYYEZ.fullmatch(text):
        text = text.replace("/", ".")
    parts = _GROUPED.fullmatch(text)
    if isinstance(value, bool) or parts is None or not any(sign.isdigit() for sign in text) or len(text) > 40:
        return _scientific(value)
    return Decimal(text.replace(",", ""))


def _scientific(value: object) -> Decimal:
    """Floats print very large and very small values with an exponent; a text may not."""
    if isinstance(value, float) and value == value and abs(value) != float("inf"):
        return Decimal(repr(value))
    raise NumberFault("format", shown=str(value))
