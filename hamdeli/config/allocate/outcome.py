"""A run with everything that the workbook tells about it."""

from dataclasses import dataclass
from functools import cached_property

from hamdeli.allocation.baselines import as_today, nearest_first
from hamdeli.allocation.figuring import Figures, figures
from hamdeli.allocation.problem import NOBODY, Problem
from hamdeli.allocation.shortage import Shortage, shortage
from hamdeli.allocation.solution import Solution
from hamdeli.config.allocate.reading import Lists
from hamdeli.config.allocate.words import Words
from hamdeli.sheets.table import Row


@dataclass
class Outcome:
    """The lists, the problem made of them, its solution, and the language of the reader."""

    lists: Lists
    problem: Problem
    solution: Solution
    words: Words

    @property
    def centres(self) -> list[Row]:
        """The rows of the list of centres."""
        return self.lists.centres.rows

    @property
    def files(self) -> list[Row]:
        """The rows of the list of files."""
        return self.lists.files.rows

    @cached_property
    def figures(self) -> Figures:
        """Figures of the plan."""
        return figures(self.problem, self.solution.assignment)

    @cached_property
    def nearest(self) -> Figures:
        """Figures of "nearest first", as done by hand."""
        return figures(self.problem, nearest_first(self.problem))

    @cached_property
    def today(self) -> Figures:
        """Figures of what is carried today."""
        return figures(self.problem, as_today(self.problem))

    @cached_property
    def shortage(self) -> Shortage:
        """Places beside files, by county."""
        return shortage(self.problem)

    @cached_property
    def county_names(self) -> dict[int, str]:
        """The name of each county, as it stands in the lists first."""
        names: dict[int, str] = {}
        for rows, counties in (
            (self.files, self.problem.files.county),
            (self.centres, self.problem.centres.county),
        ):
            for row, county in zip(rows, counties.tolist(), strict=True):
                names.setdefault(county, str(row.values["county"]))
        return names

    def centre_name(self, centre: int) -> str:
        """Return the name of a centre; of nobody, the county office."""
        if centre == NOBODY:
            return self.words("the county office")
        return str(self.centres[centre].values["name"])
