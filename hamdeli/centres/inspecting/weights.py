"""The arithmetic of a grade: weights, thresholds and size classes as data; plain Python on plain values.

Everything is counted in hundredths of a point and in whole numbers, so that the lines add up exactly.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

LINES = ("inspection", "findings", "visits", "plans", "answers")
LETTERS = ("A", "B", "C", "D")
SIZES = ("small", "middle", "large")
WHOLE = 10_000
"""A hundred points in hundredths."""


@dataclass(frozen=True)
class Measure:
    """One raw figure: how many of how many. Nothing to count (`of` is 0) is neither good nor bad."""

    good: int
    of: int

    def __post_init__(self) -> None:
        if not 0 <= self.good <= self.of:
            raise ValueError(f"{self.good} of {self.of}")


@dataclass(frozen=True)
class Weights:
    """One version: the weight of each line (together 100), the least points of A, B and C, and where sizes begin."""

    weights: Mapping[str, int]
    thresholds: Mapping[str, int]
    sizes: Mapping[str, int]


@dataclass(frozen=True)
class Line:
    """One line of the arithmetic. `share` is its weight here, `points` what it brings: both in hundredths."""

    code: str
    good: int
    of: int
    weight: int
    share: int
    points: int


@dataclass(frozen=True)
class Graded:
    """The grade with its lines; `total` is their sum, in hundredths."""

    lines: tuple[Line, ...]
    total: int
    letter: str

    def plain(self) -> list[dict[str, Any]]:
        """Return the lines as JSON."""
        return [asdict(line) for line in self.lines]


def read_weights(rules: Any) -> Weights:
    """Return the weights of a version as it is stored. Raises `ValueError` with the code of what is wrong."""
    weights, thresholds, sizes = (dict(rules[name]) for name in ("weights", "thresholds", "sizes"))
    if set(weights) != set(LINES) or not all(is_whole(weights[code], 0, 100) for code in LINES):
        raise ValueError("table_weights")
    if sum(weights.values()) != 100:
        raise ValueError("table_weights")
    steps = [101, *(thresholds.get(letter, 0) for letter in LETTERS[:3]), 0]
    if any(not is_whole(step, 0, 101) for step in steps) or steps != sorted(set(steps), reverse=True):
        raise ValueError("table_thresholds")
    if not (is_whole(sizes.get("small"), 1, 10**6) and is_whole(sizes.get("middle"), sizes["small"] + 1, 10**6)):
        raise ValueError("table_sizes")
    return Weights(weights, thresholds, sizes)


def is_whole(value: Any, least: int, most: int) -> bool:
    """Say whether `value` is a whole number between `least` and `most`."""
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def shares_of(weights: Mapping[str, int]) -> dict[str, int]:
    """Share a hundred points in proportion to the weights, by largest remainders: the shares add up exactly."""
    total = sum(weights.values())
    if not total:
        return {}
    shares = {code: WHOLE * weight // total for code, weight in weights.items()}
    left = WHOLE - sum(shares.values())
    order = sorted(weights, key=lambda code: (-(WHOLE * weights[code] % total), LINES.index(code)))
    for code in order[:left]:
        shares[code] += 1
    return shares


def grade(measures: Mapping[str, Measure], table: Weights) -> Graded:
    """Return the grade: each line brings its share in proportion to its figure.

    A line with nothing to count is left out, and the shares of the others grow to a hundred points together.
    """
    counting = {code: table.weights[code] for code in LINES if measures[code].of and table.weights[code]}
    shares = shares_of(counting)
    lines = tuple(line_of(code, measures[code], table.weights[code], shares.get(code, 0)) for code in LINES)
    total = sum(line.points for line in lines)
    return Graded(lines, total, letter_of(total, table))


def line_of(code: str, measure: Measure, weight: int, share: int) -> Line:
    """Return one line; fractions of a hundredth are dropped."""
    points = share * measure.good // measure.of if measure.of else 0
    return Line(code, measure.good, measure.of, weight, share, points)


def letter_of(total: int, table: Weights) -> str:
    """Return the best letter whose threshold `total` (in hundredths) reaches."""
    reached = [letter for letter in LETTERS[:3] if total >= 100 * table.thresholds[letter]]
    return reached[0] if reached else LETTERS[-1]


def size_of(capacity: int, table: Weights) -> str:
    """Return the size class of a centre with so many places."""
    if capacity < table.sizes["small"]:
        return "small"
    return "middle" if capacity < table.sizes["middle"] else "large"
