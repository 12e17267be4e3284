"""The permission matrix: every address, every role, and the answer each must get.

One module for each area, with `PAGES` and, where its addresses need records, `prepare(cast) -> dict` that makes them.
What a page's `args` and the answers to it do to the world is taken back before the next page.
`expect` says what the address answers to each member of the cast; `others` to all who are not named.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

World = Mapping[str, Any]
COUNTY_WORKERS = ("admission_worker", "enquiring_worker", "supervisor")
"""Those of the county of the cast who see its files; what else each may do is said page by page."""


def nothing(world: World) -> dict[str, Any]:
    """Return no arguments."""
    return {}


@dataclass(frozen=True)
class Page:
    """One address and method, how its arguments come from the world, and the answers."""

    name: str
    expect: Mapping[str, int]
    method: str = "GET"
    args: Callable[[World], dict[str, Any]] = nothing
    data: Callable[[World], dict[str, Any]] = nothing
    others: int = 404
    anonymous: int = 302
    open_to_all: bool = field(default=False)
