"""Pages about the founding of centres: applications, checks, approvals."""

from tests.matrix import Page

PAGES: list[Page] = []
