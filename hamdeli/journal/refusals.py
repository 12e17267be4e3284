"""Refusals: what every verb raises that does not do what it was asked for; on the floor below all verbs."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from hamdeli.persian.faults import Fault


class Refusal(Exception):
    """The act is refused and nothing was stored. `code` says why; `params` are plain values for the sentence.

    A room of the house has a class of its own, with the sentence of each of its codes.
    """

    sentences: ClassVar[Mapping[str, Any]] = {}

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        return f"{self.code} {self.params}"

    @property
    def sentence(self) -> str:
        """Why, in the reader's language."""
        return str(self.sentences[self.code]) % self.said()

    def said(self) -> dict[str, Any]:
        """Return the values as the sentence says them; a room overrides it for those that have names of their own."""
        return self.params


def checked(check: Callable[[str], str], text: str, refusal: Refusal) -> str:
    """Return `text` in its stored form as a `check` of `persian` gives it; raises `refusal` where it has none."""
    try:
        return check(text)
    except Fault as fault:
        raise refusal from fault
