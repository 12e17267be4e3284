"""A table of scores: the weights as data, read and judged before anything is counted with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

LISTS = ("bands", "choices", "goods", "each")
NUMBERS = frozenset(
    {
        *("income_share", "rooms_per_person", "members", "children", "elderly", "disabled", "special", "chronic"),
        *("unable", "uninsured", "head_absent", "unschooled"),
    }
)
"""What can be read as a number. `income_share` and `rooms_per_person` are in percent."""
CHOICES: dict[str, frozenset[str]] = {
    "tenure": frozenset({"owned", "rented", "relatives", "lent", "none"}),
    "head_education": frozenset({"none", "primary", "middle", "secondary", "university", "religious"}),
    "head_work": frozenset({"child", "pupil", "employed", "casual", "unemployed", "home", "pension", "unable"}),
}
GOODS: dict[str, frozenset[str]] = {
    "assets": frozenset(
        {
            *("refrigerator", "stove", "washing_machine", "television", "phone", "computer", "motorcycle", "car"),
            *("shop", "land", "livestock", "second_home"),
        }
    ),
    "troubles": frozenset({"eviction", "job_loss", "disaster", "treatment", "mourning", "prison", "debt"}),
}
FALLING = frozenset({"income_share", "rooms_per_person"})
"""The more of these, the fewer points: a table that says otherwise is refused."""


@dataclass(frozen=True)
class Rule:
    """One rule. `points` are those of each choice or thing; `bands` are (below, points): the first counts."""

    code: str
    kind: str
    reads: str
    label: dict[str, str]
    points: dict[str, int] = field(default_factory=dict)
    bands: tuple[tuple[int, int], ...] = ()
    each: int = 0
    beyond: int = 0
    otherwise: int = 0
    unknown: int = 0
    least: int = -100
    most: int = 100


@dataclass(frozen=True)
class Group:
    """Rules whose points together stay between nothing and `most`."""

    code: str
    label: dict[str, str]
    most: int
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Weight:
    """What one thing read adds to the estimated income, in rials a month for an equivalent member."""

    reads: str
    adds: int
    value: str = ""


@dataclass(frozen=True)
class Proxy:
    """The proxy means test: what a family seems to live on, by what can be seen of it."""

    base: int
    least: int
    trust: int
    """A stated income below so many percent of the estimate is counted as that share of it."""
    weights: tuple[Weight, ...]


@dataclass(frozen=True)
class Table:
    """The weights of one version. `line` is in rials a month for an equivalent member; shares are in percent."""

    title: dict[str, str]
    line: int
    adult: int
    child: int
    child_below: int
    elderly_from: int
    proxy: Proxy
    groups: tuple[Group, ...]

    @property
    def most(self) -> int:
        """The highest score that anybody can have."""
        return sum(group.most for group in self.groups)


@dataclass(frozen=True)
class TableFault:
    """One thing that is wrong with a table: where in the JSON, what (a code), and plain values for the sentence."""

    path: str
    code: str
    params: dict[str, Any] = field(default_factory=dict)


class TableFaults(ValueError):
    """The table cannot be counted with."""

    def __init__(self, faults: list[TableFault]) -> None:
        super().__init__("; ".join(f"{fault.path}: {fault.code}" for fault in faults))
        self.faults = faults
