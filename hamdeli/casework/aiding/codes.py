"""The codes that families show at the door: eight digits by chance and one that finds a wrong or swapped digit."""

from random import SystemRandom

from hamdeli.casework.models import DeliveryLine
from hamdeli.persian.digits import to_ascii

DIGITS = 8
CHUNK = 500
CHANCE = SystemRandom()
# H. Michael Damm, Total anti-symmetrische Quasigruppen (Marburg 2004): one wrong or two swapped digits never pass.
QUASIGROUP = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


def check_digit(digits: str) -> str:
    """Return the digit that makes `digits` whole."""
    state = 0
    for digit in digits:
        state = int(QUASIGROUP[state][int(digit)])
    return str(state)


def is_whole(code: str) -> bool:
    """Say whether `code` can be a code at all, before anything is looked up."""
    return len(code) == DIGITS + 1 and code.isascii() and code.isdigit() and check_digit(code) == "0"


def typed(text: str) -> str:
    """Return the digits of what was typed or scanned, in any script and with any marks between."""
    return "".join(sign for sign in to_ascii(text) if sign.isascii() and sign.isdigit())


def grouped(code: str) -> str:
    """Return a code as it is printed: three groups of three."""
    return "-".join(code[place : place + 3] for place in range(0, len(code), 3))


def new_codes(count: int) -> list[str]:
    """Return `count` codes that no line has."""
    found: set[str] = set()
    while len(found) < count:
        drawn = [f"{number:0{DIGITS}}" for number in CHANCE.sample(range(10**DIGITS), count - len(found))]
        found |= unknown([digits + check_digit(digits) for digits in drawn])
    return sorted(found, key=lambda _code: CHANCE.random())


def unknown(codes: list[str]) -> set[str]:
    """Return those of `codes` that no line has yet."""
    known: set[str] = set()
    for start in range(0, len(codes), CHUNK):
        known.update(DeliveryLine.objects.filter(code__in=codes[start : start + CHUNK]).values_list("code", flat=True))
    return set(codes) - known
