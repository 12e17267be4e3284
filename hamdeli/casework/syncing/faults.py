"""What can be wrong with a form from a phone."""

from typing import Any


class SyncFault(Exception):
    """A form that cannot be opened, or that no record can be made of; `code` and `params` for the sentence."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code, self.params = code, params
