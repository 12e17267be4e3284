"""A list of files that is brought in does not tell who a discreet family is."""

from types import SimpleNamespace
from typing import Any

from hamdeli.casework.comparing import HIDDEN, veiled
from hamdeli.jobs.lists.judging import Change


def test_old_names_are_veiled_for_those_who_may_not_know() -> None:
    row: Any = SimpleNamespace(values={"national_code": "0499370899"})
    changes = [Change("given_name", "QSECRET", "زهرا"), Change("priority", 3, 4), Change("birth_date", None, "x")]
    told = {change.field: change.old for change in veiled(changes, row, knows=False)}
    assert told == {"given_name": HIDDEN, "priority": 3, "birth_date": None}
    assert [change.old for change in veiled(changes, row, knows=True)] == ["QSECRET", 3, None]
