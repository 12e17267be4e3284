"""Pages about licences: what was given, suspended, ended, revoked, and appeals."""

from tests.matrix import Page

PAGES: list[Page] = []
