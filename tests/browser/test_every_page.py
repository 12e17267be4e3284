"""Every page that a role can reach, in a real browser: readable with any aid, within its width, without complaints."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Page

from tests.support.cast import Cast, assemble
from tests.support.crawling import crawl, followed
from tests.test_canaries import plant

pytestmark = pytest.mark.browser
ALIKE = 2
AXE = Axe().axe_script
HEAVY = {"serious", "critical"}
ROLES = ["deputy", "centre_head", "county_head", "participation", "auditor", "director"]
DOWNLOADS = re.compile(r"export|\.json|\.txt|\.geojson|\.webmanifest|template")
SHOWINGS = [("fa", 1280), ("en", 390), ("en", 1280), ("fa", 390)]
# Those who work with a telephone in the hand; all their pages, in every showing, are in `test_demo_pages`.
AFIELD = ["worker", "volunteer", "admission_worker", "enquiring_worker", "supervisor"]
NETWORK = ["founder", "inspector", "supporter"]
OFFICE = ["deputy", "county_head", "auditor"]
BESIDE = ["participation", "centre_head", "director", *NETWORK]
# Each page once in a showing, for the first who reaches it and not for those named last, whose own case opens it.
# Everybody's own in every showing takes long.
CASES = [
    (OFFICE, "fa", 1280, []),
    (BESIDE, "fa", 1280, OFFICE),
    (OFFICE, "en", 390, []),
    (BESIDE, "en", 390, OFFICE),
    (AFIELD, "fa", 390, []),
    *(pytest.param([role], *showing, [], marks=pytest.mark.long) for role in ROLES for showing in SHOWINGS),
]
FRAGMENTS = {"file_mandates", "job_progress", "transfer_centres", "onward_centres", "centre_exits"}


@pytest.fixture
def world(transactional_db: None) -> Cast:
    """The cast with families and mandates."""
    cast = assemble()
    plant(cast)
    return cast


def signed_in(user: Any) -> Client:
    """Return a client in which `user` is signed in."""
    client = Client()
    client.force_login(user)
    return client


def addresses(client: Client) -> dict[str, str]:
    """Return one address of each page that the client can reach, by the name of the page."""
    first: dict[str, str] = {}
    for address, _text, status in crawl(client, ("/", "/files/?q=q"), follows=shown, alike=ALIKE):
        if status == 200:
            first.setdefault(name_of(address), address)
    return first


def reached(clients: list[Client], address: str) -> bool:
    """Say whether one of the clients can open the address."""
    return any(client.get(address).status_code == 200 for client in clients)


def shown(address: str) -> bool:
    """Say whether a page of the site is at an address, and not a part of one or a file."""
    return followed(address) and bool(name_of(address))


def name_of(address: str) -> str:
    """Return the name of the page at an address; empty for what is no page."""
    try:
        name = resolve(address.split("?")[0]).url_name or ""
    except Resolver404:
        return ""
    return "" if DOWNLOADS.search(address) or name in FRAGMENTS else name


def opened(browser: Browser, base: str, client: Client, language: str, width: int) -> Page:
    """Return a page of the browser with the client's session, in `language`."""
    context = browser.new_context(base_url=base, viewport={"width": width, "height": 900}, reduced_motion="reduce")
    cookies = {
        settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value,
        settings.LANGUAGE_COOKIE_NAME: language,
    }
    context.add_cookies([{"name": name, "value": value, "url": base} for name, value in cookies.items()])
    return context.new_page()


def faults_of(page: Page, address: str) -> list[str]:
    """Open `address` and return what is wrong with it."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    answer = page.goto(address, wait_until="load")
    assert answer is not None
    if answer.status != 200:
        return [f"{address}: answers {answer.status}"]
    page.evaluate(AXE)
    violations = page.evaluate("axe.run({resultTypes: ['violations']}).then((result) => result.violations)")
    heavy = [f"{found['id']} at {found['nodes'][0]['target']}" for found in violations if found["impact"] in HEAVY]
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    wide = [f"{too_wide} pixels too wide"] if too_wide > 1 else []
    return [f"{address}: {fault}" for fault in heavy + wide + said]


def said(value: object) -> str:
    """Return how a case is called."""
    return "-".join(value) if isinstance(value, list) else str(value)


@pytest.mark.parametrize(("roles", "language", "width", "but"), CASES, ids=said)
def test_every_page_can_be_used(
    world: Cast, live_server: Any, browser: Browser, roles: list[str], language: str, width: int, but: list[str]
) -> None:
    seen, faults = set[str](), []
    others = [signed_in(world.staff[role]) for role in but]
    for role in roles:
        client = signed_in(world.staff[role])
        pages = {name: address for name, address in addresses(client).items() if name not in seen}
        seen |= set(pages)
        pages = {name: address for name, address in pages.items() if not reached(others, address)}
        page = opened(browser, live_server.url, client, language, width)
        faults += [f"{role}: {fault}" for address in pages.values() for fault in faults_of(page, address)]
        page.context.close()
    assert len(seen) >= 2
    assert faults == []


def test_a_planted_fault_is_found(world: Cast, live_server: Any, browser: Browser) -> None:
    client = signed_in(world.deputy)
    page = opened(browser, live_server.url, client, "fa", 1280)
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => { const field = document.createElement('input');"
        "document.querySelector('main').append(field); })"
    )
    assert any("label" in fault for fault in faults_of(page, "/files/"))
    page.context.close()
