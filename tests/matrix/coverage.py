"""Pages about coverage: where families have nobody, and where the next centre should open."""

from tests.matrix import Page

PAGES: list[Page] = []
