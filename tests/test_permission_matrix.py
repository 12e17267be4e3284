"""Every address × every role: nobody sees or does more than a post held now gives."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import tests.matrix
from hamdeli.accounts.models import User
from tests.matrix import Page
from tests.support.cast import Cast
from tests.support.machines import undo

# Pages of the account library: about oneself only, tested by it and by tests/accounts.
OWN_ACCOUNT = ("account_", "mfa_", "usersessions_")
AREAS = [
    importlib.import_module(f"tests.matrix.{module.name}") for module in pkgutil.iter_modules(tests.matrix.__path__)
]


def names(patterns: list[Any], space: str = "") -> Iterator[str]:
    """Yield the names of all addresses."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"


def test_every_address_is_in_the_matrix() -> None:
    known = {page.name for area in AREAS for page in area.PAGES}
    missing = {name for name in names(get_resolver().url_patterns) if name not in known}
    missing = {name for name in missing if not name.startswith(OWN_ACCOUNT)}
    assert not missing


def answer(client: Client, page: Page, url: str, world: dict[str, Any]) -> int:
    """Return the status with which the address answers."""
    response: Any = client.get(url) if page.method == "GET" else client.post(url, page.data(world))
    if response.streaming:
        b"".join(response.streaming_content)
    return int(response.status_code)


def signed_in(user: User) -> Client:
    """Return a client in which `user` is signed in."""
    client = Client()
    client.force_login(user)
    return client


def wrong(page: Page, world: dict[str, Any], clients: dict[str, Client]) -> dict[str, tuple[int, int]]:
    """Return who gets another answer from the address than expected: the answer, and what was expected."""
    url = reverse(page.name, kwargs=page.args(world))
    expected = {role: page.expect.get(role, page.others) for role in clients} | {"anonymous": page.anonymous}
    asking = clients | {"anonymous": Client()}
    answers = {role: answer(client, page, url, world) for role, client in asking.items()}
    return {role: (status, expected[role]) for role, status in answers.items() if status != expected[role]}


@pytest.mark.parametrize("area", AREAS, ids=lambda area: area.__name__.rpartition(".")[2])
def test_addresses_answer_each_role_as_expected(area: Any, cast: Cast) -> None:
    world = area.prepare(cast) if hasattr(area, "prepare") else {}
    clients = {role: signed_in(user) for role, user in cast.staff.items()}
    faults = []
    for page in area.PAGES:
        before = transaction.savepoint()
        faults += [(page.method, page.name, told) for told in wrong(page, world, clients).items()]
        undo(before)
    assert faults == []


def test_a_door_left_open_is_found(cast: Cast) -> None:
    closed = Page("desk:files", {"deputy": 200})
    assert wrong(closed, {}, {"worker": signed_in(cast.worker)}) == {"worker": (200, 404)}
