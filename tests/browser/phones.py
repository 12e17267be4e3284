"""What the tests of the phone page do: sign in, unlock, lose the signal, read everything that the browser keeps."""

from contextlib import suppress
from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

PIN = "۱۲۳۴۵۶"
DUMP = """async () => {
  const found = [];
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((done) => { const ask = indexedDB.open(name); ask.onsuccess = () => done(ask.result); });
    for (const store of db.objectStoreNames) {
      const rows = await new Promise((done) => { const ask = db.transaction(store).objectStore(store).getAll(); ask.onsuccess = () => done(ask.result); });
      const names = await new Promise((done) => { const ask = db.transaction(store).objectStore(store).getAllKeys(); ask.onsuccess = () => done(ask.result); });
      const text = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? new TextDecoder().decode(value) : value && typeof value === "object" ? Object.entries(value).map(([key, each]) => key + text(each)).join(" ") : String(value);
      found.push(...rows.map(text), ...names);
    }
    db.close();
  }
  for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) found.push(request.url, await (await caches.match(request)).clone().text());
  return [...found, JSON.stringify(localStorage), JSON.stringify(sessionStorage)].join("\\n");
}"""  # noqa: E501


def phone_of(browser: Browser, url: str, user: Any) -> BrowserContext:
    """Return a phone on which `user` is signed in."""
    client = Client()
    client.force_login(user)
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="fa-IR")
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])
    return context


def unlocked(context: BrowserContext, url: str, pin: str = PIN) -> Page:
    """Open the page of the phone and give the PIN."""
    page = context.new_page()
    page.goto(f"{url}/phone/")
    page.locator("#pin").fill(pin, timeout=8000)
    page.locator("#pin-form button[type=submit]").click()
    expect(page.locator("#list-age")).not_to_be_empty()
    return page


def ready_without(page: Page) -> None:
    """Wait until the page can be had without a signal."""
    page.evaluate(
        """() => new Promise((done) => {
          const workers = navigator.serviceWorker;
          if (workers.controller) done();
          else workers.addEventListener("controllerchange", () => done());
        })"""
    )


def out_of_reach(context: BrowserContext, url: str) -> Page:
    """Take the list along, lose the signal, and open the page again without it."""
    page = unlocked(context, url)
    ready_without(page)
    context.set_offline(True)
    page.close()
    return unlocked(context, url)


def back_in_reach(context: BrowserContext, url: str) -> Page:
    """Open the page with a signal, and wait until nothing waits any more."""
    context.set_offline(False)
    page = context.new_page()
    page.goto(f"{url}/phone/")
    expect(page.locator("#outbox-count")).to_have_text("۰", timeout=20_000)
    return page


def nothing_readable(page: Page, *canaries: str) -> None:
    """Search everything that the browser keeps for texts of families."""
    kept = page.evaluate(DUMP)
    assert [canary for canary in canaries if canary in kept] == []


def write_visit(page: Page, facts: str, *, finish: bool = True) -> None:
    """Open the visit of the list, and write it down."""
    page.locator("#visits .h-phone-line").first.click()
    page.fill("#facts", facts)
    page.select_option("#outcome", "continue")
    page.select_option("#reason", "stable")
    if finish:
        page.locator("#visit-form button[type=submit]").click()


def kept_names(page: Page) -> list[str]:
    """Return the names of what stands in the storage of the phone."""
    found: list[str] = page.evaluate("async () => (await idb.openDB('hamdeli-phone')).getAllKeys('kept')")
    return found


def crash(page: Page) -> None:
    """Kill the process of the page, without any event that its scripts could hear."""
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash", timeout=5000)
    page.close()
