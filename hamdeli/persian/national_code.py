"""The national code (کد ملی): ten digits, the last of which checks the others."""

from hamdeli.persian.digits import to_ascii
from hamdeli.persian.faults import NationalCodeFault
from hamdeli.persian.letters import fold

LENGTH = 10
SHORTEST = 8


def check(text: object, *, pad: bool = False) -> str:
    """The ten digits of a national code typed in any digits; raises NationalCodeFault.

    `pad` gives back the leading zeros (at most two) that a spreadsheet takes from codes kept as numbers.
    """
    code = fold(to_ascii(text)).replace("-", "").replace(" ", "")
    if not code:
        raise NationalCodeFault("empty")
    if not code.isdecimal():
        raise NationalCodeFault("characters")
    if pad and SHORTEST <= len(code) < LENGTH:
        code = code.zfill(LENGTH)
    if len(code) != LENGTH:
        raise NationalCodeFault("length", length=len(code))
    if len(set(code)) == 1:
        raise NationalCodeFault("repeated")
    if int(code[-1]) != check_digit(code[:-1]):
        raise NationalCodeFault("check_digit")
    return code


def check_digit(nine: str) -> int:
    """The tenth digit for nine: the weighted sum (10 to 2) modulo 11, from 2 on taken from 11."""
    remainder = sum(int(digit) * weight for digit, weight in zip(nine, range(LENGTH, 1, -1), strict=True)) % 11
    return remainder if remainder < 2 else 11 - remainder
