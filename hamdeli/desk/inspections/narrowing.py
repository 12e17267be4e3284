"""What the lists of this room have in common: narrowing by centre and county, and pages of rows that are no query."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Q
from django.http import QueryDict

from hamdeli.desk.inspections.forms import CountyFilter
from hamdeli.desk.paging import PAGE
from hamdeli.persian.digits import to_ascii
from hamdeli.persian.letters import fold

Row = TypeVar("Row")


@dataclass(frozen=True)
class Part(Generic[Row]):
    """The rows of one page, and the keys by which its neighbours are asked for."""

    rows: Sequence[Row]
    before: str
    after: str


def of_centre(form: CountyFilter, path: str = "", beside: str = "") -> Q:
    """Return the condition on rows of centres that the form asks for; `beside` is another code that may be searched."""
    if not form.is_valid():
        return Q()
    asked, found = form.cleaned_data, Q()
    if asked["q"]:
        code = to_ascii(asked["q"]).strip().upper()
        found = Q(**{f"{path}code__startswith": code}) | Q(**{f"{path}name_folded__contains": fold(asked["q"])})
        if beside:
            found |= Q(**{f"{beside}__startswith": code})
    return found & Q(**{f"{path}county": asked["county"]}) if asked["county"] else found


def chosen(form: CountyFilter, *names: str) -> dict[str, Any]:
    """Return the filters among `names` that are filled in."""
    if not form.is_valid():
        return {}
    return {name: form.cleaned_data[name] for name in names if form.cleaned_data[name]}


def part_of(rows: Sequence[Row], query: QueryDict, key: Callable[[Row], str], size: int = PAGE) -> Part[Row]:
    """Return the page of `rows` that `query` asks for by `after=` or `before=`; an unknown key shows the first."""
    keys = [key(row) for row in rows]
    after, before_key = str(query.get("after", "")), str(query.get("before", ""))
    first = 0
    if after in keys:
        first = keys.index(after) + 1
    elif before_key in keys:
        first = max(keys.index(before_key) - size, 0)
    found = rows[first : first + size]
    before = keys[first] if first and found else ""
    return Part(found, before, keys[first + size - 1] if first + size < len(rows) else "")
