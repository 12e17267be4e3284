"""A letter is a file: the page stays, and a second one can be had at once."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.test_every_page import opened, signed_in
from tests.casework.visiting.making import file_of
from tests.support.cast import assemble

pytestmark = pytest.mark.browser


def test_a_second_letter_is_made_at_once(transactional_db: None, live_server: Any, browser: Browser) -> None:
    cast = assemble()
    code = file_of(cast).code
    page = opened(browser, live_server.url, signed_in(cast.worker), "en", 1200)
    page.goto(f"/files/{code}/letters/")
    button = page.locator("form:has(input[value=blank]) button[type=submit]")
    for _time in range(2):
        with page.expect_download(timeout=3000) as download:
            button.click()
        assert download.value.suggested_filename == f"{code}-blank.pdf"
    page.context.close()
