"""The page that shows every component, in both directions."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page, sync_playwright

from tests.support.browsers import FLAGS, chromium

HEAVY = {"serious", "critical"}


@pytest.mark.parametrize(
    ("query", "start", "sheet"),
    [
        ("?dir=rtl", '<html lang="fa" dir="rtl">', "tabler.rtl.min.css"),
        ("?dir=ltr", '<html lang="en" dir="ltr">', "tabler.min.css"),
    ],
)
def test_it_shows_both_directions(client: Client, query: str, start: str, sheet: str) -> None:
    text = client.get(f"/showcase/{query}").content.decode()
    assert start in text
    assert sheet in text


def test_persian_is_the_default(client: Client) -> None:
    text = client.get("/showcase/").content.decode()
    assert '<html lang="fa" dir="rtl">' in text
    assert "۲۲٬۴۸۵" in text
    assert "اجزای صفحه‌ها" in text


def test_its_policy_forbids_everything_inline_and_foreign(client: Client) -> None:
    policy = client.get("/showcase/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy


def test_its_map_is_geojson_of_the_three_kinds(client: Client) -> None:
    answer = json.loads(client.get("/showcase/map.geojson").content)
    kinds = [feature["properties"]["kind"] for feature in answer["features"]]
    assert answer["type"] == "FeatureCollection"
    assert set(kinds) == {"outline", "centre", "family"}
    assert kinds.count("centre") == 24


@pytest.fixture
def page(live_server: Any) -> Iterator[Page]:
    """A page of a real browser; what it complains about in its console fails the test."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_page(base_url=live_server.url, viewport={"width": 1280, "height": 900})
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        yield page
        browser.close()
        assert said == []


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("direction", ["rtl", "ltr"])
def test_a_reader_with_any_aid_can_use_it(page: Page, direction: str, theme: Any) -> None:
    page.emulate_media(color_scheme=theme)
    page.goto(f"/showcase/?dir={direction}")
    page.locator("#months svg").wait_for()
    for drawn in page.locator(".h-map").all():
        drawn.locator("canvas").first.wait_for()
    result = Axe().run(page).response
    assert len(result["passes"]) > 20
    assert [(found["id"], len(found["nodes"])) for found in result["violations"] if found["impact"] in HEAVY] == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_runs_out_of_the_page(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    for direction in ("rtl", "ltr"):
        page.goto(f"/showcase/?dir={direction}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_dialog_theme_and_chosen_rows_work(page: Page) -> None:
    page.goto("/showcase/?dir=rtl")
    page.locator("[data-opens]").first.click()
    page.locator("dialog[open]").wait_for()
    page.keyboard.press("Escape")
    page.locator("[data-choose-all]").check()
    assert page.locator("[data-chosen-count]").inner_text() == "۳"
    before = page.locator("html").get_attribute("data-bs-theme")
    page.locator("[data-theme-switch]").first.click()
    after = page.locator("html").get_attribute("data-bs-theme")
    assert before != after
    page.reload()
    assert page.locator("html").get_attribute("data-bs-theme") == after


@pytest.mark.browser
def test_the_map_has_its_table(page: Page) -> None:
    page.goto("/showcase/?dir=rtl")
    page.locator(".h-map-panel details summary").click()
    assert page.locator("[data-map-table] tbody tr").count() == 24
