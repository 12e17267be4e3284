"""Pages about inspections, findings, grades, ranking and warnings."""

from tests.matrix import Page

PAGES: list[Page] = []
