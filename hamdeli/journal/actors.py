"""Who acts: plain identifiers, so that the journal outlives the accounts it tells of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """One who acts: a user's name and the post held at that moment, both as plain text."""

    name: str
    post: str = ""


SYSTEM = Actor("system")
