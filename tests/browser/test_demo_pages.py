"""Every page of the demonstration, as each of its staff sees it: with any aid, in both languages, wide and narrow."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser

from hamdeli.accounts.models import User
from hamdeli.config.demo.making import make
from hamdeli.config.demo.staff import PARTS
from tests.browser.test_every_page import faults_of, name_of, opened, shown, signed_in
from tests.config.test_demo_records import quiet
from tests.support.crawling import links_in, text_of

pytestmark = [pytest.mark.browser, pytest.mark.long]
MOST_OF_A_KIND = 4


@pytest.fixture
def staff(transactional_db: None, settings: Any) -> dict[str, User]:
    """Those who work in a small demonstration."""
    settings.DEMO = True
    make(seed=5, scale=0.004, today=timezone.localdate(), tell=quiet)
    return {part.username: User.objects.get(username=part.username) for part in PARTS}


def pages_of(client: Client, closed: list[str]) -> Iterator[str]:
    """Yield the first address of each page that can be reached by links; of a kind with many, a few are looked into.

    Links that lead to a closed door are added to `closed`, with the page that shows them.
    """
    waiting, seen, opened_once, asked = deque([("/", "")]), set[str](), set[str](), Counter[str]()
    while waiting:
        address, whence = waiting.popleft()
        name = name_of(address)
        if not shown(address) or address in seen or asked[name] >= MOST_OF_A_KIND:
            continue
        seen.add(address)
        asked[name] += 1
        reply: Any = client.get(address)
        if reply.status_code >= 400:
            closed.append(f"{whence} leads to {address}, which answers {reply.status_code}")
        if reply.status_code != 200 or not reply.get("Content-Type", "").startswith("text/html"):
            continue
        if name not in opened_once:
            opened_once.add(name)
            yield address
        waiting.extend((link, address) for link in links_in(text_of(reply)))


def told(faults: Iterable[str]) -> list[str]:
    """Return the faults, and print each as soon as it is found: a whole run takes long."""
    found = list(faults)
    for fault in found:
        print(fault, flush=True)
    return found


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["fa", "en"])
def test_everybody_can_use_every_page(
    staff: dict[str, User], live_server: Any, browser: Browser, record_property: Any, language: str, width: int
) -> None:
    faults, pages = [], Counter[str]()
    for username, user in staff.items():
        client = signed_in(user)
        client.defaults["HTTP_HOST"] = "localhost"
        page = opened(browser, live_server.url, client, language, width)
        closed: list[str] = []
        for address in pages_of(client, closed):
            pages[username] += 1
            faults += told(f"{username}: {fault}" for fault in faults_of(page, address))
        faults += told(f"{username}: {fault}" for fault in closed)
        page.context.close()
    record_property("figure", f"{pages.total()} pages of {len(pages)} people, {len(faults)} faults")
    assert all(count >= 2 for count in pages.values())
    assert not faults, "\n".join(faults)
