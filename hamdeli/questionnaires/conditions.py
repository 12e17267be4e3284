"""Conditions over answers that were given before: when a question is asked, and when a sign holds.

A condition is a small tree of plain values:
    {"op": "equals", "question": "q1", "value": "yes"}      the answer, or one of several, is this
    {"op": "any_of", "question": "q1", "values": ["a", "b"]}
    {"op": "at_least", "question": "q2", "value": 3}          for numbers
    {"op": "answered", "question": "q1"}
    {"op": "and" | "or", "conditions": [...]}, {"op": "not", "condition": {...}}
No condition (None) always holds.
"""

from collections.abc import Iterator
from typing import Any

from hamdeli.questionnaires.content import Answers, is_number

Condition = dict[str, Any]
ATOMS = frozenset({"equals", "any_of", "at_least", "answered"})
JOINS = frozenset({"and", "or"})


def holds(condition: Condition | None, answers: Answers) -> bool:
    """Say whether `condition` holds for `answers`; a question without an answer fulfils no atom."""
    if not condition:
        return True
    op = condition["op"]
    if op in JOINS:
        parts = (holds(part, answers) for part in condition["conditions"])
        return all(parts) if op == "and" else any(parts)
    if op == "not":
        return not holds(condition["condition"], answers)
    return atom_holds(condition, answers.get(condition["question"]))


def atom_holds(atom: Condition, answer: Any) -> bool:
    """Say whether one comparison holds for an answer."""
    if not answered(answer):
        return False
    if atom["op"] == "answered":
        return True
    if atom["op"] == "at_least":
        return is_number(answer) and bool(answer >= atom["value"])
    wanted = atom["values"] if atom["op"] == "any_of" else [atom["value"]]
    given = answer if isinstance(answer, list) else [answer]
    return any(value in wanted for value in given)


def answered(answer: Any) -> bool:
    """Say whether there is an answer at all."""
    return answer is not None and answer != "" and answer != []


def atoms_of(condition: Condition | None) -> Iterator[Condition]:
    """Yield the comparisons of a condition."""
    if not condition:
        return
    if condition.get("op") in JOINS:
        for part in condition.get("conditions", ()):
            yield from atoms_of(part)
    elif condition.get("op") == "not":
        yield from atoms_of(condition.get("condition"))
    else:
        yield condition
