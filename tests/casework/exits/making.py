"""What the tests of exits start from."""

from typing import Any

from hamdeli.casework.exits.reasons import RULES
from hamdeli.casework.models import CaseFile, Exit
from hamdeli.delegation.closing import close
from tests.casework.planning.making import TODAY, exit_visit, key
from tests.support.cast import Cast


def closed(cast: Cast, file: CaseFile, reason: str = "employment", **more: Any) -> Exit:
    """Return the exit of `file` by the head of its centre."""
    visit = exit_visit(file, cast.worker) if RULES[reason].visit and "visit" not in more else None
    values: dict[str, Any] = {"on": TODAY, "today": TODAY, "key": key(), "by": cast.centre_head, "visit": visit}
    return close(case_file=file, reason=reason, **{**values, **more})
