"""Playwright runs its own loop in this thread; the tests' database calls are made beside it, never inside."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.phones import phone_of
from tests.support.browsers import FLAGS, chromium
from tests.support.cast import Cast, assemble

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a module."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def world(transactional_db: None) -> Cast:
    """The cast, in a database that the server reads too."""
    return assemble()


@pytest.fixture
def phone(browser: Browser, world: Cast, live_server: Any) -> Iterator[BrowserContext]:
    """A phone on which the worker is signed in."""
    context = phone_of(browser, live_server.url, world.worker)
    yield context
    context.close()
