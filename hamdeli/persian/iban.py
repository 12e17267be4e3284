"""The IBAN of an Iranian bank account (شماره شبا): IR, two check digits, 22 digits of bank and account.

Source: ISO 13616; the three digits after the check digits name the bank, as the Central Bank gives them out.
"""

from hamdeli.persian.digits import to_ascii
from hamdeli.persian.faults import IbanFault
from hamdeli.persian.letters import fold

COUNTRY = "IR"
DIGITS = 24
LETTERS = str(int("I", 36)) + str(int("R", 36))
"""The country as the check counts it: I is 18, R is 27."""
SEEN = 4


def check(text: object) -> str:
    """The IBAN, `IR` and 24 digits, typed in any digits, with blanks or without `IR`; raises IbanFault."""
    typed = fold(to_ascii(text)).replace("-", "").replace(" ", "").upper()
    if not typed:
        raise IbanFault("empty")
    digits = typed.removeprefix(COUNTRY)
    if not (digits.isascii() and digits.isdecimal()):
        raise IbanFault("characters")
    if len(digits) != DIGITS:
        raise IbanFault("length", length=len(digits))
    if remainder(digits) != 1:
        raise IbanFault("check_digits")
    return COUNTRY + digits


def remainder(digits: str) -> int:
    """What the check leaves of the 24 digits: 1 where they fit together."""
    return int(digits[2:] + LETTERS + digits[:2]) % 97


def check_digits(account: str) -> str:
    """The two check digits for the 22 digits of bank and account."""
    return f"{98 - int(account + LETTERS + '00') % 97:02}"


def spaced(iban: str) -> str:
    """The IBAN in groups of four, as it is printed."""
    return " ".join(iban[at : at + 4] for at in range(0, len(iban), 4))


def masked(iban: str) -> str:
    """The IBAN with all but its beginning and its last four digits hidden."""
    return f"{iban[:SEEN]} ⋯ {iban[-SEEN:]}"
