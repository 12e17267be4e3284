"""A person to be."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Member:
    """One person to be: age in years, and whether the family name is the head's."""

    kinship: str
    sex: str
    age: int
    same_name: bool
