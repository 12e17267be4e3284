"""Pages about the life of a centre: boards, papers, hours, monthly returns."""

from tests.matrix import Page

PAGES: list[Page] = []
