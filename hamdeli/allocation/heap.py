"""A binary heap whose keys may fall: each item is in it at most once."""

from typing import NamedTuple

import numpy as np

from .ground import Longs, Shorts
from .jit import compiled, inlined


class Heap(NamedTuple):
    """item: (size,) by position. at: (items,) position of an item, or -1. key: (items,). size: (1,)."""

    item: Shorts
    at: Shorts
    key: Longs
    size: Longs


def heap_of(items: int) -> Heap:
    """An empty heap for the items 0..items-1."""
    return Heap(
        np.empty(items, np.int32), np.full(items, -1, np.int32), np.empty(items, np.int64), np.zeros(1, np.int64)
    )


@inlined
def push(heap: Heap, item: int, key: int) -> None:
    """Add the item, or lower its key."""
    position = heap.at[item]
    if position < 0:
        position = heap.size[0]
        heap.size[0] += 1
    heap.key[item] = key
    while position > 0:
        above = (position - 1) >> 1
        if heap.key[heap.item[above]] <= key:
            break
        heap.item[position] = heap.item[above]
        heap.at[heap.item[position]] = position
        position = above
    heap.item[position] = item
    heap.at[item] = position


@inlined
def pop(heap: Heap) -> int:
    """Take out the item with the least key."""
    least = heap.item[0]
    heap.at[least] = -1
    heap.size[0] -= 1
    size = heap.size[0]
    if size > 0:
        _sink(heap, heap.item[size], size)
    return least  # type: ignore[no-any-return]


@inlined
def _sink(heap: Heap, item: int, size: int) -> None:
    key, position = heap.key[item], 0
    while 2 * position + 1 < size:
        child = 2 * position + 1
        if child + 1 < size and heap.key[heap.item[child + 1]] < heap.key[heap.item[child]]:
            child += 1
        if heap.key[heap.item[child]] >= key:
            break
        heap.item[position] = heap.item[child]
        heap.at[heap.item[position]] = position
        position = child
    heap.item[position] = item
    heap.at[item] = position


@compiled
def clear(heap: Heap) -> None:
    """Empty the heap."""
    for position in range(heap.size[0]):
        heap.at[heap.item[position]] = -1
    heap.size[0] = 0
