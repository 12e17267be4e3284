"""Rows that whole sites obey and parts of sites break: what makes the proof of a small instance short.

Three kinds, found where an answer that opens sites in parts breaks them:
- link: a way takes no more than its site is open;
- order: of two candidates, one of which reaches everybody whom the other reaches and has no fewer places, that one
  opens first (some best choice obeys it: where it does not, move);
- group: the sites J, of at most c places each, serve of the points A, with P people and q c <= P <= (q + 1) c,
      served <= r * opened + q (c - r)      with r = P - q c
  which is min(P, c * opened) rounded to whole sites (mixed-integer rounding: Nemhauser and Wolsey 1990).
Their numbers are whole: nothing is lost in rounding.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import highspy
import numpy as np

from .instance import Flags, Floats, Ints
from .network import Network, point_of_pair

ROUNDS, STALE, LITTLE = 80, 8, 0.01
"""Rounds of rows at most; so many rounds that close less than LITTLE of the gap end them."""
GROUPS, LARGEST_GROUP, TURNS = 60, 10, 6
"""Groups added in a round, sites that a group begins with, and turns in which its points and sites are fitted."""
HARDLY = 1e-6
BROKEN = 1e-4
"""A row is broken by at least this share of the most that a site can serve."""


class Row(NamedTuple):
    """What `column` holds, times `value`, is together at most `most`."""

    column: Ints
    value: Floats
    most: float


class Seen(NamedTuple):
    """An answer in parts: how far each candidate opens (C,), and whom it takes from where (N, C)."""

    opened: Floats
    taken: Floats


class Group(NamedTuple):
    """Points (N,) and sites (C,) of a row of the third kind; rest: r; most: q (c - r)."""

    points: Flags
    sites: Flags
    rest: int
    most: int

    def over(self, seen: Seen) -> float:
        """How far the answer breaks it."""
        taken = float(seen.taken[np.ix_(self.points, self.sites)].sum())
        return taken - self.rest * float(seen.opened[self.sites].sum()) - self.most


class Relaxation:
    """The problem with sites that open in parts, and the rows found so far; columns as in `proving.program_of`."""

    def __init__(self, network: Network, program: Any) -> None:
        self.people, self.program = network.people, program
        self.candidates = len(network.capacity) - network.fixed
        self.way = np.flatnonzero(network.site >= network.fixed)
        self.point = point_of_pair(network)[self.way]
        self.candidate = network.site[self.way] - network.fixed
        self.reaches = np.zeros((len(network.people), self.candidates), np.bool_)
        self.reaches[self.point, self.candidate] = True
        within = self.people @ self.reaches
        self.serves = np.minimum(network.capacity[network.fixed :], within)
        self.most = np.minimum(self.people[self.point], self.serves[self.candidate])
        self.linked = np.zeros(len(self.way), np.bool_)
        self.orders = greater(self.reaches, network.capacity[network.fixed :])
        self.rows: list[Row] = []

    def tighten(self, reached: int, tell: Callable[[int], None]) -> float:
        """Add rows until they help little, or prove `reached`; return how many parts of sites would serve at most."""
        solver, gaps = self._begun(), list[float]()
        for _ in range(ROUNDS):
            tell(0)
            solver.run()
            served = float(solver.getInfo().objective_function_value)
            gaps.append(served - reached)
            if gaps[-1] < 1 or (len(gaps) > STALE and gaps[-1] > (1 - LITTLE) * gaps[-1 - STALE]):
                break
            broken = list(self._broken(np.array(solver.getSolution().col_value)))
            if not broken:
                break
            for row in broken:
                add(solver, row)
            self.rows += broken
        self._forget_slack(np.array(solver.getSolution().col_value))
        return served

    def moved(self, chosen: Ints) -> Ints:
        """Return a choice that serves no fewer and obeys every order."""
        found = set(chosen.tolist())
        while moves := [(less, more) for less, more in self.orders.tolist() if less in found and more not in found]:
            less, more = moves[0]
            found = found - {less} | {more}
        return np.array(sorted(found), np.int64)

    def _begun(self) -> Any:
        self.rows = [Row(order, np.array([1.0, -1.0]), 0.0) for order in self.orders]
        whole, self.program.integrality_ = self.program.integrality_, []
        solver = solver_of(self.program, self.rows)
        self.program.integrality_ = whole
        return solver

    def _broken(self, values: Floats) -> Iterator[Row]:
        opened, taken = values[: self.candidates], values[self.candidates :][self.way]
        broken = ~self.linked & (taken > self.most * opened[self.candidate] + BROKEN)
        self.linked |= broken
        for at in np.flatnonzero(broken):
            column = np.array([self.candidate[at], self.candidates + self.way[at]])
            yield Row(column, np.array([-float(self.most[at]), 1.0]), 0.0)
        matrix = np.zeros(self.reaches.shape)
        matrix[self.point, self.candidate] = taken
        yield from self._groups(Seen(opened, matrix))

    def _groups(self, seen: Seen) -> list[Row]:
        """Return the groups that are broken most, begun at each open site with those that reach the same people."""
        opened, found = np.flatnonzero(seen.opened > HARDLY), dict[tuple[bytes, bytes], Group]()
        shared = (self.reaches[:, opened] * self.people[:, None]).T @ self.reaches[:, opened]
        for mine in shared / np.maximum(shared.diagonal(), 1):
            near = opened[np.argsort(-mine, kind="stable")[:LARGEST_GROUP]]
            for many in range(1, len(near) + 1):
                sites = np.zeros(self.candidates, np.bool_)
                sites[near[:many]] = True
                group = self._fitted(seen, sites)
                if group is not None and group.over(seen) > BROKEN * int(self.serves.max()):
                    found[group.points.tobytes(), group.sites.tobytes()] = group
        return [self._row(group) for group in sorted(found.values(), key=lambda group: -group.over(seen))[:GROUPS]]

    def _fitted(self, seen: Seen, sites: Flags) -> Group | None:
        """Fit points to the sites and sites to the points in turn, so that the answer breaks their row."""
        places = int(self.serves[sites].max())
        fits = self.serves <= places
        group: Group | None = None
        for _ in range(TURNS):
            opened = float(seen.opened[sites].sum())
            full = int(opened + HARDLY)
            points = self._points(seen.taken[:, sites].sum(axis=1), sites, opened - full, (full, places))
            if points is None:
                break
            rest = int(self.people[points].sum()) - full * places
            group = Group(points, sites, rest, full * (places - rest))
            sites = fits & (seen.taken[points].sum(axis=0) > rest * seen.opened + HARDLY)
            if (group.sites == sites).all():
                break
        return group

    def _points(self, taken: Floats, sites: Flags, part: float, size: tuple[int, int]) -> Flags | None:
        """Return the points that break the row most, of no fewer than q c people and no more than (q + 1) c."""
        full, places = size
        if not full or not HARDLY < part < 1 - HARDLY:
            return None
        gain = taken - part * self.people
        counted = gain > HARDLY
        people = int(self.people[counted].sum())
        worth = gain / np.maximum(self.people, 1)
        if people > (full + 1) * places:
            for point in sorted(np.flatnonzero(counted), key=lambda point: worth[point]):
                counted[point], people = False, people - int(self.people[point])
                if people <= (full + 1) * places:
                    break
        others = np.flatnonzero(~counted & self.reaches[:, sites].any(axis=1)) if people < full * places else ()
        for point in sorted(others, key=lambda point: -worth[point]):
            counted[point], people = True, people + int(self.people[point])
            if people >= full * places:
                break
        return counted if full * places <= people <= (full + 1) * places else None

    def _row(self, group: Group) -> Row:
        ways = self.candidates + self.way[group.points[self.point] & group.sites[self.candidate]]
        opening = np.flatnonzero(group.sites)
        values = np.concatenate((np.full(len(opening), -float(group.rest)), np.ones(len(ways))))
        return Row(np.concatenate((opening, ways)), values, float(group.most))

    def _forget_slack(self, values: Floats) -> None:
        """Keep of the groups those that the last answer does not leave room in; they cost most."""
        self.rows = [
            row for row in self.rows if len(row.column) == 2 or values[row.column] @ row.value > row.most - BROKEN
        ]


def greater(reaches: Flags, capacity: Ints) -> Ints:
    """(D, 2) candidates and the next ones that are as good in every choice; of equals, that of the lower number."""
    shared = reaches.T.astype(np.int64) @ reaches
    inside = (shared == shared.diagonal()[:, None]) & (capacity[:, None] <= capacity)
    number = np.arange(len(capacity))
    below = inside & (~inside.T | (number[:, None] > number))
    return np.argwhere(below & ~(below @ below))


def solver_of(program: Any, rows: Iterable[Row], **options: float) -> Any:
    """HiGHS on one thread with the problem and more rows."""
    solver: Any = highspy.Highs()
    for name, value in {"output_flag": False, "threads": 1, **options}.items():
        solver.setOptionValue(name, value)
    solver.passModel(program)
    for row in rows:
        add(solver, row)
    return solver


def add(solver: Any, row: Row) -> None:
    """Give the solver one more row."""
    solver.addRow(-highspy.kHighsInf, row.most, len(row.column), row.column.astype(np.int32), row.value)
