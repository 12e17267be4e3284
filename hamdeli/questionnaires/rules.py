"""Simple rules as rows of a form, and back: comparisons that all hold, or of which any holds, each perhaps denied."""

from dataclasses import dataclass
from typing import Any

from hamdeli.questionnaires.conditions import ATOMS, JOINS, Condition


@dataclass(frozen=True)
class Row:
    """One comparison: what is asked (`equals|q1|yes`, `answered|q1`, `at_least|q2`), the number, and whether denied."""

    what: str
    least: int | None = None
    denied: bool = False


def rows_of(condition: Condition | None) -> tuple[str, list[Row]] | None:
    """Return the join and the rows of a rule; None where it is too deep for rows."""
    if not condition:
        return "and", []
    if condition["op"] == "any_of":
        return "or", [Row(f"equals|{condition['question']}|{value}") for value in condition["values"]]
    if condition["op"] not in JOINS:
        row = row_of(condition)
        return ("and", [row]) if row else None
    rows = [row_of(part) for part in condition["conditions"]]
    whole = [row for row in rows if row is not None]
    return (condition["op"], whole) if len(whole) == len(rows) else None


def row_of(condition: Condition) -> Row | None:
    """Return one comparison as a row, or None."""
    if condition["op"] == "not":
        inner = condition["condition"]
        row = row_of(inner) if inner and inner["op"] in ATOMS else None
        return Row(row.what, row.least, not row.denied) if row else None
    if condition["op"] == "equals":
        return Row(f"equals|{condition['question']}|{condition['value']}")
    if condition["op"] == "at_least":
        return Row(f"at_least|{condition['question']}", condition["value"])
    return Row(f"answered|{condition['question']}") if condition["op"] == "answered" else None


def condition_of(join: str, rows: list[Row]) -> Condition | None:
    """Return the rule that the rows say; None without rows."""
    atoms = [atom_of(row) for row in rows]
    if not atoms:
        return None
    return atoms[0] if len(atoms) == 1 else {"op": join, "conditions": atoms}


def atom_of(row: Row) -> Condition:
    """Return one row as a comparison."""
    op, _, rest = row.what.partition("|")
    question, _, value = rest.partition("|")
    atom: dict[str, Any] = {"op": op, "question": question}
    if op == "equals":
        atom["value"] = value
    if op == "at_least":
        atom["value"] = row.least or 0
    return {"op": "not", "condition": atom} if row.denied else atom
