"""The cast, the databases, and what holds for every test."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from hamdeli.config.guards import GUARDS
from hamdeli.journal.guards import lower_guards, raise_guards
from tests.support.cast import Cast, assemble
from tests.support.markers import pytest_collection_modifyitems
from tests.support.on_disk import on_disk

__all__ = ["on_disk", "pytest_collection_modifyitems"]


@pytest.fixture(autouse=True)
def _plain_settings(settings: Any, tmp_path: Path) -> None:
    """Files go to a folder of the test; progress is kept in memory; passwords are hashed quickly."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(tmp_path)}
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture(autouse=True)
def _guards_for_real_transactions(request: pytest.FixtureRequest) -> Iterator[None]:
    """Raise the guards for a test with real transactions, and lower them before its tables are emptied."""
    if not {"transactional_db", "live_server"} & set(request.fixturenames) and not _wants_transactions(request):
        yield
        return
    request.getfixturevalue("transactional_db")
    raise_guards(GUARDS)
    yield
    lower_guards(GUARDS)


@pytest.fixture
def live_server(_guards_for_real_transactions: None, on_disk: None) -> Iterator[LiveServer]:
    """Serve the site for one test, with a connection for every thread as in life.

    Threads that share the one connection of a database in memory mix up each other's statements, and a page that still
    asks when its test is over finds the tables locked.
    """
    server = LiveServer("localhost")
    yield server
    server.stop()


def _wants_transactions(request: pytest.FixtureRequest) -> bool:
    marker = request.node.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))


@pytest.fixture
def cast(db: None) -> Cast:
    """Alice the deputy, Bahram her county head, Celia the centre head, Dara her social worker, Shirin a stranger."""
    return assemble()


@pytest.fixture
def sign_in(client: Client) -> Any:
    """Return a function that signs a user in and returns the client."""

    def enter(user: Any) -> Client:
        client.force_login(user)
        return client

    return enter
