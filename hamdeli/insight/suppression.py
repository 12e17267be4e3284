"""Counts of fewer than ten families are not shown to those without rights on the files, and cannot be worked out."""

from collections.abc import Mapping

FEWEST = 10
"""The smallest count of families that is shown to everybody."""


def hidden(parts: Mapping[str, int]) -> set[str]:
    """Return the names of the parts of a total that must stay hidden, where the total itself is shown.

    A part below ten is hidden, and with it as many of the smallest others as are needed so that what is hidden makes
    ten together: the total less what is shown tells no small count either. A part of nobody tells of nobody.
    """
    found = {name for name, count in parts.items() if 0 < count < FEWEST}
    if not found:
        return found
    others = sorted((count, name) for name, count in parts.items() if name not in found)
    while (len(found) < 2 or sum(parts[name] for name in found) < FEWEST) and others:
        found.add(others.pop(0)[1])
    return found


def is_small(count: int) -> bool:
    """Say whether a count is of too few to be shown: between one and nine."""
    return 0 < count < FEWEST
