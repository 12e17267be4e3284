"""National codes for persons who do not exist: right check digits, no code twice."""

import numpy as np

from hamdeli.config.demo.seeds import Chance, Integers

# The first three digits of a real code name the office of registration. These, 700 and more, are beyond the offices
# that we know of, so that no code of the demonstration is meant for anybody.
SPAN = 100_000_000
WEIGHTS = np.arange(10, 1, -1)


def draw_national_codes(chance: Chance, count: int, *, first: int) -> list[str]:
    """Draw `count` different codes whose nine digits are `first` or one of the 100,000,000 numbers from there on."""
    nine: Integers = np.empty(0, dtype=np.int64)
    while len(nine) < count:
        more = first + chance.integers(0, SPAN, count)
        nine = np.unique(np.concatenate([nine, more]))
    nine = chance.permutation(nine)[:count]
    return [f"{number}{digit}" for number, digit in zip(nine.tolist(), check_digits(nine).tolist(), strict=True)]


def check_digits(nine: Integers) -> Integers:
    """The tenth digits, many at once; `persian.national_code.check_digit` is the rule."""
    digits = (nine[:, None] // 10 ** np.arange(8, -1, -1)) % 10
    remainder = (digits * WEIGHTS).sum(axis=1) % 11
    tenth: Integers = np.where(remainder < 2, remainder, 11 - remainder)
    return tenth
