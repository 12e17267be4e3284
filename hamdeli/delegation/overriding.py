"""Exceeding a centre's capacity: only signed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Override:
    """Who lets a centre carry more than its capacity (a user's name), and why. Both are needed."""

    by: str
    reason: str

    def __post_init__(self) -> None:
        if not self.by.strip() or not self.reason.strip():
            raise ValueError("an override names who and why")
