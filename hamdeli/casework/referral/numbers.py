"""Numbers that reveal nothing, drawn by chance, with a check digit: receipts of referrals and codes of new files.

A receipt has ten digits. A file code has thirteen: two of the province, ten drawn, one that checks the others.
"""

import secrets

RECEIPT = 10
FILE_CODE = 13


def new_receipt() -> str:
    """Return a receipt number; the first digit is not zero, so that no spreadsheet shortens it."""
    return checked(f"{secrets.randbelow(9) + 1}{secrets.randbelow(10**8):08}")


def new_file_code(province_code: str) -> str:
    """Return the code of a new file of a province."""
    return checked(f"{province_code[:2]}{secrets.randbelow(10**10):010}")


def checked(digits: str) -> str:
    """Return `digits` with their check digit."""
    return f"{digits}{check_digit(digits)}"


def is_sound(number: str) -> bool:
    """Say whether the last digit fits the others: every single wrong digit and nearly every swap is found."""
    return number.isascii() and number.isdecimal() and number == checked(number[:-1])


def check_digit(digits: str) -> int:
    """Return the check digit of ISO/IEC 7812 (Luhn): from the right every other digit counts double."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        double = int(digit) * 2 if place % 2 == 0 else int(digit)
        total += double - 9 if double > 9 else double
    return -total % 10
