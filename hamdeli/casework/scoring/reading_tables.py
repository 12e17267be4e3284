"""Reading a table of scores from JSON; every fault is found, with the place where it stands."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hamdeli.casework.scoring.tables import (
    CHOICES,
    FALLING,
    GOODS,
    LISTS,
    NUMBERS,
    Group,
    Proxy,
    Rule,
    Table,
    TableFault,
    TableFaults,
    Weight,
)

Span = tuple[int, int]
POINTS = (-100, 100)
RIALS = (0, 10**12)
PROXIES = frozenset({"tenure", "head_education", "head_work", "assets", "rooms_per_person", "members"})


class Reader:
    """Walks through the JSON and gathers faults. A value that is wrong is read as nothing, so that all are found."""

    def __init__(self) -> None:
        self.faults: list[TableFault] = []

    def fault(self, path: str, code: str, **params: Any) -> None:
        """Keep a fault."""
        self.faults.append(TableFault(path, code, params))

    def known(self, given: dict[str, Any], names: set[str], path: str) -> None:
        """Refuse names that nobody reads: a misspelt weight must not be silently without effect."""
        for name in sorted(set(given) - names):
            self.fault(f"{path}{name}", "unknown")

    def number(
        self, given: dict[str, Any], name: str, path: str, span: tuple[int, int], default: int | None = 0
    ) -> int:
        """Return a whole number within `span`; without `default` it must be there."""
        value = given.get(name, default)
        if not isinstance(value, int) or isinstance(value, bool):
            self.fault(f"{path}{name}", "not_a_number")
        elif not span[0] <= value <= span[1]:
            self.fault(f"{path}{name}", "out_of_range", least=span[0], most=span[1])
        else:
            return value
        return 0

    def words(self, given: dict[str, Any], name: str, path: str) -> dict[str, str]:
        """Return a text in both languages."""
        value = given.get(name)
        if isinstance(value, dict) and set(value) == {"fa", "en"} and all(is_text(text) for text in value.values()):
            return dict(value)
        self.fault(f"{path}{name}", "not_both_languages")
        return {"fa": "", "en": ""}

    def part(self, given: dict[str, Any], name: str) -> dict[str, Any]:
        """Return an object of the table, empty where there is none."""
        value = given.get(name)
        if isinstance(value, dict):
            return value
        self.fault(name, "missing")
        return {}

    def many(self, given: dict[str, Any], name: str, path: str) -> list[dict[str, Any]]:
        """Return a list of objects that is not empty."""
        value = given.get(name)
        if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
            return value
        self.fault(f"{path}{name}", "missing")
        return []


def is_text(value: Any) -> bool:
    """Say whether `value` is a text of a line."""
    return isinstance(value, str) and 0 < len(value.strip()) <= 120


def read_table(given: Any) -> Table:
    """Return the table that `given` (JSON) describes; raises `TableFaults` with all that is wrong."""
    reader = Reader()
    if not isinstance(given, dict):
        raise TableFaults([TableFault("", "not_a_table")])
    reader.known(given, {"title", "line", "equivalence", "ages", "proxy", "groups"}, "")
    shares, ages = reader.part(given, "equivalence"), reader.part(given, "ages")
    reader.known(shares, {"adult", "child"}, "equivalence.")
    reader.known(ages, {"child_below", "elderly_from"}, "ages.")
    table = Table(
        title=reader.words(given, "title", ""),
        line=reader.number(given, "line", "", (1, RIALS[1]), None),
        adult=reader.number(shares, "adult", "equivalence.", (1, 100), None),
        child=reader.number(shares, "child", "equivalence.", (1, 100), None),
        child_below=reader.number(ages, "child_below", "ages.", (1, 25), None),
        elderly_from=reader.number(ages, "elderly_from", "ages.", (40, 100), None),
        proxy=proxy(reader, reader.part(given, "proxy")),
        groups=tuple(group(reader, each, place) for place, each in enumerate(reader.many(given, "groups", ""))),
    )
    twice(reader, table)
    if reader.faults:
        raise TableFaults(reader.faults)
    return table


def twice(reader: Reader, table: Table) -> None:
    """Find codes that are used twice."""
    seen: set[str] = set()
    for each in [code for one in table.groups for code in (one.code, *(rule.code for rule in one.rules))]:
        if each in seen:
            reader.fault("groups", "twice", name=each)
        seen.add(each)


def group(reader: Reader, given: dict[str, Any], place: int) -> Group:
    """Return one group."""
    path = f"groups[{place}]."
    reader.known(given, {"code", "label", "most", "rules"}, path)
    rules = enumerate(reader.many(given, "rules", path))
    return Group(
        code=code(reader, given, path),
        label=reader.words(given, "label", path),
        most=reader.number(given, "most", path, (1, 1000), None),
        rules=tuple(rule(reader, each, f"{path}rules[{number}].") for number, each in rules),
    )


def code(reader: Reader, given: dict[str, Any], path: str) -> str:
    """Return the code of a group or rule."""
    value = given.get("code")
    if isinstance(value, str) and value.isascii() and value.replace("_", "").isalnum() and len(value) <= 30:
        return value
    reader.fault(f"{path}code", "not_a_code")
    return ""


ALLOWED = {
    "bands": {"bands", "otherwise"},
    "choices": {"points", "unknown"},
    "goods": {"points", "least", "most"},
    "each": {"each", "beyond", "most"},
}
FORMS: dict[str, frozenset[str]] = {
    "bands": NUMBERS,
    "each": NUMBERS - FALLING,
    "choices": frozenset(CHOICES),
    "goods": frozenset(GOODS),
}


def rule(reader: Reader, given: dict[str, Any], path: str) -> Rule:
    """Return one rule."""
    kind, reads = given.get("kind"), given.get("reads")
    if kind not in LISTS:
        reader.fault(f"{path}kind", "not_one_of", names=", ".join(LISTS))
        return Rule("", "each", "members", {})
    if not isinstance(reads, str) or reads not in FORMS[kind]:
        reader.fault(f"{path}reads", "not_one_of", names=", ".join(sorted(FORMS[kind])))
        return Rule("", "each", "members", {})
    reader.known(given, {"code", "label", "kind", "reads"} | ALLOWED[kind], path)
    made = Rule(
        code=code(reader, given, path),
        kind=kind,
        reads=reads,
        label=reader.words(given, "label", path),
        points=points(reader, given, kind, reads, path),
        bands=bands(reader, given, path) if kind == "bands" else (),
        each=reader.number(given, "each", path, (0, 100)),
        beyond=reader.number(given, "beyond", path, (0, 20)),
        otherwise=reader.number(given, "otherwise", path, POINTS),
        unknown=reader.number(given, "unknown", path, POINTS),
        least=reader.number(given, "least", path, (-100, 0), -100),
        most=reader.number(given, "most", path, (0, 100), 100),
    )
    direction(reader, made, path)
    return made


def points(reader: Reader, given: dict[str, Any], kind: str, reads: str, path: str) -> dict[str, int]:
    """Return the points of each choice or thing."""
    names = (CHOICES if kind == "choices" else GOODS).get(reads, frozenset()) if kind in ("choices", "goods") else None
    if names is None:
        return {}
    value = given.get("points")
    if not isinstance(value, dict):
        reader.fault(f"{path}points", "missing")
        return {}
    reader.known(value, set(names), f"{path}points.")
    return {name: reader.number(value, name, f"{path}points.", POINTS) for name in value}


def bands(reader: Reader, given: dict[str, Any], path: str) -> tuple[tuple[int, int], ...]:
    """Return the bands, which must rise."""
    found = []
    for place, each in enumerate(reader.many(given, "bands", path)):
        here = f"{path}bands[{place}]."
        reader.known(each, {"below", "points"}, here)
        below = reader.number(each, "below", here, (1, 10_000), None)
        found.append((below, reader.number(each, "points", here, POINTS, None)))
    if any(later[0] <= earlier[0] for earlier, later in pairwise(found)):
        reader.fault(f"{path}bands", "not_in_order")
    return tuple(found)


def direction(reader: Reader, made: Rule, path: str) -> None:
    """Refuse weights by which a family better off gets more: more income, more rooms, more things."""
    steps = [*(points for _below, points in made.bands), made.otherwise]
    if made.kind == "bands":
        if made.reads in FALLING and any(later > earlier for earlier, later in pairwise(steps)):
            reader.fault(f"{path}bands", "rises_with_means")
        if made.reads not in FALLING and any(b < a for a, b in pairwise(steps)):
            reader.fault(f"{path}bands", "falls_with_burden")
    if made.reads == "assets" and any(value > 0 for value in made.points.values()):
        reader.fault(f"{path}points", "rises_with_means")
    if made.reads == "troubles" and any(value < 0 for value in made.points.values()):
        reader.fault(f"{path}points", "falls_with_burden")


def proxy(reader: Reader, given: dict[str, Any]) -> Proxy:
    """Return the proxy means test."""
    reader.known(given, {"base", "least", "trust", "weights"}, "proxy.")
    weights = enumerate(reader.many(given, "weights", "proxy."))
    return Proxy(
        base=reader.number(given, "base", "proxy.", RIALS, None),
        least=reader.number(given, "least", "proxy.", RIALS, None),
        trust=reader.number(given, "trust", "proxy.", (0, 100), None),
        weights=tuple(weight(reader, each, f"proxy.weights[{place}].") for place, each in weights),
    )


def weight(reader: Reader, given: dict[str, Any], path: str) -> Weight:
    """Return one weight of the proxy means test."""
    reader.known(given, {"reads", "is", "adds"}, path)
    reads, value = given.get("reads"), given.get("is", "")
    if not isinstance(reads, str) or reads not in PROXIES:
        reader.fault(f"{path}reads", "not_one_of", names=", ".join(sorted(PROXIES)))
        return Weight("members", 0)
    names = CHOICES.get(reads) or GOODS.get(reads) or frozenset({""})
    if not isinstance(value, str) or value not in names:
        reader.fault(f"{path}is", "not_one_of", names=", ".join(sorted(names)))
    adds = reader.number(given, "adds", path, (-RIALS[1], RIALS[1]), None)
    if reads in ("assets", "rooms_per_person") and adds < 0:
        reader.fault(f"{path}adds", "rises_with_means")
    return Weight(reads, adds, str(value))
