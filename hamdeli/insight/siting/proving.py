"""Small instances to the end: the same problem as a mixed-integer program, solved by HiGHS (Huangfu and Hall 2018)."""

from collections.abc import Callable
from typing import Any

import highspy
import numpy as np

from .cutting import Relaxation, solver_of
from .flow import REACHED
from .instance import Floats, Ints
from .network import Network, point_of_pair
from .searching import opened

ONE_LESS = 0.4
"""People come in whole numbers: a bound less than one above what is reached proves it, with room for ROUNDING."""
ROUNDING = 1e-7
"""How far a bound of floating numbers may lie below the true one, as a share of it (the solver's tolerance)."""


class Proof:
    """A search for a better choice than `chosen`: `bound` is what no choice exceeds, as far as it got.

    The bound rests on floating numbers, with a margin; what a choice reaches is counted in whole people.
    """

    def __init__(self, network: Network, count: int, chosen: Ints, bound: int) -> None:
        self.network, self.count = network, count
        self.chosen, self.bound = chosen, bound
        self.reached = self._reached_by(chosen)

    def search(self, most: int, tell: Callable[[int], None]) -> None:
        """Look at up to `most` parts of the tree; `tell` hears how many, and ends the search by what it raises."""
        relaxation = Relaxation(self.network, program_of(self.network, self.count))
        self._lower(relaxation.tighten(self.reached, tell))
        if self.bound == self.reached:
            return
        limits = {"mip_rel_gap": 0.0, "mip_abs_gap": ONE_LESS, "mip_max_nodes": most}
        solver, ended = solver_of(relaxation.program, relaxation.rows, **limits), list[Exception]()
        begin = np.zeros(relaxation.candidates)
        begin[relaxation.moved(self.chosen - self.network.fixed)] = 1
        solver.setSolution(len(begin), np.arange(len(begin), dtype=np.int32), begin)

        def heard(event: Any) -> None:
            try:
                tell(int(event.data_out.mip_node_count))
            except Exception as wish:
                ended.append(wish)
                event.interrupt()

        solver.cbMipInterrupt += heard
        solver.solve()
        if ended:
            raise ended[0]
        self._learn(solver.getInfo(), np.array(solver.getSolution().col_value))

    def _learn(self, info: Any, values: Floats) -> None:
        """Keep what HiGHS found where it is better, counted once more."""
        candidates = len(self.network.capacity) - self.network.fixed
        best = np.sort(np.argsort(-values[:candidates], kind="stable")[: self.count]) + self.network.fixed
        reached = self._reached_by(best)
        if reached > self.reached:
            self.chosen, self.reached = best, reached
        self._lower(info.mip_dual_bound)

    def _lower(self, proved: float) -> None:
        """Take a bound of floating numbers, with its margin, where it is lower."""
        if np.isfinite(proved):
            self.bound = max(self.reached, min(self.bound, int(np.floor(proved * (1 + ROUNDING)))))

    def _reached_by(self, sites: Ints) -> int:
        return int(opened(self.network, sites).counter[REACHED])


def program_of(network: Network, count: int) -> Any:
    """Columns: whether each candidate opens (0 or 1), then how many go each pair's way.

    Rows: people of each point, places of each site where it is open, and how many open.
    """
    pairs, points, sites = len(network.site), len(network.people), len(network.capacity)
    candidates, point = sites - network.fixed, point_of_pair(network)
    serves = np.minimum(network.capacity, np.bincount(network.site, network.people[point], sites)).astype(np.float64)
    most = np.minimum(network.people[point], network.capacity[network.site]).astype(np.float64)
    free = np.concatenate((serves[: network.fixed], np.zeros(candidates)))
    program: Any = highspy.HighsLp()
    program.num_col_, program.num_row_ = candidates + pairs, points + sites + 1
    program.sense_ = highspy.ObjSense.kMaximize
    program.col_cost_ = np.concatenate((np.zeros(candidates), np.ones(pairs)))
    program.col_lower_ = np.zeros(candidates + pairs)
    program.col_upper_ = np.concatenate((np.ones(candidates), most))
    program.row_lower_ = np.full(points + sites + 1, -highspy.kHighsInf)
    program.row_upper_ = np.concatenate((network.people, free, [count])).astype(np.float64)
    whole, any_number = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    program.integrality_ = [whole] * candidates + [any_number] * pairs
    lay_columns(program.a_matrix_, network, serves)
    return program


def lay_columns(matrix: Any, network: Network, serves: Floats) -> None:
    """Two rows for each column: an opening takes its places back and is counted; a way takes people and a place."""
    points, sites = len(network.people), len(network.capacity)
    candidates = sites - network.fixed
    opening = np.column_stack((points + np.arange(network.fixed, sites), np.full(candidates, points + sites)))
    way = np.column_stack((point_of_pair(network), points + network.site))
    index = np.concatenate((opening, way))
    value = np.ones(index.shape)
    value[:candidates, 0] = -serves[network.fixed :]
    matrix.format_ = highspy.MatrixFormat.kColwise
    matrix.start_ = np.arange(0, index.size + 1, 2, dtype=np.int32)
    matrix.index_ = index.ravel().astype(np.int32)
    matrix.value_ = value.ravel()
