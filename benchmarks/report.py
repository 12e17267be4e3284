"""Figures beside their bars: a table for people, JSON for scripts, an exit code for both."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.machine import print_machine


@dataclass(frozen=True)
class Figure:
    """One measured figure. `bar` is the most it may be (the least, where `at_least`); None where there is no bar."""

    what: str
    value: float
    unit: str = ""
    bar: float | None = None
    at_least: bool = False

    @property
    def holds(self) -> bool:
        """Tell whether the figure keeps its bar."""
        if self.bar is None:
            return True
        return self.value >= self.bar if self.at_least else self.value <= self.bar

    def line(self, width: int) -> str:
        """Return the figure as a row of the table."""
        bar = "" if self.bar is None else f"{'>=' if self.at_least else '<='} {self.bar:,.4g}"
        verdict = "" if self.bar is None else ("ok" if self.holds else "MISSED")
        return f"  {self.what:{width}}  {self.value:14,.4g} {self.unit:11} {bar:>12}  {verdict}"


@dataclass
class Report:
    """The figures of one benchmark, in the order in which they were measured."""

    name: str
    figures: list[Figure] = field(default_factory=list)
    details: dict[str, object] = field(default_factory=dict)
    machine: dict[str, object] = field(default_factory=print_machine)

    def add(
        self, what: str, value: float, unit: str = "", *, bar: float | None = None, at_least: bool = False
    ) -> Figure:
        """Add a figure and print it at once."""
        figure = Figure(what, float(value), unit, bar, at_least)
        self.figures.append(figure)
        print(figure.line(len(what)), flush=True)
        return figure

    def finish(self, out: Path | None = None) -> int:
        """Print the table, write the JSON, and return 0 where every bar holds, else 1."""
        width = max((len(figure.what) for figure in self.figures), default=0)
        print(f"\n== {self.name} ==")
        for figure in self.figures:
            print(figure.line(width))
        good = bool(self.figures) and all(figure.holds for figure in self.figures)
        if out is not None:
            out.write_text(json.dumps(self.as_dict(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            print(f"\nWritten to {out}")
        print("\nAll bars hold." if good else "\nSome bars do NOT hold.", flush=True)
        return 0 if good else 1

    def as_dict(self) -> dict[str, object]:
        """Return everything for JSON."""
        figures = [{**asdict(figure), "holds": figure.holds} for figure in self.figures]
        return {"benchmark": self.name, "machine": self.machine, "figures": figures, **self.details}
