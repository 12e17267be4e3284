"""Following links: every page, fragment, map and workbook that somebody can reach."""

import io
import re
import zipfile
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from math import inf
from typing import Any

from django.test import Client
from django.urls import Resolver404, resolve

LINK = re.compile(r'(?:href|hx-get|data-map)="(/[^"#]*)"')
LEFT_ALONE = ("/static/", "/account/", "/showcase/", "/api/", "/language/")
BEGIN = ("/", "/files/?q=q", "/files/export/", "/centres/export/", "/centres/map.json")
MOST_PAGES = 400


def links_in(text: str) -> list[str]:
    """Return the addresses of this site in a page."""
    return [link.replace("&amp;", "&") for link in LINK.findall(text)]


def text_of(response: Any) -> str:
    """Return what a response tells: a page, or the text inside a workbook."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content[:2] != b"PK":
        return str(content.decode("utf-8", "replace"))
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return "".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())


def followed(address: str) -> bool:
    """Say whether a crawl goes there."""
    return not address.startswith(LEFT_ALONE)


def page_of(address: str) -> str:
    """Return the name of the page at an address, or the address where it has none."""
    try:
        return resolve(address.split("?")[0]).url_name or address
    except Resolver404:
        return address


def crawl(
    client: Client,
    begin: Iterable[str] = BEGIN,
    follows: Callable[[str], bool] = followed,
    most: float = MOST_PAGES,
    alike: float = inf,
) -> Iterator[tuple[str, str, int]]:
    """Yield address, text and status of the pages to begin with, and of what they lead to that it `follows`.

    Of the addresses of one page at most `alike` are visited.
    """
    waiting, known, visits = deque(begin), set[str](), Counter[str]()
    while waiting and len(known) < most:
        address = waiting.popleft()
        if address in known or visits[page_of(address)] >= alike:
            continue
        known.add(address)
        visits[page_of(address)] += 1
        response = client.get(address)
        assert response.status_code < 500, address
        text = text_of(response)
        yield address, text, response.status_code
        waiting.extend(link for link in links_in(text) if follows(link))
