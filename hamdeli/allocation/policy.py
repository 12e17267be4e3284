"""The cost model: what a metre, a lacking speciality, a move, another county and a crowded centre weigh."""

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from .faults import PolicyFault

HALF_EARTH = 20_015_116
"""Metres; no great-circle distance is longer."""
MOST = 2**31 - 2
"""Costs are kept in 32 bits."""
PRIORITIES = range(1, 6)

Tier = tuple[int, int]
"""(places end at this many thousandths of the capacity, extra cost of each of these places)."""


@dataclass(frozen=True)
class Policy:
    """All costs in integer metre-equivalents.

    A file at a centre costs `distance_weight` a metre, `lack_of_speciality` when it needs one that the centre lacks,
    `moving` when another centre carries it today, `other_county` when the centre is in another county, and the extra
    of the place that it takes (`tiers`, convex: extras never fall). A file that stays with its county office costs
    `stay_base + stay_per_priority * priority`, and `recall` more when a centre carries it today.
    """

    distance_weight: int = 1
    lack_of_speciality: int = 20_000
    moving: int = 10_000
    other_county: int = 50_000
    may_leave_county: bool = True
    stay_base: int = 40_000
    stay_per_priority: int = 20_000
    recall: int = 0
    tiers: tuple[Tier, ...] = ((800, 0), (1000, 2000))
    ceiling_per_centre: int | None = None
    ceiling_per_worker: int | None = None

    def __post_init__(self) -> None:
        for name in (
            "distance_weight",
            "lack_of_speciality",
            "moving",
            "other_county",
            "stay_base",
            "stay_per_priority",
            "recall",
        ):
            _whole(name, getattr(self, name))
        for name in ("ceiling_per_centre", "ceiling_per_worker"):
            if getattr(self, name) is not None:
                _whole(name, getattr(self, name))
        if not isinstance(self.may_leave_county, bool):
            raise PolicyFault("may_leave_county must be true or false", field="may_leave_county")
        object.__setattr__(self, "tiers", _checked_tiers(self.tiers))
        self._fits()

    def _fits(self) -> None:
        pair = self.distance_weight * HALF_EARTH + self.lack_of_speciality + self.moving + self.other_county
        if pair + self.tiers[-1][1] > MOST:
            raise PolicyFault("the weights are too large: a cost must fit 31 bits", field="distance_weight")
        if self.stay_of(PRIORITIES[-1], carried=True) > MOST:
            raise PolicyFault("the price of staying is too large: a cost must fit 31 bits", field="stay_base")

    def stay_of(self, priority: int, *, carried: bool = False) -> int:
        """Cost of a file of this priority that stays with, or goes back to, its county office."""
        return self.stay_base + self.stay_per_priority * priority + (self.recall if carried else 0)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, ready for JSON; `from_dict` reads them back."""
        return asdict(self) | {"tiers": [list(tier) for tier in self.tiers]}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> "Policy":
        """Read plain values; what is missing keeps its default. Raises PolicyFault for unknown names or bad values."""
        known = {field.name for field in fields(cls)}
        for name in values:
            if name not in known:
                raise PolicyFault(f"unknown name in the policy: {name}", field=name)
        return cls(**dict(values))

    @classmethod
    def from_toml(cls, path: str | Path) -> "Policy":
        """Read a TOML file with the names of this class at its top level. Raises PolicyFault, OSError."""
        try:
            values = tomllib.loads(Path(path).read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
            raise PolicyFault(f"not a TOML file: {fault}", field="") from fault
        return cls.from_dict(values)


def _whole(name: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0 or value > MOST:
        raise PolicyFault(f"{name} must be a whole number from 0 on", field=name)
    return value


def _checked_tiers(tiers: object) -> tuple[Tier, ...]:
    if not isinstance(tiers, (list, tuple)) or not tiers or len(tiers) > 20:
        raise PolicyFault("tiers must be a list of 1 to 20 pairs", field="tiers")
    checked: list[Tier] = []
    for tier in tiers:
        if not isinstance(tier, (list, tuple)) or len(tier) != 2:
            raise PolicyFault("a tier is a pair: thousandths of the capacity, extra cost", field="tiers")
        checked.append((_whole("tiers", tier[0]), _whole("tiers", tier[1])))
    ends, extras = [end for end, _ in checked], [extra for _, extra in checked]
    if ends != sorted(set(ends)) or ends[-1] > 1000:
        raise PolicyFault("tiers must end at growing thousandths of the capacity, at most 1000", field="tiers")
    if extras != sorted(extras):
        raise PolicyFault("the extra cost of a place must not fall from tier to tier", field="tiers")
    return tuple(checked)
