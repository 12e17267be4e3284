"""Pages about help for centres: requests, courses, announcements, knowledge."""

from tests.matrix import Page

PAGES: list[Page] = []
