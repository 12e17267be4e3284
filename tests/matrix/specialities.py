"""Pages about specialities: unserved demand, conversions, twins, results."""

from tests.matrix import Page

PAGES: list[Page] = []
