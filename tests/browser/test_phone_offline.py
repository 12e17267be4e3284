"""A visit without a signal, in a real browser: taken along, made, sealed, sent later, and nothing left to read."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from hamdeli.casework.models import Submission, Visit
from tests.desk.phone.making import NAME, planned
from tests.support.browsers import FLAGS, chromium
from tests.support.cast import Cast, assemble

pytestmark = pytest.mark.browser
PIN = "۱۲۳۴۵۶"
FACTS = "یخچال خالی بود و نشانهٔ کاناری دیده شد."
DUMP = """async () => {
  const found = [];
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((done) => { const ask = indexedDB.open(name); ask.onsuccess = () => done(ask.result); });
    for (const store of db.objectStoreNames) {
      const rows = await new Promise((done) => { const ask = db.transaction(store).objectStore(store).getAll(); ask.onsuccess = () => done(ask.result); });
      const text = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? new TextDecoder().decode(value) : value && typeof value === "object" ? Object.entries(value).map(([key, each]) => key + text(each)).join(" ") : String(value);
      found.push(...rows.map(text));
    }
    db.close();
  }
  for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) found.push(request.url, await (await caches.match(request)).clone().text());
  return [...found, JSON.stringify(localStorage), JSON.stringify(sessionStorage)].join("\\n");
}"""  # noqa: E501


@pytest.fixture
def world(transactional_db: None) -> Cast:
    return assemble()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def phone(browser: Browser, world: Cast, live_server: Any) -> Iterator[BrowserContext]:
    """A phone on which the worker is signed in."""
    client = Client()
    client.force_login(world.worker, backend="allauth.account.auth_backends.AuthenticationBackend")
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="fa-IR")
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    yield context
    context.close()


def unlocked(context: BrowserContext, url: str) -> Page:
    """Open the page and give the PIN."""
    page = context.new_page()
    page.goto(url)
    page.locator("#pin").fill(PIN, timeout=8000)
    page.locator("#pin-form button[type=submit]").click()
    expect(page.locator("#list-age")).not_to_be_empty()
    return page


def test_a_visit_without_a_signal(phone: BrowserContext, world: Cast, live_server: Any) -> None:
    visit = planned(world)
    page = unlocked(phone, f"{live_server.url}/phone/")
    expect(page.locator("#visits")).to_contain_text(NAME[1])
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    phone.set_offline(True)
    page.close()
    page = unlocked(phone, f"{live_server.url}/phone/")
    page.locator("#visits .h-phone-line").click()
    page.fill("#facts", FACTS)
    page.select_option("#outcome", "continue")
    page.select_option("#reason", "stable")
    page.locator("#visit-form button[type=submit]").click()
    expect(page.locator("#outbox-count")).to_have_text("۱")
    kept = page.evaluate(DUMP)
    for canary in (FACTS, "کاناری", *NAME, visit.case_file.code):
        assert canary not in kept
    page.close()
    assert not Submission.objects.exists()
    phone.set_offline(False)
    page = phone.new_page()
    page.goto(f"{live_server.url}/phone/")
    expect(page.locator("#outbox-count")).to_have_text("۰", timeout=15_000)
    made = Visit.objects.get()
    assert (made.state, made.facts, made.decisions.count()) == ("done", FACTS, 1)


def test_after_three_days_nothing_is_left(phone: BrowserContext, world: Cast, live_server: Any) -> None:
    visit = planned(world)
    page = unlocked(phone, f"{live_server.url}/phone/")
    before = page.evaluate(DUMP)
    assert NAME[1] not in before
    assert "madeAt20" in before
    page.close()
    page = phone.new_page()
    page.clock.install()
    page.clock.fast_forward(73 * 3600 * 1000)
    page.goto(f"{live_server.url}/phone/")
    expect(page.locator("#pin-new")).to_be_visible()
    after = page.evaluate(DUMP)
    assert "madeAt20" not in after
    assert visit.case_file.code not in after
