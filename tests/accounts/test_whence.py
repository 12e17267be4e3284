"""Behind a proxy: the lock-out counts by the visitor's own address, and a forged header helps nobody."""

from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client, RequestFactory

from hamdeli.accounts.whence import client_address
from tests.support.cast import Cast

PASSWORD = {"login": "deputy", "password": "correct horse battery"}
WRONG = PASSWORD | {"password": "wrong"}
PROXY, ATTACKER, HOME = "127.0.0.1", "203.0.113.9", "198.51.100.4"


def sign_in(told: str, password: dict[str, str]) -> int:
    """Sign in through the proxy, which tells `told`, and return the status."""
    return Client(REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=told).post("/account/login/", password).status_code


@pytest.mark.parametrize(
    ("proxies", "told", "address"),
    [
        (0, HOME, PROXY),
        (1, HOME, HOME),
        (1, f"1.1.1.1, {ATTACKER}", ATTACKER),
        (2, f"1.1.1.1, {ATTACKER}, 10.0.0.2", ATTACKER),
        (2, HOME, PROXY),
        (1, "", PROXY),
        (1, "nonsense", PROXY),
        (1, "::ffff:198.51.100.4", HOME),
        (1, "[2001:db8::1]", "2001:db8::1"),
    ],
)
def test_the_address_is_the_one_our_own_proxies_saw(settings: Any, proxies: int, told: str, address: str) -> None:
    settings.PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=told)
    assert client_address(request) == address


def test_behind_a_proxy_an_attacker_locks_only_the_own_address(cast: Cast, settings: Any) -> None:
    settings.PROXIES = 1
    assert [sign_in(ATTACKER, WRONG) for _ in range(7)][-1] == 429
    assert sign_in(ATTACKER, PASSWORD) == 429
    assert sign_in(HOME, PASSWORD) == 302
    assert UserSession.objects.get().ip == HOME


@pytest.mark.parametrize("proxies", [0, 1])
def test_a_forged_header_does_not_escape_the_lock(cast: Cast, settings: Any, proxies: int) -> None:
    settings.PROXIES = proxies
    forged = [f"10.0.0.{number}" + (f", {ATTACKER}" if proxies else "") for number in range(8)]
    assert [sign_in(told, WRONG) for told in forged][-1] == 429
    assert sign_in(forged[0], PASSWORD) == 429


def test_a_forged_header_does_not_lock_somebody_else(cast: Cast, settings: Any) -> None:
    settings.PROXIES = 1
    assert [sign_in(f"{HOME}, {ATTACKER}", WRONG) for _ in range(7)][-1] == 429
    assert sign_in(HOME, PASSWORD) == 302
