"""Pages of long lists, by key: no counting, and the thousandth page costs what the first does."""

import json
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

PAGE = 50
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Page(Generic[Row]):
    """The rows of one page, and the keys by which its neighbours are asked for (empty at an end)."""

    rows: list[Row]
    before: str
    after: str


def page_by_key(rows: QuerySet[Row], query: QueryDict, *keys: str, size: int = PAGE) -> Page[Row]:
    """Return the page of `rows` that `query` asks for (`after=`, `before=`), ordered by `keys`.

    The keys together must be unique and never null; a leading `-` turns the order of all that follow it too.
    A key that cannot be read shows the first page.
    """
    backwards = not query.get("after") and bool(query.get("before"))
    start = read_key(query.get("before" if backwards else "after", ""), len(keys))
    ordered = rows.order_by(*(turned(key) for key in keys) if backwards else keys)
    if start is not None:
        ordered = ordered.filter(beyond(keys, start, backwards=backwards))
    found = list(ordered[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    earlier, later = (more, start is not None) if backwards else (start is not None, more)
    return Page(
        rows=found,
        before=key_of(found[0], keys) if found and earlier else "",
        after=key_of(found[-1], keys) if found and later else "",
    )


def turned(key: str) -> str:
    """Return `key` in the other direction."""
    return key[1:] if key.startswith("-") else f"-{key}"


def beyond(keys: tuple[str, ...], start: list[Any], *, backwards: bool) -> Q:
    """Return the condition on rows that come after `start` in the order of `keys` (before it, when `backwards`)."""
    condition, equal = Q(), Q()
    for key, value in zip(keys, start, strict=True):
        field = key.removeprefix("-")
        upward = key.startswith("-") == backwards
        condition |= equal & Q(**{f"{field}__{'gt' if upward else 'lt'}": value})
        equal &= Q(**{field: value})
    return condition


def key_of(row: Model, keys: tuple[str, ...]) -> str:
    """Return the key of `row` as it stands in an address."""
    values: list[Any] = []
    for key in keys:
        value: Any = row
        for part in key.removeprefix("-").split("__"):
            value = getattr(value, part)
        values.append(value if isinstance(value, int | float | str) else str(value))
    return str(values[0]) if len(values) == 1 and isinstance(values[0], str) else json.dumps(values)


def read_key(text: str, length: int) -> list[Any] | None:
    """Return the values of a key from an address, or None."""
    if not text:
        return None
    if length == 1 and not text.startswith("["):
        return [text]
    try:
        values = json.loads(text)
    except ValueError:
        return None
    return values if isinstance(values, list) and len(values) == length else None
