"""Pages about indicators: the catalogue, the dashboards and their exports."""

from tests.matrix import Page

PAGES: list[Page] = []
