"""The catalogue of indicators: what each counts, in what unit, out of which parts, for which areas, and for whom.

`CATALOGUE` lists them, `by_key` finds one, `DEFINITIONS` is the edition: a reading of another edition is not shown.
`hamdeli.insight.reading.read` gives their values.
"""

import hashlib
from collections.abc import Iterable

from hamdeli.insight.catalogue import centres, families, work
from hamdeli.insight.catalogue.coming import COMING
from hamdeli.insight.catalogue.kinds import Coming, Dates, Indicator, Level, Part, Shape, Source

__all__ = [
    "CATALOGUE",
    "COMING",
    "DEFINITIONS",
    "Coming",
    "Dates",
    "Indicator",
    "Level",
    "Part",
    "Shape",
    "Source",
    "by_key",
    "parts_of",
]

CATALOGUE: tuple[Indicator, ...] = (*centres.INDICATORS, *families.INDICATORS, *work.INDICATORS)
_BY_KEY = {indicator.key: indicator for indicator in CATALOGUE}


def by_key(key: str) -> Indicator:
    """Return the indicator with this key; raises KeyError."""
    return _BY_KEY[key]


def parts_of(indicators: Iterable[Indicator]) -> list[Part]:
    """Return all parts of the indicators, numerators and denominators."""
    found = []
    for indicator in indicators:
        found.append(indicator.numerator)
        if indicator.denominator:
            found.append(indicator.denominator)
    return found


def edition() -> str:
    """Return the digest of what is counted: it changes with a key, a source, a part or a version."""
    parts = [
        f"{indicator.key} {indicator.version} "
        + " ".join(f"{part.source.key}:{part.only}:{part.at_start}" for part in parts_of([indicator]))
        for indicator in CATALOGUE
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


DEFINITIONS = edition()
