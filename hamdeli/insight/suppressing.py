"""Suppression: which counts of families are not shown to those who may not open the files. Pure functions of values.

Counts from 1 to 9 are not shown, and nothing is shown from which one could be computed. The rule is the same for a
figure alone and for one with its parts: of an area either everything is shown or nothing, and the areas that are kept
back are at least two with something in them, and together have in every part nothing or at least ten.

Why that is enough. Somebody who subtracts what is shown from the totals learns the sums over the areas kept back. These
are 0, or at least 10. Each single one of them can be shared out among two or more areas in more than one way, whatever
else is known of their totals (the block kept back is a whole rectangle of areas and parts), so that none is certain.
`tests/insight/test_suppressing.py` proves it anew by linear programming over everything that is shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

LEAST = 10
"""The smallest count that is shown."""
LEAST_AREAS = 2


@dataclass(frozen=True)
class Guard:
    """Which areas are kept back, and whether the total over all areas is kept back as well."""

    areas: frozenset[str] = frozenset()
    total: bool = False


Rows = Mapping[str, Sequence[int]]


def is_small(count: int) -> bool:
    """Say whether a count is one of a few families."""
    return 0 < count < LEAST


def guard(rows: Rows, forced: Iterable[str] = ()) -> Guard:
    """Return what is kept back of a table: for each area the counts of all its parts (and what is left beside them).

    `forced` are areas that are kept back whatever they count.
    """
    kept = {area for area, counts in rows.items() if any(is_small(count) for count in counts)}
    kept |= set(forced) & set(rows)
    if not kept:
        return Guard()
    others = sorted((area for area in rows if area not in kept), key=lambda area: (sum(rows[area]), area))
    # An area without anything hides nobody: those with something come first.
    others.sort(key=lambda area: not any(rows[area]))
    for area in others:
        if covered(rows, kept):
            break
        kept.add(area)
    return Guard(frozenset(kept), total=not covered(rows, kept))


def covered(rows: Rows, kept: Iterable[str]) -> bool:
    """Say whether the areas kept back hide one another: two with something in them, and no small sum."""
    hidden = [rows[area] for area in kept]
    filled = [counts for counts in hidden if any(counts)]
    if len(filled) < LEAST_AREAS:
        return False
    return not any(is_small(sum(column)) for column in zip(*filled, strict=True))


def with_rest(total: int, parts: Sequence[int]) -> list[int]:
    """Return a total, each of its parts, and for each part what is left of the total without it."""
    return [total, *parts, *(total - part for part in parts)]


def hidden(parts: Mapping[str, int]) -> set[str]:
    """Return the names of the parts of a total that must stay hidden, where the total itself is shown.

    A part below ten is hidden, and with it as many of the smallest others as are needed so that what is hidden makes
    ten together: the total less what is shown tells no small count either. A part of nobody tells of nobody.
    """
    found = {name for name, count in parts.items() if is_small(count)}
    if not found:
        return found
    others = sorted((count, name) for name, count in parts.items() if name not in found)
    while (len(found) < 2 or sum(parts[name] for name in found) < LEAST) and others:
        found.add(others.pop(0)[1])
    return found
