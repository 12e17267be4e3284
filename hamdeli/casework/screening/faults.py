"""Why a screening or a session of counselling was refused."""

from collections.abc import Sequence
from typing import Any

from hamdeli.questionnaires.checking import Fault


class ScreeningFault(Exception):
    """Nothing was stored. `code` says why; `answers` holds the faults of single answers."""

    def __init__(self, code: str, *, answers: Sequence[Fault] = (), **more: Any) -> None:
        super().__init__(code)
        self.code = code
        self.answers = list(answers)
        self.more = more
