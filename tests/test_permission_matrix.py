"""Every address × every role: nobody sees or does more than a post held now gives."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import tests.matrix
from tests.matrix import Page
from tests.support.cast import Cast

# Pages of the account library: about oneself only, tested by it and by tests/accounts.
OWN_ACCOUNT = ("account_", "mfa_", "usersessions_")
AREAS = [
    importlib.import_module(f"tests.matrix.{module.name}") for module in pkgutil.iter_modules(tests.matrix.__path__)
]
PAGES = [(area, page) for area in AREAS for page in area.PAGES]


def names(patterns: list[Any], space: str = "") -> Iterator[str]:
    """Yield the names of all addresses."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"


def test_every_address_is_in_the_matrix() -> None:
    known = {page.name for _, page in PAGES}
    missing = {name for name in names(get_resolver().url_patterns) if name not in known}
    missing = {name for name in missing if not name.startswith(OWN_ACCOUNT)}
    assert not missing


def answer(client: Client, page: Page, url: str, world: dict[str, Any]) -> int:
    """Return the status with which the address answers."""
    response: Any = client.get(url) if page.method == "GET" else client.post(url, page.data(world))
    if response.streaming:
        b"".join(response.streaming_content)
    return int(response.status_code)


@pytest.mark.parametrize(("area", "page"), PAGES, ids=lambda value: getattr(value, "name", ""))
def test_address_answers_each_role_as_expected(area: Any, page: Page, cast: Cast) -> None:
    world = area.prepare(cast) if hasattr(area, "prepare") else {}
    url = reverse(page.name, kwargs=page.args(world))
    answers = {}
    for role, user in cast.staff.items():
        client = Client()
        client.force_login(user)
        answers[role] = answer(client, page, url, world)
    expected = {role: page.expect.get(role, page.others) for role in cast.staff}
    assert answers == expected
    assert answer(Client(), page, url, world) == page.anonymous
