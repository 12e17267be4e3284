"""Lower the price of nodes that have room and are priced nevertheless: the search for chains, turned round.

From such a node t: who would come if its price fell, whose node would then have to fall too, and so on, until a file
that stays, a place worth giving up, or the price at which t's room is rightly empty. Prices only fall here.
"""

from .blocks import BLOCK, NOBODY, WIDER, Blocks, least_fall, worth
from .chains import ABSORBS, AT, BEST, COST, EPOCH, FILE, SETTLED, WORK, Search
from .ground import Points, Sites
from .heap import clear, pop, push
from .jit import compiled, inlined
from .state import STAYS, State, attach, detach, last_extra, next_extra
from .tree import pair_cost

FIRST_LOOK = 500
WIDENS = 4
NOTHING = -2


@compiled
def fall(first: int, work: int, p: Points, s: Sites, st: State, blocks: Blocks, q: Search) -> int:
    """Right the nodes from `first` on, until about `work` nodes were settled. Returns where to go on."""
    q.goal[WORK] = 0
    for node in range(first, len(st.head)):
        while st.price[node] > next_extra(st, node):
            if q.goal[WORK] > work:
                return node
            _find_source(node, p, s, st, blocks, q)
            _lower_prices(st, q)
            _draw(node, st, q)
    return len(st.head)


@compiled
def _find_source(node: int, p: Points, s: Sites, st: State, blocks: Blocks, q: Search) -> None:
    clear(q.heap)
    q.goal[EPOCH] += 1
    q.goal[SETTLED] = 0
    q.goal[BEST], q.goal[AT], q.goal[FILE] = st.price[node] - next_extra(st, node), node, NOTHING
    q.stamp[node], q.dist[node] = q.goal[EPOCH], 0
    push(q.heap, node, 0)
    count = len(st.head)
    while q.heap.size[0] > 0 and q.heap.key[q.heap.item[0]] < q.goal[BEST]:
        item = pop(q.heap)
        if item < count:
            _settle(item, node, st, q)
            _who_would_come(item, FIRST_LOOK, p, s, st, blocks, q)
        else:
            _who_would_come(item - count, WIDENS * (q.heap.key[item] - q.dist[item - count]), p, s, st, blocks, q)
    q.goal[WORK] += q.goal[SETTLED]


@compiled
def _settle(node: int, target: int, st: State, q: Search) -> None:
    q.settled[q.goal[SETTLED]] = node
    q.goal[SETTLED] += 1
    q.done[node] = q.goal[EPOCH]
    gives = q.dist[node] + st.price[node] - last_extra(st, node)
    if node != target and st.used[node] > 0 and gives < q.goal[BEST]:
        q.goal[BEST], q.goal[AT], q.goal[FILE] = gives, node, ABSORBS


@compiled
def _who_would_come(node: int, look: int, p: Points, s: Sites, st: State, blocks: Blocks, q: Search) -> None:
    """Label those who would come for a further fall up to `look`; come back to the node when the search is that far."""
    base = q.dist[node] + st.price[node]
    limit = q.dist[node] + look
    for w in range(len(blocks.wide_high)):
        far = base + least_fall(blocks.wide_box, blocks.wide_high, blocks.wide_county, w, s, node)
        if far < q.goal[BEST] and far < limit:
            for b in range(w * WIDER, min((w + 1) * WIDER, len(blocks.high))):
                far = base + least_fall(blocks.box, blocks.high, blocks.county, b, s, node)
                if far < q.goal[BEST] and far < limit:
                    _come_from(b, node, base, p, s, st, blocks, q)
    if limit < q.goal[BEST]:
        push(q.heap, len(st.head) + node, limit)


@compiled
def _come_from(b: int, node: int, base: int, p: Points, s: Sites, st: State, blocks: Blocks, q: Search) -> None:
    for k in range(b * BLOCK, (b + 1) * BLOCK):
        f = blocks.order[k]
        if f != NOBODY and st.seat[f] != node:
            _come(f, node, base, pair_cost(p, f, s, node), p, st, q)


@inlined
def _come(f: int, node: int, base: int, cost: int, p: Points, st: State, q: Search) -> None:
    dist = base + cost - worth(p, st, f)
    if dist >= q.goal[BEST]:
        return
    seat = st.seat[f]
    if seat == STAYS:
        q.goal[BEST], q.goal[AT], q.goal[FILE], q.goal[COST] = dist, node, f, cost
    elif q.done[seat] != q.goal[EPOCH] and (q.stamp[seat] != q.goal[EPOCH] or dist < q.dist[seat]):
        q.stamp[seat], q.dist[seat] = q.goal[EPOCH], dist
        q.node_to[seat], q.file_to[seat], q.loss_to[seat] = node, f, cost
        push(q.heap, seat, dist)


@compiled
def _lower_prices(st: State, q: Search) -> None:
    for k in range(q.goal[SETTLED]):
        node = q.settled[k]
        st.price[node] -= max(0, q.goal[BEST] - q.dist[node])


@compiled
def _draw(target: int, st: State, q: Search) -> None:
    """Move one file along each arc of the path that was found, towards the node that has room."""
    node, file = int(q.goal[AT]), q.goal[FILE]
    if file == NOTHING:
        return
    if file == ABSORBS:
        st.used[node] -= 1
    else:
        attach(st, file, node)
        st.paid[file] = q.goal[COST]
    while node != target:
        f, to = q.file_to[node], int(q.node_to[node])
        cost = q.loss_to[node]
        detach(st, f)
        attach(st, f, to)
        st.paid[f] = cost
        node = to
    st.used[target] += 1
