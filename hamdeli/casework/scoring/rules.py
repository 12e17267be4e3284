"""The score of a family under one table: every line with what was read, by which rule, and how many points.

Plain values in, plain values out: the same family under the same table has the same lines, whenever and by whomever.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from hamdeli.casework.scoring.families import Family
from hamdeli.casework.scoring.measuring import Reading, measure
from hamdeli.casework.scoring.tables import Group, Rule, Table

LIMIT = "limit"


@dataclass(frozen=True)
class Line:
    """One line of a score. `kind` and `matched` say which part of the rule held; `label` is in both languages."""

    group: str
    rule: str
    kind: str
    reads: str
    label: dict[str, str]
    read: Any
    matched: Any
    points: int
    missing: bool
    details: dict[str, Any]


@dataclass(frozen=True)
class Result:
    """The lines and their sum."""

    lines: tuple[Line, ...]
    total: int

    def plain(self) -> list[dict[str, Any]]:
        """Return the lines as JSON keeps them."""
        return [asdict(line) for line in self.lines]


def score(family: Family, table: Table) -> Result:
    """Return the score of `family` under `table`."""
    lines = [line for group in table.groups for line in lines_of(group, family, table)]
    return Result(tuple(lines), sum(line.points for line in lines))


def lines_of(group: Group, family: Family, table: Table) -> list[Line]:
    """Return the lines of a group, and one more where its limit cuts them."""
    lines = [line_of(group, rule, measure(family, table, rule.reads)) for rule in group.rules]
    total = sum(line.points for line in lines)
    within = min(max(total, 0), group.most)
    if within != total:
        lines.append(Line(group.code, LIMIT, LIMIT, "", group.label, total, group.most, within - total, False, {}))
    return lines


def line_of(group: Group, rule: Rule, reading: Reading) -> Line:
    """Return the line of one rule."""
    matched, points = MATCHES[rule.kind](rule, reading)
    return Line(
        group=group.code,
        rule=rule.code,
        kind=rule.kind,
        reads=rule.reads,
        label=rule.label,
        read=list(reading.value) if isinstance(reading.value, tuple) else reading.value,
        matched=matched,
        points=min(max(points, rule.least), rule.most),
        missing=reading.missing,
        details=reading.details,
    )


def by_bands(rule: Rule, reading: Reading) -> tuple[Any, int]:
    """Return the first bound below which the number lies, and its points."""
    found = next(((below, points) for below, points in rule.bands if int(reading.value) < below), None)  # type: ignore[arg-type]
    return found or ("", rule.otherwise)


def by_choice(rule: Rule, reading: Reading) -> tuple[Any, int]:
    """Return the points of the choice; those of the unknown where nothing is known."""
    if not reading.value:
        return "", rule.unknown
    return reading.value, rule.points.get(str(reading.value), 0)


def by_goods(rule: Rule, reading: Reading) -> tuple[Any, int]:
    """Return the points of all things together."""
    things = reading.value if isinstance(reading.value, tuple) else ()
    counted = {thing: rule.points[thing] for thing in things if rule.points.get(thing)}
    return counted, sum(counted.values())


def by_number(rule: Rule, reading: Reading) -> tuple[Any, int]:
    """Return so many points for each one beyond the number that is usual."""
    number = max(int(reading.value) - rule.beyond, 0)  # type: ignore[arg-type]
    return [rule.each, rule.beyond], number * rule.each


MATCHES = {"bands": by_bands, "choices": by_choice, "goods": by_goods, "each": by_number}
