"""Whether a text tells who somebody is, by the numbers in it. Names look like words; the form warns of them."""

import re

from hamdeli.persian import national_code
from hamdeli.persian.digits import to_ascii
from hamdeli.persian.faults import Fault
from hamdeli.support.faults import SupportFault

LONG_NUMBER = re.compile(r"\+?\d(?:[\s\-.\u200c\u066c/]?\d){9,}")
NATIONAL_CODE = 10


def telling_number(text: str) -> str:
    """Return what a number of ten digits or more in `text` looks like: a national code, or another; else nothing."""
    found = [re.sub(r"\D", "", number) for number in LONG_NUMBER.findall(to_ascii(text))]
    if any(len(number) == NATIONAL_CODE and is_national_code(number) for number in found):
        return "national_code"
    return "long_number" if found else ""


def is_national_code(number: str) -> bool:
    """Say whether ten digits fit together as a national code."""
    try:
        national_code.check(number)
    except Fault:
        return False
    return True


def anonymous(text: str) -> str:
    """Return the text without blanks around it. Raises `SupportFault` for an empty or a telling one."""
    if not text.strip():
        raise SupportFault("words_missing")
    telling = telling_number(text)
    if telling:
        raise SupportFault(telling)
    return text.strip()
