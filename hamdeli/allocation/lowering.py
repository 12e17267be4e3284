"""Lower each node that has room but a price, in bulk, to the price at which enough files come from elsewhere.

The mirror image of `raising`: each step is the least fall that the node needs while the others stay as they are.
"""

from .blocks import BLOCK, NOBODY, WIDER, Blocks, least_fall, worth
from .ground import Points, Sites
from .heap import clear, pop, push
from .jit import compiled, inlined
from .raising import Desk
from .state import STAYS, State, attach, detach, next_extra, places_below
from .tree import pair_cost


@compiled
def lower_in_bulk(p: Points, s: Sites, st: State, blocks: Blocks, visits: int, d: Desk) -> int:
    """Visit priced nodes with room in turn, each at most `visits` times. Returns how many are left."""
    first, size, count = 0, 0, len(st.head)
    for node in range(count):
        d.seen[node] = 0
        d.waiting[node] = False
        size = _enqueue(st, node, d, first, size)
    while size > 0:
        node = d.queue[first]
        first, size = (first + 1) % count, size - 1
        d.waiting[node] = False
        if d.seen[node] < visits:
            d.seen[node] += 1
            size = _lower(p, s, st, blocks, node, d, first, size)
    left = 0
    for node in range(count):
        left += 1 if st.price[node] > next_extra(st, node) else 0
    return left


@inlined
def _enqueue(st: State, node: int, d: Desk, first: int, size: int) -> int:
    if d.waiting[node] or st.price[node] <= next_extra(st, node):
        return size
    d.waiting[node] = True
    d.queue[(first + size) % len(d.queue)] = node
    return size + 1


@compiled
def _lower(p: Points, s: Sites, st: State, blocks: Blocks, node: int, d: Desk, first: int, size: int) -> int:
    """Lower one node; those that lost a file to it join the queue. Returns its new length."""
    count = _who_gains(p, s, st, blocks, node, places_below(st, node, st.price[node]) - st.used[node], d)
    for k in range(count - 1, -1, -1):
        d.moved[k] = pop(d.heap)
    price = st.price[node]
    for k in range(count):
        f = d.moved[k]
        falls_to = price + d.heap.key[f]
        if falls_to <= next_extra(st, node):
            break
        st.price[node] = falls_to
        seat = st.seat[f]
        if seat != STAYS:
            st.used[seat] -= 1
            detach(st, f)
            size = _enqueue(st, seat, d, first, size)
        attach(st, f, node)
        st.paid[f] = d.other[f]
        st.used[node] += 1
        if st.price[node] <= next_extra(st, node):
            return size
    st.price[node] = next_extra(st, node)
    return size


@compiled
def _who_gains(p: Points, s: Sites, st: State, blocks: Blocks, node: int, most: int, d: Desk) -> int:
    """The `most` files that gain soonest by the node's fall, into the heap with the fall as negative key."""
    clear(d.heap)
    price = st.price[node]
    limit = price - next_extra(st, node)
    for w in range(len(blocks.wide_high)):
        if price + least_fall(blocks.wide_box, blocks.wide_high, blocks.wide_county, w, s, node) < limit:
            for b in range(w * WIDER, min((w + 1) * WIDER, len(blocks.high))):
                if price + least_fall(blocks.box, blocks.high, blocks.county, b, s, node) < limit:
                    limit = _gains_from(b, p, s, st, blocks, node, most, limit, d)
    return d.heap.size[0]  # type: ignore[no-any-return]


@compiled
def _gains_from(
    b: int, p: Points, s: Sites, st: State, blocks: Blocks, node: int, most: int, limit: int, d: Desk
) -> int:
    """Offer the files of a block; returns the fall beyond which nobody else counts."""
    price = st.price[node]
    for k in range(b * BLOCK, (b + 1) * BLOCK):
        f = blocks.order[k]
        if f != NOBODY and st.seat[f] != node:
            cost = pair_cost(p, f, s, node)
            fall = cost + price - worth(p, st, f)
            if fall < limit:
                d.other[f] = cost
                push(d.heap, f, -fall)
                if d.heap.size[0] > most:
                    pop(d.heap)
                if d.heap.size[0] == most:
                    limit = -d.heap.key[d.heap.item[0]]
    return limit
