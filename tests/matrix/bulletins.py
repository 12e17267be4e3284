"""Pages about bulletins: reports whose sentences are filled from indicators."""

from tests.matrix import Page

PAGES: list[Page] = []
