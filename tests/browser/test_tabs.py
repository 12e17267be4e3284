"""The pages of a file stand in a strip that is wider than a phone: the tab of this page is in sight."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.test_every_page import opened, signed_in
from tests.casework.visiting.making import file_of
from tests.support.cast import assemble

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_tab_of_this_page_is_in_sight(
    transactional_db: None, live_server: Any, browser: Browser, language: str
) -> None:
    cast = assemble()
    code = file_of(cast).code
    page = opened(browser, live_server.url, signed_in(cast.worker), language, 390)
    for room in ("exit", "letters"):
        page.goto(f"/files/{code}/{room}/")
        expect(page.locator(".h-rooms [aria-current]")).to_be_in_viewport(ratio=0.9)
    page.context.close()
