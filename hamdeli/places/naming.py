"""Names of places, for comparing. Codes identify; names only help to find the code."""

from hamdeli.persian.letters import words

_NOT_COUNTED = {"استان", "شهرستان", "و", "province", "county", "and"}


def name_key(name: str) -> str:
    """The name without spelling variants, spaces, "and", and the words province and county (unless it has no other)."""
    parts = words(name)
    return "".join([part for part in parts if part not in _NOT_COUNTED] or parts)
