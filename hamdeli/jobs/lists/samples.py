"""Rows as the preview keeps them: plain JSON, national codes masked."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from hamdeli.jobs.lists.judging import Fate, Verdict
from hamdeli.sheets.faults import CellFault

SECRET = "national_code"  # noqa: S105 - the name of a column
SHOWN_DIGITS = 3


def sample(verdict: Verdict) -> dict[str, Any]:
    """Return what the preview shows of a row."""
    told: dict[str, Any] = {"row": verdict.row.number, "code": verdict.code}
    if verdict.fate == Fate.CREATED:
        told["values"] = {name: plain(name, value) for name, value in verdict.row.values.items() if value is not None}
    if verdict.fate == Fate.CHANGED:
        told["changes"] = [
            [change.field, plain(change.field, change.old), plain(change.field, change.new)]
            for change in verdict.changes
        ]
    if verdict.fate == Fate.FAULTY:
        told["faults"] = [told_fault(fault) for fault in verdict.faults]
    return told


def told_fault(fault: CellFault) -> list[Any]:
    """Return a fault as column, code, params and what stands in the cell."""
    params = {name: plain(name, value) for name, value in fault.params.items()}
    return [fault.column, fault.code, params, plain(fault.column, fault.shown)]


def plain(name: str, value: Any) -> Any:
    """Return a value as JSON keeps it."""
    if name == SECRET and value:
        return masked(str(value))
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(name, each) for each in value]
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)


def masked(code: str) -> str:
    """Return a national code of which only the last digits can be read."""
    return "•" * max(len(code) - SHOWN_DIGITS, 0) + code[-SHOWN_DIGITS:]
