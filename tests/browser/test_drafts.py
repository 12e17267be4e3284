"""What somebody is writing survives the death of the browser's page."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from hamdeli.casework.models import Draft, Note
from tests.browser.phones import crash
from tests.browser.test_every_page import opened, signed_in
from tests.support.cast import Cast, assemble, case_file

pytestmark = pytest.mark.browser
ADDRESS = "/files/10-1/notes/"
WRITTEN = "مادر از سر کار برگشته بود\nو دو ساعت حرف زد"


@pytest.fixture
def world(transactional_db: None) -> Cast:
    """The cast with one file."""
    cast = assemble()
    case_file("10-1", cast.kashan, centre=cast.mehr)
    return cast


def test_a_note_survives_the_death_of_its_page(world: Cast, live_server: Any, browser: Browser) -> None:
    page = opened(browser, live_server.url, signed_in(world.worker), "fa", 390)
    page.goto(ADDRESS)
    page.locator("textarea[name=text]").fill(WRITTEN)
    expect(page.locator(".h-draft-said")).not_to_be_empty(timeout=10_000)
    crash(page)
    again = page.context.new_page()
    again.goto(ADDRESS)
    expect(again.locator("textarea[name=text]")).to_have_value("")
    again.locator(".h-draft .btn-primary").click()
    expect(again.locator("textarea[name=text]")).to_have_value(WRITTEN)
    again.locator("form[data-draft] button[type=submit]").click()
    again.wait_for_url(f"**{ADDRESS}")
    expect(again.locator(".h-note")).to_have_count(1)
    assert Note.objects.count() == 1
    assert not Draft.objects.exists()
    again.reload()
    expect(again.locator(".h-draft")).to_have_count(0)
    page.context.close()


def test_a_draft_is_not_written_over_before_its_writer_has_chosen(
    world: Cast, live_server: Any, browser: Browser
) -> None:
    page = opened(browser, live_server.url, signed_in(world.worker), "en", 1280)
    page.goto(ADDRESS)
    page.locator("textarea[name=text]").fill("first")
    expect(page.locator(".h-draft-said")).not_to_be_empty(timeout=10_000)
    page.goto(ADDRESS)
    expect(page.locator(".h-draft")).to_have_count(1)
    page.locator("textarea[name=text]").fill("second")
    page.wait_for_timeout(4000)
    expect(page.locator(".h-draft-said")).to_be_empty()
    page.locator(".h-draft .btn-primary").click()
    expect(page.locator("textarea[name=text]")).to_have_value("first")
    page.goto(ADDRESS)
    page.locator(".h-draft .btn:not(.btn-primary)").click()
    expect(page.locator(".h-draft")).to_have_count(0)
    page.goto(ADDRESS)
    page.wait_for_load_state("networkidle")
    expect(page.locator(".h-draft")).to_have_count(0)
    page.context.close()
